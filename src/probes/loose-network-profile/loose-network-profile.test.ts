import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peer, profile, toldBy } from '../network-fixture.ts';
import { looseNetworkProfile } from './loose-network-profile.ts';

const ask = (...peers: Parameters<typeof peer>[0][]): readonly string[] =>
  toldBy(looseNetworkProfile, profile(peers.map((each) => peer(each))));

test('yes: anybody, or most of all addresses', () => {
  assert.deepEqual(ask({}, { kind: 'any', peer: '' }), ['yes']);
  assert.deepEqual(ask({ kind: 'any', peer: '', transport: null, peerPort: null }), ['yes']);
  for (const range of ['0.0.0.0/0', '64.0.0.0/2', '::/0', '2000::/3'])
    assert.deepEqual(ask({ kind: 'address', peer: range }), ['yes'], range);
  assert.deepEqual(ask({ kind: 'any', peer: '', direction: 'to-device', peerPort: null }), ['yes']);
});
test('no: names, networks, classes, and a port of the device for everybody', () => {
  assert.deepEqual(
    ask({}, { kind: 'address', peer: '203.0.113.0/24' }, { kind: 'local-networks', peer: '' }, { kind: 'my-controller', peer: '' }),
    ['no'],
  );
  assert.deepEqual(ask({ kind: 'any', peer: '', direction: 'to-device', devicePort: '443' }), ['no']);
});
test('unknown: nothing in it, damaged, or none', () => {
  assert.deepEqual(toldBy(looseNetworkProfile, profile([])), ['unsupported']);
  assert.deepEqual(toldBy(looseNetworkProfile, profile([peer()], { problems: [{ code: 'malformed', at: 'x', detail: '' }] })), ['unread']);
  assert.deepEqual(toldBy(looseNetworkProfile), ['absent']);
});
