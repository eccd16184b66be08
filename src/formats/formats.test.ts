// The contract of a format, for every plug-in's fixtures: what is written in src/model/format.ts, also under damage.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createHost } from '../adapters/create-host.ts';
import { Budget } from '../foundation/budget.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import { randomNumbers } from '../foundation/random-numbers-fixture.ts';
import type { Format, Opened } from '../model/format.ts';
import { formats } from './formats.generated.ts';

type Expected = { readonly path: string; readonly type: string; readonly text?: string; readonly target?: string };
type Fixture = { readonly name: string; readonly base64: string; readonly status: string; readonly entries: readonly Expected[] };

const host = createHost();
/** Mutations a fixture: enough to meet every decoder's branches in seconds; test:long does a hundred times as many. */
const rounds = Number(process.env['IQS_FUZZ_ROUNDS'] ?? 150);

function fixturesOf(format: Format): readonly (Fixture & { readonly bytes: Uint8Array })[] {
  const path = `src/formats/${format.id}/fixtures.json`;
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, 'utf8')) as readonly Fixture[]).map((fixture) => ({
    ...fixture,
    bytes: new Uint8Array(Buffer.from(fixture.base64, 'base64')),
  }));
}

const open = (format: Format, bytes: Uint8Array): Opened =>
  format.open(bytes, { host, budget: new Budget({ bytes: 2 ** 26, entries: 20_000, depth: 8, fileBytes: 2 ** 25, steps: 5_000_000 }) });

/** Opens and reads everything; anything but a DecodeError is a defect. */
function survive(format: Format, bytes: Uint8Array): void {
  try {
    format.recognise(bytes, 0);
    const opened = open(format, bytes);
    assert.ok(opened.bytes >= 0 && opened.bytes <= bytes.length, `consumed ${opened.bytes} of ${bytes.length}`);
    for (const member of opened.members) {
      assert.ok(member.path.startsWith('/') && !member.path.split('/').includes('..'), member.path);
      try {
        member.read();
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
      }
    }
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    assert.notEqual(error.code, 'internal');
  }
}

function mutated(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  const copy = bytes.slice();
  for (let times = 1 + next(4); times > 0; times -= 1) {
    const at = next(copy.length);
    const kind = next(4);
    if (kind === 0) copy[at] = next(256);
    else if (kind === 1) copy[at] = (copy[at] as number) ^ (1 << next(8));
    else if (kind === 2) copy.fill(next(2) * 255, at, Math.min(copy.length, at + 1 + next(8)));
    else copy.copyWithin(at, next(copy.length), Math.min(copy.length, at + 16));
  }
  return copy;
}

for (const format of formats) {
  describe(`format ${format.id}`, () => {
    const fixtures = fixturesOf(format);

    test('says what it is: id, title, references, magics', () => {
      assert.match(format.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(format.title.length > 0 && format.references.length > 0 && format.magics.length > 0);
      assert.ok(fixtures.length > 0, 'a format comes with fixtures');
    });

    for (const fixture of fixtures) {
      test(`${fixture.name}: recognised, opened, as it is and with something after it`, () => {
        const longer = new Uint8Array(fixture.bytes.length + 1000).fill(0xa5);
        longer.set(fixture.bytes);
        for (const bytes of [fixture.bytes, longer]) {
          assert.notEqual(format.recognise(bytes, 0), 'no');
          const opened = open(format, bytes);
          if (bytes === fixture.bytes) assert.equal(opened.status, fixture.status);
          if (bytes === fixture.bytes || fixture.status === 'unpacked') compare(opened, fixture.entries);
        }
      });

      test(`${fixture.name}: recognised in the middle of something`, () => {
        const shifted = new Uint8Array(fixture.bytes.length + 64).fill(0xa5);
        shifted.set(fixture.bytes, 64);
        assert.notEqual(format.recognise(shifted, 64), 'no');
      });

      test(`${fixture.name}: cut off or altered anywhere, it answers or says why not`, () => {
        const next = randomNumbers(fixture.bytes.length * 2654435761);
        for (let cut = 0; cut < Math.min(fixture.bytes.length, rounds); cut += 1) {
          survive(format, fixture.bytes.subarray(0, Math.floor((cut * fixture.bytes.length) / Math.min(fixture.bytes.length, rounds))));
        }
        for (let round = 0; round < rounds; round += 1) survive(format, mutated(fixture.bytes, next));
      });
    }
  });
}

function compare(opened: Opened, expected: readonly Expected[]): void {
  const paths = (list: readonly { readonly path: string; readonly type: string }[]): readonly string[] =>
    list
      .filter(({ type }) => type !== 'directory')
      .map(({ path }) => path)
      .sort();
  assert.deepEqual(paths(opened.members), paths(expected));
  for (const entry of expected) {
    const member = opened.members.find((one) => one.path === entry.path);
    assert.ok(member, `${entry.path} is missing`);
    assert.equal(member.type, entry.type);
    if (entry.target !== undefined) assert.equal(member.target, entry.target);
    if (entry.text !== undefined) assert.equal(new TextDecoder().decode(member.read()), entry.text);
  }
}
