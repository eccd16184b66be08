import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertRefusal, type Ran, runIqs } from './run-iqs.ts';
import { listing, sampleDossier, temporaryFolder } from './sample-dossier.ts';

const folder = temporaryFolder();
const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
mkdirSync(join(folder, 'samples'));
const mended = sampleDossier(join(folder, 'samples'), 'lumen-cam-mended');
cpSync(join(docs, 'spec/vectors/bundle'), join(folder, 'docs/spec/vectors/bundle'), { recursive: true });
const asOf = ['--as-of', '2026-11-23', '--scheme', 'iqs-training'];

type Step = { readonly command: string; readonly expected: readonly string[] };

/** The commands of a how-to, each with the lines that it says will be printed. */
function steps(page: string): readonly Step[] {
  const text = readFileSync(join(docs, 'howto', page), 'utf8');
  return [...text.matchAll(/^```console\n\$ (.+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    command: match[1] as string,
    expected: (match[2] as string).split('\n').slice(0, -1),
  }));
}

/** `…` stands for anything: in a line for some signs, alone for some lines. */
function pattern(expected: readonly string[]): RegExp {
  const escaped = expected.map((line) =>
    line === '\u2026' ? '(?:.*\\n)*?' : `${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\u2026', '.+')}\\n`,
  );
  return new RegExp(`^${escaped.join('')}$`);
}

function follow(command: string): Ran {
  const [program = '', ...args] = command.split(' ');
  if (program === 'iqs') return runIqs(args, { cwd: folder });
  return spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
}

test('how-to: recompute an assessment, every step as the page says', () => {
  const all = steps('recompute-an-assessment.md');
  assert.equal(all.length, 5);
  for (const { command, expected } of all) {
    const { status, stdout, stderr } = follow(command);
    assert.equal(status, command.includes('altered') ? 5 : 0, `${command}\n${stderr}`);
    assert.match(stdout, pattern(expected), command);
  }
  assert.equal(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).iqs, 'bundle/1');
});

test('bundle: the same bytes from another folder, time zone and language', () => {
  const bundles = [
    { cwd: folder, env: { TZ: 'UTC', LC_ALL: 'C' } },
    { cwd: mended, env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', IQS_CACHE: 'off' } },
  ].map(({ cwd, env }, index) => {
    const out = join(folder, `same-${index}.tar`);
    const { status, stderr } = runIqs(['bundle', cwd === mended ? '.' : mended, '-o', out, ...asOf], { cwd, env });
    assert.equal(status, 0, stderr);
    return readFileSync(out);
  });
  assert.ok(bundles[0]?.equals(bundles[1] as Buffer));
});

test('bundle: the default place is written again; --out is no way to overwrite a file, a link neither', () => {
  for (let run = 0; run < 2; run += 1) assert.equal(runIqs(['bundle', mended, ...asOf], { cwd: folder }).status, 0);
  assert.ok(existsSync(join(folder, 'iqs-out/lumen-cam-mended/bundle.tar')));
  writeFileSync(join(folder, 'mine'), 'mine');
  symlinkSync(join(folder, 'mine'), join(folder, 'link'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
  for (const out of ['mine', 'link'])
    assertRefusal(runIqs(['bundle', mended, '-o', out, ...asOf], { cwd: folder }), 2, 'BUNDLE_OUT_EXISTS');
  assertRefusal(runIqs(['bundle', mended, '-o', 'dangling', ...asOf], { cwd: folder }), 2, 'FILE_SYSTEM');
  assert.equal(readFileSync(join(folder, 'mine'), 'utf8'), 'mine');
  assert.ok(!existsSync(join(folder, 'nowhere')));
});

test('replay: nothing is written, whatever is read; exits and codes', () => {
  const before = listing(folder);
  const vector = (name: string): string => join(folder, 'docs/spec/vectors/bundle/fixtures', name);
  assertRefusal(runIqs(['replay', vector('path-escapes.tar')], { cwd: folder }), 2, 'BUNDLE_PATH');
  assertRefusal(runIqs(['replay', vector('too-large.tar')], { cwd: folder }), 2, 'BUNDLE_TOO_LARGE');
  assertRefusal(runIqs(['replay', join(folder, 'absent.tar')], { cwd: folder }), 2, 'FILE_SYSTEM');
  assertRefusal(runIqs(['replay', folder], { cwd: folder }), 2, 'USAGE');
  assertRefusal(runIqs(['replay', vector('good.tar'), '--deep', mended], { cwd: folder }), 2, 'REPLAY_OTHER_DOSSIER');
  const good = runIqs(['replay', vector('good.tar'), '--json'], { cwd: folder });
  assert.deepEqual([good.status, JSON.parse(good.stdout).result, JSON.parse(good.stdout).deep], [0, 'same', false]);
  const altered = runIqs(['replay', vector('altered-finding.tar'), '--json'], { cwd: folder });
  assert.equal(altered.status, 5);
  const [difference] = JSON.parse(altered.stdout).differences;
  assert.deepEqual([difference.in, difference.theirs, difference.ours], ['assessment.json', 'no', 'yes']);
  assert.deepEqual(listing(folder), before);
});
