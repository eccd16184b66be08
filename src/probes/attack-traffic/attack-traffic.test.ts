import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviour, capture, captureOf, host, lamp, phone, stranger, toldBy } from '../network-fixture.ts';
import { inputOf } from '../subject-fixture.ts';
import { attackTraffic } from './attack-traffic.ts';

test('yes: each attack of the device, in any capture, however short', () => {
  for (const kind of ['telnet-scan', 'port-scan', 'address-scan', 'arp-scan', 'flood', 'default-login-attempts'] as const)
    assert.deepEqual(
      toldBy(attackTraffic, captureOf({ deviceSeconds: 5, joined: false }, { behaviours: [behaviour(kind)] })),
      ['yes'],
      kind,
    );
  assert.deepEqual(toldBy(attackTraffic, capture({ behaviours: [behaviour('flood', '02:00:00:00:00:10')] })), ['yes']);
});
test('a yes has its place', () => {
  const [answer] = attackTraffic.ask(inputOf([capture({ behaviours: [behaviour('telnet-scan')] })]));
  assert.deepEqual(answer?.places, [{ at: 'a.pcap!/packet 9', note: `telnet-scan by ${lamp}, 3 packets: port 23` }]);
});
test('no: what others do is not the product, nor is a beacon an attack', () => {
  for (const subject of [phone, stranger])
    assert.deepEqual(toldBy(attackTraffic, capture({ behaviours: [behaviour('flood', subject)] })), ['no']);
  assert.deepEqual(toldBy(attackTraffic, capture({ behaviours: [behaviour('beacon')] })), ['no']);
});
test('unknown: too thin, nobody knows the device, nothing handed in', () => {
  assert.deepEqual(toldBy(attackTraffic, captureOf({ deviceSeconds: 76 })), ['not-located']);
  const nobody = captureOf({ device: null }, { hosts: [], behaviours: [behaviour('flood')] });
  assert.deepEqual(toldBy(attackTraffic, nobody), ['not-located']);
  assert.deepEqual(toldBy(attackTraffic), ['absent']);
});

test('a router under test is not whoever it passes on', () => {
  const mac = '02:00:00:00:00:10';
  const hosts = [host('192.168.1.1', 'local', { mac }), host(stranger, 'remote', { mac })];
  assert.deepEqual(toldBy(attackTraffic, capture({ hosts, behaviours: [behaviour('flood', stranger)] })), ['no']);
  assert.deepEqual(toldBy(attackTraffic, capture({ hosts, behaviours: [behaviour('flood', '192.168.1.1')] })), ['yes']);
});
