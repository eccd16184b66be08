import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Attempt, judgeGuessing } from './guessing.ts';

const refused = (...ms: readonly number[]): readonly Attempt[] => ms.map((one) => ({ outcome: 'refused', ms: one }));
const resultOf = (attempts: readonly Attempt[]): string => judgeGuessing('x', attempts).result;
const steady = (count: number, ms: number): readonly Attempt[] => refused(...Array.from({ length: count }, () => ms));

test('figures make the answer', () => {
  assert.equal(resultOf(steady(10, 50)), 'yes');
  assert.equal(resultOf(steady(9, 50)), 'unknown');
  assert.equal(resultOf(steady(10, 40_000)), 'no');
  assert.equal(resultOf(refused(50, 50, 50, 1000, 2000, 4000, 8000, 16_000, 16_000, 16_000)), 'no');
  assert.equal(resultOf([...steady(4, 50), { outcome: 'locked', ms: 1 }]), 'no');
  assert.equal(resultOf([...steady(4, 50), ...['', '', ''].map(() => ({ outcome: 'unclear' as const, ms: 9 }))]), 'no');
  assert.equal(resultOf(['', '', ''].map(() => ({ outcome: 'unclear' as const, ms: 9 }))), 'unknown');
  assert.equal(resultOf([{ outcome: 'accepted', ms: 1 }]), 'unknown');
});
