import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, door, endpoint, session, toldBy, toldOfScan } from '../network-fixture.ts';
import { legacyCryptography } from './legacy-cryptography.ts';

const server = { client: null, server: 'cloud.example' };
const listed = (...versions: string[]) =>
  session({ ...server, offered: { by: 'server', versions, ciphers: [], groups: [], signatures: [], alpn: [] } });
const forward = check('no-forward-secrecy', 'no');
const bare = [endpoint({ trust: 'none' })];

test('yes: no TLS 1.3, no forward secrecy, outdated algorithms for SSH', () => {
  assert.deepEqual(toldOfScan(legacyCryptography, { tls: [listed('TLS1.2')], checks: [forward] }), ['yes']);
  assert.deepEqual(toldOfScan(legacyCryptography, { tls: [listed('TLS1.2', 'TLS1.3')], checks: [check('no-forward-secrecy', 'yes')] }), [
    'yes',
  ]);
  assert.deepEqual(
    toldOfScan(legacyCryptography, { interfaces: [door({ protocol: 'ssh' })], checks: [check('weak-algorithm', 'yes')] }, bare),
    ['yes'],
  );
});
test('no: TLS 1.3 listed or agreed to, good algorithms for SSH, nothing enciphered', () => {
  assert.deepEqual(toldOfScan(legacyCryptography, { tls: [listed('TLS1.2', 'TLS1.3')], checks: [forward] }), ['no']);
  assert.deepEqual(toldOfScan(legacyCryptography, { tls: [session({ ...server, version: 'TLS1.3' })], checks: [forward] }), ['no']);
  assert.deepEqual(
    toldOfScan(legacyCryptography, { interfaces: [door({ protocol: 'ssh' })], checks: [check('weak-algorithm', 'no')] }, bare),
    ['no'],
  );
  assert.deepEqual(toldOfScan(legacyCryptography, { interfaces: [door({ protocol: 'http' })] }, bare), ['no']);
});
test('unknown: versions not listed, not checked, nothing', () => {
  assert.deepEqual(toldOfScan(legacyCryptography, { tls: [session(server)], checks: [forward] }), ['not-located']);
  assert.deepEqual(toldOfScan(legacyCryptography, { checks: [forward] }), ['not-located']);
  assert.deepEqual(toldOfScan(legacyCryptography, { tls: [listed('TLS1.3')] }), ['not-located']);
  assert.deepEqual(toldBy(legacyCryptography), ['absent']);
});
