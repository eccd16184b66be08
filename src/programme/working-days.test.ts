import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantText } from '../foundation/instant-text.ts';
import { daysLater, workingDaysLater } from './working-days.ts';

test('working days jump over the weekend, and keep the hour', () => {
  // 1 January 2027 is a Friday.
  assert.equal(workingDaysLater('2027-01-01T17:30:00Z', 1), '2027-01-04T17:30:00Z');
  assert.equal(workingDaysLater('2027-01-02T17:30:00Z', 1), '2027-01-04T17:30:00Z');
  assert.equal(workingDaysLater('2027-01-04T09:00:00Z', 5), '2027-01-11T09:00:00Z');
  assert.equal(workingDaysLater('2027-01-04T09:00:00Z', 10), '2027-01-18T09:00:00Z');
  assert.equal(daysLater('2028-02-28T00:00:00Z', 2), '2028-03-01T00:00:00Z');
});

test('n working days are n to n + 2 (n + 4) / 5 + 2 days, and more of them are later', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.integer({ min: 1, max: 60 }), (seconds, days) => {
      const at = instantText(seconds);
      const due = workingDaysLater(at, days);
      assert.ok(due >= daysLater(at, days) && due <= daysLater(at, days + 2 * Math.ceil(days / 5) + 2));
      assert.ok(workingDaysLater(at, days + 1) > due);
    }),
  );
});
