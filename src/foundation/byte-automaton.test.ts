import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileAutomaton } from './byte-automaton.ts';

type Found = readonly [pattern: number, end: number];

function found(patterns: readonly Uint8Array[], bytes: Uint8Array, from?: number, to?: number): Found[] {
  const hits: Found[] = [];
  compileAutomaton(patterns).scan(bytes, (pattern, end) => void hits.push([pattern, end]), from, to);
  return hits;
}

function naive(patterns: readonly Uint8Array[], bytes: Uint8Array, from = 0, to = bytes.length): Found[] {
  const hits: Found[] = [];
  for (let end = from + 1; end <= to; end++) {
    const ending = patterns.flatMap((pattern, index) => {
      const start = end - pattern.length;
      return pattern.length > 0 && start >= from && pattern.every((byte, at) => bytes[start + at] === byte) ? [index] : [];
    });
    ending.sort((a, b) => (patterns[b] as Uint8Array).length - (patterns[a] as Uint8Array).length || a - b);
    for (const index of ending) hits.push([index, end]);
  }
  return hits;
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

test('finds overlapping, nested, equal and prefix patterns', () => {
  const patterns = ['he', 'she', 'his', 'hers', 'he', ''].map(ascii);
  assert.deepEqual(found(patterns, ascii('ushers')), [
    [1, 4],
    [0, 4],
    [4, 4],
    [3, 6],
  ]);
});

test('agrees with a naive search', () => {
  const few = fc.integer({ min: 0, max: 2 });
  const bytesOf = (maxLength: number) => fc.array(few, { maxLength }).map((values) => Uint8Array.from(values));
  fc.assert(
    fc.property(fc.array(bytesOf(6), { maxLength: 12 }), bytesOf(80), fc.nat(80), fc.nat(80), (patterns, bytes, a, b) => {
      const from = Math.min(a, b, bytes.length);
      const to = Math.min(Math.max(a, b), bytes.length);
      assert.deepEqual(found(patterns, bytes, from, to), naive(patterns, bytes, from, to));
    }),
    { numRuns: 500 },
  );
});

test('agrees with a naive search when every byte value occurs', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 2 }), { maxLength: 300 }),
      fc.uint8Array({ maxLength: 200 }),
      (some, bytes) => {
        const patterns = [all, ...some];
        assert.deepEqual(found(patterns, bytes), naive(patterns, bytes));
      },
    ),
    { numRuns: 50 },
  );
});

test('stops when told to', () => {
  let seen = 0;
  compileAutomaton([ascii('a')]).scan(ascii('aaaa'), () => ++seen < 2);
  assert.equal(seen, 2);
});

test('no patterns, no hits; ranges beyond the end are clipped', () => {
  assert.deepEqual(found([], ascii('abc')), []);
  assert.deepEqual(found([ascii('c')], ascii('abc'), -5, 99), [[0, 3]]);
});
