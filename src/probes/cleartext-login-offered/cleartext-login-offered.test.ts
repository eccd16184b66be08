import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, door, toldBy, toldOfScan } from '../network-fixture.ts';
import { cleartextLoginOffered } from './cleartext-login-offered.ts';

test('yes', () => assert.deepEqual(toldOfScan(cleartextLoginOffered, { checks: [check('cleartext-login', 'yes')] }), ['yes']));
test('no: tried, or nothing to log in to', () => {
  assert.deepEqual(toldOfScan(cleartextLoginOffered, { checks: [check('cleartext-login', 'no')] }), ['no']);
  assert.deepEqual(toldOfScan(cleartextLoginOffered, { interfaces: [door({ protocol: 'dns' })] }), ['no']);
});
test('unknown: not tried, open, nothing', () => {
  assert.deepEqual(toldOfScan(cleartextLoginOffered, {}), ['not-located']);
  assert.deepEqual(toldOfScan(cleartextLoginOffered, { checks: [check('cleartext-login', 'unknown')] }), ['not-located']);
  assert.deepEqual(toldBy(cleartextLoginOffered), ['absent']);
});
