import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, door, endpoint, toldBy, toldOfScan } from '../network-fixture.ts';
import { knownLoginAccepted } from './known-login-accepted.ts';

test('yes', () => assert.deepEqual(toldOfScan(knownLoginAccepted, { checks: [check('known-login', 'yes')] }), ['yes']));
test('no: tried, or nothing to log in to', () => {
  assert.deepEqual(toldOfScan(knownLoginAccepted, { checks: [check('known-login', 'no')] }), ['no']);
  assert.deepEqual(toldOfScan(knownLoginAccepted, { interfaces: [door({ protocol: 'ntp' })] }), ['no']);
});
test('unknown: not tried, what it speaks is not known, nothing', () => {
  assert.deepEqual(toldOfScan(knownLoginAccepted, { checks: [check('anonymous-access', 'no')] }), ['not-located']);
  assert.deepEqual(toldOfScan(knownLoginAccepted, { interfaces: [door({ protocol: null })] }, [endpoint()]), ['not-located']);
  assert.deepEqual(toldBy(knownLoginAccepted), ['absent']);
});
