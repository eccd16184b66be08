import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Exhibits, noExhibits } from '../../model/exhibits.ts';
import type { CaptureExhibit, FlowExhibit, HostExhibit } from '../../model/network-exhibits.ts';
import { networkViews } from './network-peers.ts';

const flow = (client: string, server: string, port: number, more: Partial<FlowExhibit> = {}): FlowExhibit => ({
  at: 'a.pcap!/packet 1',
  client,
  server,
  protocol: 'ipv4',
  transport: 'tcp',
  clientPort: 40_000,
  port,
  application: 'tls',
  packets: 9,
  bytes: 900,
  first: '',
  last: '',
  encrypted: true,
  count: 1,
  established: true,
  ...more,
});
const capture: CaptureExhibit = {
  at: 'a.pcap',
  format: 'pcap',
  link: 'ethernet',
  packets: 9,
  bytes: 9,
  first: null,
  last: null,
  seconds: 9,
  device: 'aa:00:00:00:00:01',
  deviceBy: 'declared',
  devicePackets: 9,
  joined: true,
  deviceSeconds: 9,
};
const host = (address: string, role: HostExhibit['role']): HostExhibit => ({
  at: '',
  address,
  mac: null,
  vendor: role === 'device' ? 'Lumen' : null,
  names: [],
  role,
});
const exhibits: Exhibits = {
  ...noExhibits,
  engine: '',
  evidence: [],
  coverage: { bytes: 0, identified: 0, opaque: 0, unread: 0 },
  limits: [],
  files: null,
  captures: [capture],
  hosts: [host('10.0.0.2', 'device'), host('10.0.0.9', 'local'), host('203.0.113.1', 'remote'), host('203.0.113.2', 'remote')],
  names: [{ at: '', name: 'cloud.example', type: 'A', answers: ['203.0.113.1', '203.0.113.2'], client: '10.0.0.2' }],
  flows: [
    flow('10.0.0.2', '203.0.113.1', 443),
    flow('10.0.0.2', '203.0.113.2', 80, { application: 'http', encrypted: false, bytes: 5000 }),
    flow('10.0.0.9', '10.0.0.2', 23, { application: 'telnet', encrypted: false }),
    flow('10.0.0.9', '203.0.113.1', 443),
  ],
};

test('conversations of the device are gathered by the name that was resolved; others are left out', () => {
  const [view] = networkViews([exhibits]);
  assert.deepEqual([view?.device, view?.vendor], ['aa:00:00:00:00:01', 'Lumen']);
  assert.deepEqual(view?.peers, [
    {
      name: 'cloud.example',
      addresses: ['203.0.113.1', '203.0.113.2'],
      role: 'remote',
      services: ['http 80', 'tls 443'],
      opens: 'device',
      bytes: 5900,
      protection: 'mixed',
    },
    { name: '10.0.0.9', addresses: ['10.0.0.9'], role: 'local', services: ['telnet 23'], opens: 'peer', bytes: 900, protection: 'clear' },
  ]);
});

test('without a device there is nothing to draw', () => {
  assert.deepEqual(networkViews([{ ...exhibits, captures: [{ ...capture, device: null, deviceBy: null }] }]), []);
});
