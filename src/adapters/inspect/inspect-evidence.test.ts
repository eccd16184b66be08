import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { UserError } from '../../foundation/user-error.ts';
import { mergeExhibits } from '../../intake/inspect.ts';
import { type InspectOptions, inspectEvidence } from './inspect-evidence.ts';

const folder = mkdtempSync(join(tmpdir(), 'iqs-inspect-'));
after(() => rmSync(folder, { recursive: true }));

const worker = new URL('./dying-worker-fixture.ts', import.meta.url);

function evidence(...names: readonly string[]): readonly { readonly name: string; readonly path: string }[] {
  return names.map((name) => {
    const path = join(folder, name);
    writeFileSync(path, `content of ${name}\n`);
    return { name, path };
  });
}

const inspect = (names: readonly string[], options: InspectOptions): ReturnType<typeof inspectEvidence> =>
  inspectEvidence(evidence(...names), { worker, ...options });

for (const [death, options] of [
  ['exit', {}],
  ['throw', {}],
  ['reject', {}],
  ['heap', { heapMiB: 16 }],
  ['loop', { watchdogMs: 1500 }],
  ['silent', { watchdogMs: 1500 }],
] as const) {
  test(`a worker that dies (${death}) leaves its evidence unread, and the rest goes on`, async () => {
    const names = ['a.bin', `${death}.bin`, 'b.bin', 'c.bin'];
    const results = await inspect(names, options);
    assert.deepEqual(
      results.map(({ exhibits, reproducible }) => [exhibits.evidence[0]?.name, exhibits.problems[0]?.code, reproducible]),
      [
        ['a.bin', 'read', true],
        [`${death}.bin`, 'watchdog', false],
        ['b.bin', 'read', true],
        ['c.bin', 'read', true],
      ],
    );
    const { exhibits } = results[1] as (typeof results)[number];
    const content = `content of ${death}.bin\n`;
    assert.equal(exhibits.evidence[0]?.sha256, createHash('sha256').update(content).digest('hex'));
    assert.deepEqual(exhibits.coverage, { bytes: content.length, identified: 0, opaque: 0, unread: content.length });
    assert.equal(exhibits.problems[0]?.at, `${death}.bin`);
    assert.equal(mergeExhibits(results.map((one) => one.exhibits)).coverage.unread > 0, true);
  });
}

test('a worker that dies between two pieces of evidence takes neither with it', async () => {
  const results = await inspect(['after.a', 'after.b', 'after.c', 'after.d', 'after.e'], {});
  assert.deepEqual(
    results.map(({ reproducible }) => reproducible),
    results.map(() => true),
  );
});

test('every piece dies: every piece is reported, in order', async () => {
  const names = ['exit.a', 'throw.b', 'exit.c', 'throw.d'];
  const results = await inspect(names, {});
  assert.deepEqual(
    results.map(({ exhibits }) => exhibits.evidence[0]?.name),
    names,
  );
  assert.ok(results.every(({ reproducible }) => !reproducible));
});

test('a folder whose inspection dies has no digest', async () => {
  const path = join(folder, 'exit');
  mkdirSync(path);
  const [result] = await inspectEvidence([{ name: 'exit', path }], { worker });
  assert.equal(result?.exhibits.evidence[0]?.sha256, '');
  assert.equal(result?.exhibits.problems[0]?.code, 'watchdog');
});

test('the real worker: order, progress, several pieces, the same each time', async () => {
  const names = ['z.txt', 'a.txt', 'm.txt', 'b.txt', 'y.txt'];
  const seen: string[] = [];
  const read = (): ReturnType<typeof inspectEvidence> =>
    inspectEvidence(evidence(...names), { onProgress: (name, done, of) => void seen.push(`${name} ${done}/${of}`) });
  const first = await read();
  assert.deepEqual(
    first.map(({ exhibits, reproducible }) => [exhibits.evidence[0]?.name, exhibits.problems.length, reproducible]),
    names.map((name) => [name, 0, true]),
  );
  assert.equal(seen.length, 2 * names.length);
  assert.ok(seen.at(-1)?.endsWith('5/5'));
  assert.equal(JSON.stringify(first), JSON.stringify(await read()));
  assert.deepEqual(await inspectEvidence([]), []);
});

test('evidence that is not there, and what is neither file nor folder', async () => {
  const code =
    (wanted: string) =>
    (error: unknown): boolean =>
      error instanceof UserError && error.code === wanted;
  await assert.rejects(inspectEvidence([...evidence('a.txt'), { name: 'x', path: join(folder, 'x') }]), code('EVIDENCE_MISSING'));
  symlinkSync('/dev/null', join(folder, 'null'));
  await assert.rejects(inspectEvidence([{ name: 'null', path: join(folder, 'null') }, ...evidence('a.txt')]), code('EVIDENCE_UNREADABLE'));
});
