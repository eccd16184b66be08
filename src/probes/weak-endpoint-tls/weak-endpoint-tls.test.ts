import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckId } from '../../model/network-exhibits.ts';
import { check, door, endpoint, notesOf, scan, toldBy, toldOfScan } from '../network-fixture.ts';
import { inputOf } from '../subject-fixture.ts';
import { weakEndpointTls } from './weak-endpoint-tls.ts';

const all: readonly CheckId[] = [
  'old-version',
  'no-modern-version',
  'weak-cipher',
  'weak-group',
  'weak-signature',
  'weak-key',
  'insecure-renegotiation',
  'compression',
  'no-downgrade-protection',
];
const good = all.map((id) => check(id, 'no'));

test('yes: any weakness', () => {
  for (const id of all) assert.deepEqual(toldOfScan(weakEndpointTls, { checks: [check(id, 'yes')] }), ['yes'], id);
});
test('no: all were tried, or there is no TLS to try', () => {
  assert.deepEqual(toldOfScan(weakEndpointTls, { checks: good }), ['no']);
  assert.deepEqual(toldOfScan(weakEndpointTls, { interfaces: [door({ protocol: 'ssh' })] }, [endpoint({ trust: 'none' })]), ['no']);
});
test('unknown: one was not tried, and it is named; nothing', () => {
  const checks = good.filter((each) => each.check !== 'compression');
  assert.deepEqual(toldOfScan(weakEndpointTls, { checks }), ['not-located']);
  assert.deepEqual(notesOf(weakEndpointTls, inputOf([scan({ checks })], { endpoints: [endpoint()] })), [
    'cloud.example:443: not checked: compression',
  ]);
  assert.deepEqual(toldBy(weakEndpointTls), ['absent']);
});
