import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds } from './epoch-seconds.ts';
import { dayText, instantText } from './instant-text.ts';

test('seconds and their text are each other’s inverse, and the platform agrees', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8_000_000_000 }), (seconds) => {
      const written = instantText(seconds);
      assert.equal(written, new Date(seconds * 1000).toISOString().replace('.000', ''));
      assert.equal(epochSeconds(written), seconds);
    }),
  );
});

test('a date is its first second', () => {
  assert.equal(epochSeconds('2027-03-01'), Date.UTC(2027, 2, 1) / 1000);
  assert.equal(dayText(20_000), new Date(20_000 * 86_400_000).toISOString().slice(0, 10));
});

test('days and times that do not exist are none', () => {
  for (const text of ['2027-02-29', '2027-13-01', '2027-00-10', '2027-04-31', '2027-01-01T24:00:00Z', '2027-01-01T00:00:60Z'])
    assert.equal(epochSeconds(text), null, text);
  for (const text of ['2027-1-1', '2027-01-01T00:00:00+00:00', '2027-01-01T00:00:00.5Z', ' 2027-01-01', '2027-01-01\n'])
    assert.equal(epochSeconds(text), null, text);
  assert.equal(epochSeconds('2000-02-29'), Date.UTC(2000, 1, 29) / 1000);
});
