import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { drawSample, type Sample } from './draw-sample.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const settings = { percent: 4, riskPercent: 50 };
const root = digest('a checkpoint');
const numbersTo = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `IQS-BODY-${String(at + 1).padStart(7, '0')}`);
const all = ({ byRisk, byDraw }: Sample): readonly string[] => [...byRisk, ...byDraw.map(({ number }) => number)];
const draw = (count: number, weights: ReadonlyMap<string, number> = new Map(), from = root): Sample =>
  drawSample({ root: from, numbers: numbersTo(count), weights }, settings, digest);

test('the larger of one and 4 %, rounded up; none of none', () => {
  for (const [count, size] of [
    [0, 0],
    [1, 1],
    [25, 1],
    [26, 2],
    [50, 2],
    [51, 3],
    [1000, 40],
  ] as const)
    assert.equal(all(draw(count)).length, size, `${count}`);
});

test('the heaviest come by risk, for half the sample; the others by hash', () => {
  const weights = new Map([
    ['IQS-BODY-0000007', 3],
    ['IQS-BODY-0000003', 9],
    ['IQS-BODY-0000009', 1],
    ['IQS-BODY-0000010', 0],
  ]);
  const sample = draw(100, weights);
  assert.deepEqual(sample.byRisk, ['IQS-BODY-0000003', 'IQS-BODY-0000007']);
  assert.equal(sample.byDraw.length, 2);
  assert.deepEqual(draw(100, new Map([['IQS-BODY-0000010', 0]])).byRisk, []);
});

test('anybody gets the same: SHA-256 over root and number, smallest first', () => {
  const least = numbersTo(25)
    .map((number) => digest(root + number))
    .toSorted()[0];
  assert.equal(draw(25).byDraw[0]?.hash, least);
});

test('laws: each once, all of the list, no order of the list matters, another root draws others', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.array(fc.tuple(fc.nat({ max: 299 }), fc.nat({ max: 5 }))), (count, risks) => {
      const numbers = numbersTo(count);
      const weights = new Map(risks.map(([at, weight]) => [numbersTo(300)[at] as string, weight]));
      const sample = drawSample({ root, numbers, weights }, settings, digest);
      const chosen = all(sample);
      assert.equal(new Set(chosen).size, chosen.length);
      assert.equal(chosen.length, count === 0 ? 0 : Math.max(1, Math.ceil(count * 0.04)));
      assert.ok(chosen.every((number) => numbers.includes(number)));
      assert.deepEqual(drawSample({ root, numbers: [...numbers.toReversed(), ...numbers], weights }, settings, digest), sample);
    }),
    { numRuns: 60 },
  );
  assert.notDeepEqual(all(draw(300)), all(draw(300, new Map(), digest('another'))));
});

test('every certificate has the same chance by the draw', () => {
  const hits = new Map<string, number>();
  for (let at = 0; at < 500; at += 1)
    for (const number of all(draw(10, new Map(), digest(`${at}`)))) hits.set(number, (hits.get(number) ?? 0) + 1);
  // 50 each are expected; one in a million draws of a fair lot is beyond 85.
  for (const number of numbersTo(10)) assert.ok((hits.get(number) ?? 0) > 20 && (hits.get(number) ?? 0) < 85, number);
});

test('what is no root, percentage or weight is refused', () => {
  const inputs = { root, numbers: ['x'], weights: new Map<string, number>() };
  assert.throws(() => drawSample({ ...inputs, root: 'abc' }, settings, digest), RangeError);
  assert.throws(() => drawSample(inputs, { ...settings, percent: 101 }, digest), RangeError);
  assert.throws(() => drawSample({ ...inputs, weights: new Map([['x', Number.NaN]]) }, settings, digest), RangeError);
});
