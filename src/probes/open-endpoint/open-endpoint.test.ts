import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, door, endpoint, toldBy, toldOfScan } from '../network-fixture.ts';
import { openEndpoint } from './open-endpoint.ts';

const ask = (protocol: string | null, ...checks: ReturnType<typeof check>[]): readonly string[] =>
  toldOfScan(openEndpoint, { interfaces: [door({ protocol })], checks });

test('yes: control or data for whoever asks', () => {
  for (const protocol of ['mqtt', 'telnet', 'redis', 'rtsp', 'docker'])
    assert.deepEqual(ask(protocol, check('anonymous-access', 'yes')), ['yes'], protocol);
  assert.deepEqual(ask('snmp', check('public-community', 'yes')), ['yes']);
});
test('no: all were tried', () => {
  assert.deepEqual(ask('https', check('anonymous-access', 'no')), ['no']);
  assert.deepEqual(ask('snmp', check('public-community', 'no')), ['no']);
  assert.deepEqual(ask('ntp'), ['no']);
});
test('unknown: what may be meant for everybody, not tried, not reached, nothing', () => {
  for (const protocol of ['https', 'ftp', null]) assert.deepEqual(ask(protocol, check('anonymous-access', 'yes')), ['not-located']);
  assert.deepEqual(ask('mqtt'), ['not-located']);
  assert.deepEqual(toldOfScan(openEndpoint, { checks: [check('anonymous-access', 'no')] }, [endpoint(), endpoint({ port: 8883 })]), [
    'not-located',
  ]);
  assert.deepEqual(toldBy(openEndpoint), ['absent']);
});
