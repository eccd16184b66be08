import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as cborg from 'cborg';
import fc from 'fast-check';
import { DecodeError } from '../foundation/decode-error.ts';
import { randomNumbers } from '../foundation/random-numbers-fixture.ts';
import { type CborValue, cborMap } from './cbor-value.ts';
import { decodeCbor } from './decode-cbor.ts';
import { encodeCbor } from './encode-cbor.ts';
import { Refusal } from './refusal.ts';

const leaf = fc.oneof(
  fc.integer({ min: -(2 ** 32), max: 2 ** 32 - 1 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }).filter((text) => text.isWellFormed()),
  fc.uint8Array({ maxLength: 300 }),
);
const anything: fc.Arbitrary<CborValue> = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 30 }),
    fc
      .uniqueArray(fc.tuple(fc.integer({ min: -70_000, max: 70_000 }), tie('value')), { selector: ([key]) => key, maxLength: 30 })
      .map(cborMap),
  ),
})).value;

/** The same value as cborg takes it. */
const plain = (value: CborValue): unknown =>
  typeof value !== 'object' || value instanceof Uint8Array
    ? value
    : Array.isArray(value)
      ? value.map(plain)
      : new Map((value as unknown as { entries: [number, CborValue][] }).entries.map(([key, inner]) => [key, plain(inner)]));

test('cborg writes the same bytes, and reads them', () => {
  fc.assert(
    fc.property(anything, (value) => {
      const bytes = encodeCbor(value);
      assert.deepEqual(bytes, Uint8Array.from(cborg.encode(plain(value), cborg.rfc8949EncodeOptions)));
      assert.deepEqual(cborg.decode(bytes, { useMaps: true, strict: true }), sortedMaps(plain(value)));
    }),
  );
});

const sortedMaps = (value: unknown): unknown => cborg.decode(cborg.encode(value, cborg.rfc8949EncodeOptions), { useMaps: true });

test('what is decoded is written back as the same bytes', () => {
  fc.assert(fc.property(anything, (value) => assert.deepEqual(encodeCbor(decodeCbor(encodeCbor(value))), encodeCbor(value))));
});

/** cborg wants to be told of every tag. */
const anyTag = new Proxy<Record<number, (inner: () => unknown) => unknown>>({}, { get: () => (inner: () => unknown) => inner() });

test('mutated bytes are refused, or are the one spelling of another value; cborg agrees on every one taken', () => {
  const below = randomNumbers(8949);
  const seeds = [
    cborMap([
      [4, 1_900_000_000],
      [6, 1_800_000_000],
      [
        -65537,
        cborMap([
          [0, 'IQS-TEST-0000042'],
          [7, new Uint8Array(32)],
        ]),
      ],
    ]),
    ['Signature1', new Uint8Array(3), [1, [2, -3]]],
  ];
  for (let round = 0; round < 20_000; round += 1) {
    const bytes = encodeCbor(seeds[round % 2] as CborValue);
    for (let times = 1 + below(3); times > 0; times -= 1) bytes[below(bytes.length)] = below(256);
    let value: CborValue;
    try {
      value = decodeCbor(bytes);
    } catch (error) {
      assert.ok(error instanceof DecodeError || error instanceof Refusal, String(error));
      continue;
    }
    assert.deepEqual(encodeCbor(value), bytes);
    cborg.decode(bytes, { useMaps: true, strict: true, rejectDuplicateMapKeys: true, tags: anyTag });
  }
});

test('a number beyond 32 bits is not written', () => {
  for (const value of [2 ** 32, -(2 ** 32) - 1, 1.5, Number.NaN]) assert.throws(() => encodeCbor(value), RangeError);
});
