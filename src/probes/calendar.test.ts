import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datesIn, monthsLater } from './calendar.ts';

test('dates as RFC 3339 and as English writes them', () => {
  assert.deepEqual(datesIn('2031-06-30'), ['2031-06-30']);
  assert.deepEqual(datesIn('30 June 2031; 1st Sept. 2030; June 2nd, 2029; Feb 2028'), [
    '2028-02-29',
    '2029-06-02',
    '2030-09-01',
    '2031-06-30',
  ]);
  assert.deepEqual(datesIn('2031-06-31, 31 June 2031, 12031-06-30, 2031-06-305, Remarch 2031'), []);
  assert.deepEqual(datesIn('2031-06-30T12:00:00Z'), ['2031-06-30']);
});

test('months later, clipped to the month', () => {
  assert.equal(monthsLater('2027-01-15', 36), '2030-01-15');
  assert.equal(monthsLater('2027-01-31', 1), '2027-02-28');
  assert.equal(monthsLater('2027-11-30', 3), '2028-02-29');
  assert.equal(monthsLater('2027-12-31', 12), '2028-12-31');
});
