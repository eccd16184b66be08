import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datesIn } from './dates-in.ts';

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
