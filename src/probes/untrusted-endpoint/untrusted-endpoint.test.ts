import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, door, endpoint, toldBy, toldOfScan } from '../network-fixture.ts';
import { untrustedEndpoint } from './untrusted-endpoint.ts';

const own = [endpoint({ trust: 'private' })];
const dates = [check('expired-certificate', 'no'), check('wrong-name', 'no')];

test('yes: expired, another name, revoked; on the public web also a chain that nobody trusts', () => {
  for (const id of ['expired-certificate', 'wrong-name', 'revoked-certificate'] as const) {
    assert.deepEqual(toldOfScan(untrustedEndpoint, { checks: [check(id, 'yes')] }), ['yes'], id);
    assert.deepEqual(toldOfScan(untrustedEndpoint, { checks: [check(id, 'yes')] }, own), ['yes'], id);
  }
  for (const id of ['untrusted-chain', 'self-signed'] as const)
    assert.deepEqual(toldOfScan(untrustedEndpoint, { checks: [check(id, 'yes')] }), ['yes'], id);
});
test("no: all is well, a maker's own chain, no TLS", () => {
  assert.deepEqual(toldOfScan(untrustedEndpoint, { checks: [...dates, check('untrusted-chain', 'no')] }), ['no']);
  assert.deepEqual(
    toldOfScan(untrustedEndpoint, { checks: [...dates, check('untrusted-chain', 'yes'), check('self-signed', 'yes')] }, own),
    ['no'],
  );
  assert.deepEqual(toldOfScan(untrustedEndpoint, { interfaces: [door({ protocol: 'ssh' })] }, [endpoint({ trust: 'none' })]), ['no']);
});
test('unknown: a check is missing, nothing', () => {
  assert.deepEqual(toldOfScan(untrustedEndpoint, { checks: dates }), ['not-located']);
  assert.deepEqual(toldOfScan(untrustedEndpoint, {}, own), ['not-located']);
  assert.deepEqual(toldBy(untrustedEndpoint), ['absent']);
});
