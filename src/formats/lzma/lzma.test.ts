import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { Budget, defaultLimits } from '../../foundation/budget.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import fixtures from './fixtures.json' with { type: 'json' };
import { lzma } from './lzma.ts';

const host = createHost();
const tools = (bytes = 1 << 24) => ({ host, budget: new Budget({ ...defaultLimits, bytes }) });
const bytesOf = (fixture: { base64: string }): Uint8Array => new Uint8Array(Buffer.from(fixture.base64, 'base64'));
const noise = (seed: number) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8;

for (const fixture of fixtures) {
  test(`${fixture.name}: recognised and read, whatever follows`, () => {
    const stream = bytesOf(fixture);
    for (const tail of [0, 1, 300]) {
      const bytes = Uint8Array.from([...stream, ...new Uint8Array(tail).fill(0xa5)]);
      assert.notEqual(lzma.recognise(bytes, 0), 'no');
      const opened = lzma.open(bytes, tools());
      assert.deepEqual([opened.status, opened.bytes, opened.troubles.length], [fixture.status, stream.length, 0]);
      assert.deepEqual(
        opened.members.map((member) => [member.path, member.size, new TextDecoder().decode(member.read())]),
        fixture.entries.map((entry) => [entry.path, entry.text.length, entry.text]),
      );
    }
  });
}

test('a limit keeps what was produced', () => {
  const opened = lzma.open(bytesOf(fixtures[0] as (typeof fixtures)[0]), tools(100));
  assert.equal(opened.status, 'limit');
  assert.equal(opened.members[0]?.size, 100);
  assert.equal(opened.troubles[0]?.code, 'limit');
});

test('truncations and mutations give a beginning or a DecodeError', () => {
  const next = noise(7);
  for (const fixture of fixtures) {
    const stream = bytesOf(fixture);
    const damaged: Uint8Array[] = Array.from(stream, (_, end) => stream.slice(0, end));
    for (let round = 0; round < 300; round++) {
      const copy = stream.slice();
      for (let hits = 1 + (next() % 3); hits > 0; hits--) copy[next() % copy.length] = next() & 0xff;
      damaged.push(copy);
    }
    for (const bytes of damaged) {
      lzma.recognise(bytes, 0);
      try {
        const opened = lzma.open(bytes, tools(1 << 20));
        assert.equal(opened.status === 'unpacked', opened.troubles.length === 0);
        assert.ok(opened.bytes <= bytes.length);
        assert.ok(!(opened.members[0]?.path ?? '').includes('..'));
      } catch (error) {
        assert.ok(error instanceof DecodeError);
      }
    }
  }
});

test('what only looks like a header is refused', () => {
  const next = noise(3);
  let refused = 0;
  for (let round = 0; round < 200; round++) {
    const bytes = Uint8Array.from({ length: 20_000 }, () => next() & 0xff);
    bytes.set([0x5d, 0, 0, 0x80, 0, next() & 0xff, next() & 0xff, 0, 0, 0, 0, 0, 0, 0]);
    if (lzma.recognise(bytes, 0) === 'no') continue;
    assert.throws(() => lzma.open(bytes, tools()), DecodeError);
    refused++;
  }
  assert.ok(refused > 100);
});
