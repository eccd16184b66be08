import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, door, toldBy, toldOfScan } from '../network-fixture.ts';
import { unlimitedGuessing } from './unlimited-guessing.ts';

test('yes', () => assert.deepEqual(toldOfScan(unlimitedGuessing, { checks: [check('unlimited-guessing', 'yes')] }), ['yes']));
test('no: tried, or nothing to log in to', () => {
  assert.deepEqual(toldOfScan(unlimitedGuessing, { checks: [check('unlimited-guessing', 'no')] }), ['no']);
  assert.deepEqual(toldOfScan(unlimitedGuessing, { interfaces: [door({ protocol: 'dns' })] }), ['no']);
});
test('unknown: not tried, open, nothing', () => {
  assert.deepEqual(toldOfScan(unlimitedGuessing, {}), ['not-located']);
  assert.deepEqual(toldOfScan(unlimitedGuessing, { checks: [check('unlimited-guessing', 'unknown')] }), ['not-located']);
  assert.deepEqual(toldBy(unlimitedGuessing), ['absent']);
});
