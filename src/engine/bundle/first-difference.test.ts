import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { firstDifference } from './first-difference.ts';

test('there is none just where the canonical text is the same', () => {
  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
  fc.assert(fc.property(json, json, (a, b) => assert.equal(firstDifference(a, b) === null, canonicalJson(a) === canonicalJson(b))));
  fc.assert(fc.property(json, (a) => assert.equal(firstDifference(a, structuredClone(a)), null)));
});

test('names the first place, by key, and what stands there', () => {
  const cases = [
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, '$.a[1].b', 2, 3],
    [{ z: 1, a: 1 }, { z: 2, a: 2 }, '$.a', 1, 2],
    [{ a: 1 }, {}, '$.a', 1, undefined],
    [[1], [1, 2], '$[1]', undefined, 2],
    [{ 'a b': 1 }, { 'a b': 2 }, '$["a b"]', 1, 2],
    [{ a: [] }, { a: {} }, '$.a', [], {}],
    [null, 0, '$', null, 0],
  ] as const;
  for (const [theirs, ours, path, left, right] of cases)
    assert.deepEqual(firstDifference(theirs, ours), { path, theirs: left, ours: right });
});
