import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, door, endpoint, toldBy, toldOfScan } from '../network-fixture.ts';
import { missingWebHardening } from './missing-web-hardening.ts';

const good = [check('missing-security-headers', 'no'), check('insecure-cookie', 'no')];
const bare = [endpoint({ trust: 'none' })];

test('yes: each fault', () => {
  for (const id of ['missing-security-headers', 'insecure-cookie', 'no-https-redirect', 'default-page'] as const)
    assert.deepEqual(toldOfScan(missingWebHardening, { checks: [check(id, 'yes')] }), ['yes'], id);
});
test('no: hardened, sends on, or no web server', () => {
  assert.deepEqual(toldOfScan(missingWebHardening, { checks: good }), ['no']);
  assert.deepEqual(
    toldOfScan(missingWebHardening, { interfaces: [door({ protocol: 'http' })], checks: [check('no-https-redirect', 'no')] }, bare),
    ['no'],
  );
  assert.deepEqual(toldOfScan(missingWebHardening, { interfaces: [door({ protocol: 'mqtt' })] }), ['no']);
});
test('unknown: not looked at, what it speaks is not told, nothing', () => {
  assert.deepEqual(toldOfScan(missingWebHardening, {}), ['not-located']);
  assert.deepEqual(toldOfScan(missingWebHardening, { interfaces: [door({ protocol: null })] }), ['not-located']);
  assert.deepEqual(toldOfScan(missingWebHardening, { interfaces: [door({ protocol: 'tls' })] }), ['not-located']);
  assert.deepEqual(toldBy(missingWebHardening), ['absent']);
});
