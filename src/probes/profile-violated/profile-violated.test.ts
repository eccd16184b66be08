import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowExhibit, PeerExhibit } from '../../model/network-exhibits.ts';
import { capture, captureOf, cloud, flow, lamp, nameAnswer, peer, phone, profile, stranger, toldBy } from '../network-fixture.ts';
import { inputOf } from '../subject-fixture.ts';
import { profileViolated } from './profile-violated.ts';

const names = [nameAnswer('cloud.example', cloud)];
const ask = (flows: readonly Partial<FlowExhibit>[], ...peers: readonly Partial<PeerExhibit>[]): readonly string[] =>
  toldBy(profileViolated, capture({ names, flows: flows.map(flow) }), profile(peers.map(peer)));
const toDevice: Partial<FlowExhibit> = { client: phone, server: lamp, port: 80, application: 'http' };

test('no: what the profile allows, by name, address, network and port', () => {
  assert.deepEqual(ask([{}], {}), ['no']);
  assert.deepEqual(ask([{}], { kind: 'address', peer: '203.0.113.0/24', peerPort: '400-500' }), ['no']);
  assert.deepEqual(ask([{}], { transport: null, peerPort: null, initiated: 'from-device' }), ['no']);
  assert.deepEqual(ask([{}], { kind: 'any', peer: '' }), ['no']);
  assert.deepEqual(ask([{}], { kind: 'address', peer: '0.0.0.0/0' }), ['no'], 'that it is loose is another question');
  assert.deepEqual(ask([toDevice], { direction: 'to-device', kind: 'local-networks', peer: '', peerPort: null, devicePort: '80' }), ['no']);
  const time = { server: stranger, transport: 'udp', port: 123, application: 'ntp', established: null } as const;
  assert.deepEqual(ask([time], { kind: 'controller', peer: 'urn:ietf:params:mud:ntp', transport: 'udp', peerPort: '123' }), ['no']);
});
test('no: what every host does, what the profile allows and nobody saw, and knocks', () => {
  const local = { server: phone, transport: 'udp', established: null } as const;
  assert.deepEqual(
    ask(
      [
        { ...local, application: 'dns', port: 53 },
        { ...local, application: 'dhcp', port: 67 },
      ],
      {},
    ),
    ['no'],
  );
  assert.deepEqual(
    ask(
      [
        { ...local, server: '224.0.0.251', application: 'mdns' },
        { protocol: 'arp', transport: null, server: phone },
      ],
      {},
    ),
    ['no'],
  );
  assert.deepEqual(ask([{ client: stranger, server: lamp, established: false }], {}), ['no']);
});
test('yes: another peer, port, transport or direction', () => {
  assert.deepEqual(ask([{ server: stranger }], {}), ['yes']);
  assert.deepEqual(ask([{ port: 8443 }], {}), ['yes']);
  assert.deepEqual(ask([{ transport: 'udp', established: null }], {}), ['yes']);
  assert.deepEqual(ask([{}], { direction: 'to-device' }), ['yes']);
  assert.deepEqual(ask([{}], { initiated: 'to-device' }), ['yes']);
  assert.deepEqual(ask([{ server: phone }], { kind: 'name', peer: 'cloud.example' }), ['yes']);
  assert.deepEqual(ask([toDevice], {}), ['yes']);
  assert.deepEqual(ask([{}], { kind: 'controller', peer: 'urn:ietf:params:mud:dns' }), ['yes']);
  const short = captureOf({ deviceSeconds: 5 }, { flows: [flow({ server: stranger })] });
  assert.deepEqual(toldBy(profileViolated, short, profile([peer()])), ['yes']);
});
test('an answer rests on the captures and on the profile', () => {
  const [answer] = profileViolated.ask(inputOf([capture({ names, flows: [flow({})] }), profile([peer()])]));
  assert.deepEqual(answer?.evidence, ['a.pcap', 'lamp.mud.json']);
});
test('unknown: a class of hosts, a datagram to the device, a profile that is empty, damaged, endless or absent, no capture, too thin', () => {
  assert.deepEqual(ask([{}], { kind: 'my-controller', peer: '' }), ['not-located']);
  assert.deepEqual(ask([{ ...toDevice, transport: 'udp', established: null }], {}), ['not-located']);
  assert.deepEqual(ask([{}]), ['unsupported']);
  const damaged = profile([peer()], { problems: [{ code: 'malformed', at: 'x', detail: '' }] });
  assert.deepEqual(toldBy(profileViolated, capture({ flows: [flow({ server: stranger })] }), damaged), ['unread']);
  const endless = profile(Array.from({ length: 2001 }, () => peer()));
  assert.deepEqual(toldBy(profileViolated, capture({ flows: [flow({})] }), endless), ['limit']);
  assert.deepEqual(toldBy(profileViolated, capture({ flows: [flow({})] })), ['absent']);
  assert.deepEqual(toldBy(profileViolated, profile([peer()])), ['absent']);
  assert.deepEqual(toldBy(profileViolated, captureOf({ joined: false }), profile([peer()])), ['not-located']);
});
