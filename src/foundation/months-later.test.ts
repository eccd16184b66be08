import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monthsLater } from './months-later.ts';

test('months later, clipped to the month', () => {
  assert.equal(monthsLater('2027-01-15', 36), '2030-01-15');
  assert.equal(monthsLater('2027-01-31', 1), '2027-02-28');
  assert.equal(monthsLater('2027-11-30', 3), '2028-02-29');
  assert.equal(monthsLater('2027-12-31', 12), '2028-12-31');
  assert.equal(monthsLater('2027-01-15T09:30:00Z', -3), '2026-10-15T09:30:00Z');
});
