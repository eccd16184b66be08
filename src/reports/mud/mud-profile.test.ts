import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { collectPeers } from '../../intake/collect/peers.ts';
import type { CollectorContext } from '../../model/collector.ts';
import type { ProblemExhibit } from '../../model/exhibits.ts';
import type { FlowExhibit, PeerExhibit } from '../../model/network-exhibits.ts';
import type { Unpacked } from '../../model/unpacked.ts';
import { mudFile } from './mud-file.ts';
import { mudProfile } from './mud-profile.ts';
import type { Observed } from './observed.ts';
import type { ObservedPeer } from './observed-peers.ts';

const device = '192.168.1.20';
const facts = { url: 'https://maker.example/cam.json', lastUpdate: '2026-01-02T10:00:00Z', systeminfo: 'Example Cam ① 2', cacheHours: 24 };

const flow = (part: Partial<FlowExhibit>): FlowExhibit => ({
  at: 'a.pcap#1',
  client: device,
  server: '198.51.100.7',
  protocol: 'ipv4',
  transport: 'tcp',
  clientPort: 50_000,
  port: 443,
  application: null,
  packets: 10,
  bytes: 1000,
  first: '2026-01-02T10:00:00.000000Z',
  last: '2026-01-02T10:00:01.000000Z',
  encrypted: null,
  count: 1,
  established: part.transport === undefined || part.transport === 'tcp' ? true : null,
  ...part,
});

const host = (address: string, role: 'device' | 'local' | 'remote' | 'multicast') =>
  ({ at: 'a.pcap', address, mac: null, vendor: null, names: [], role }) as const;

const nothing: Observed = { captures: [], hosts: [host(device, 'device')], flows: [], names: [], tls: [], behaviours: [] };

const profileOf = (part: Partial<Observed>) => {
  const profile = mudProfile({ ...nothing, ...part }, facts);
  assert.ok(profile);
  return profile;
};

const brief = ({ direction, kind, peer, transport, peerPort, devicePort, initiated }: Omit<PeerExhibit, 'at'>): string =>
  [direction, kind, peer, transport, peerPort, devicePort, initiated].map((value) => value ?? '*').join(' ');

/** What our own reader of MUD files makes of it. */
function imported(json: string): readonly PeerExhibit[] {
  const bytes = new TextEncoder().encode(json);
  const problems: unknown[] = [];
  const unpacked = { pieces: [{ at: 'p.json', kind: 'text', size: bytes.length, read: () => bytes }] } as unknown as Unpacked;
  const peers = collectPeers(unpacked, { note: (problem: ProblemExhibit) => problems.push(problem) } as unknown as CollectorContext);
  assert.deepEqual(problems, []);
  return peers;
}

/** RFC 8520 and RFC 8519 as JSON Schema, as far as such a file uses them; the leafs that refer to lists are checked by hand. */
const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync('src/reports/mud/mud-schema-fixture.json', 'utf8')) as object,
);

function isValid(json: string): void {
  const file = JSON.parse(json) as {
    'ietf-mud:mud': Record<'from-device-policy' | 'to-device-policy', { 'access-lists': { 'access-list': { name: string }[] } }>;
    'ietf-access-control-list:acls': { acl: { name: string; type: string; aces: { ace: { name: string; matches: object }[] } }[] };
  };
  assert.ok(validate(file), JSON.stringify(validate.errors?.slice(0, 3)));
  const { acl } = file['ietf-access-control-list:acls'];
  const referred = (['from-device-policy', 'to-device-policy'] as const).flatMap((policy) =>
    file['ietf-mud:mud'][policy]['access-lists']['access-list'].map(({ name }) => name),
  );
  assert.deepEqual([...referred].sort(), acl.map(({ name }) => name).sort(), 'each list is named by one policy');
  for (const { type, aces } of acl) {
    assert.equal(new Set(aces.ace.map(({ name }) => name)).size, aces.ace.length, 'names of entries are keys');
    for (const { matches } of aces.ace) assert.ok(!((type === 'ipv4-acl-type' ? 'ipv6' : 'ipv4') in matches), 'a list is of one family');
  }
}

const busy: Partial<Observed> = {
  captures: [{ joined: true } as Observed['captures'][number]],
  hosts: [
    host(device, 'device'),
    host('fe80::2', 'device'),
    host('192.168.1.1', 'local'),
    host('192.168.1.9', 'local'),
    host('239.255.255.250', 'multicast'),
    host('ff02::1:ff00:1', 'multicast'),
    host('ff02::1:ff00:2', 'multicast'),
    host('198.51.100.7', 'remote'),
    host('198.51.100.8', 'remote'),
    host('203.0.113.5', 'remote'),
  ],
  flows: [
    flow({}),
    flow({ clientPort: 50_001 }),
    flow({ server: '198.51.100.8', transport: 'udp', port: 123, clientPort: 123 }),
    flow({ server: '203.0.113.5', port: 8883 }),
    flow({ server: '203.0.113.5', port: 22, established: false }),
    flow({ server: '192.168.1.1', transport: 'udp', port: 53 }),
    flow({ client: '192.168.1.9', server: device, port: 554 }),
    flow({ client: '192.168.1.9', server: device, port: 23, established: false }),
    flow({ client: '192.168.1.9', server: device, transport: 'udp', clientPort: 1900, port: 50_123 }),
    flow({ server: '239.255.255.250', transport: 'udp', port: 1900 }),
    flow({ server: '239.255.255.250', transport: 'udp', port: 1900, clientPort: 1900 }),
    flow({ client: '0.0.0.0', server: '255.255.255.255', transport: 'udp', clientPort: 68, port: 67 }),
    flow({ client: 'fe80::2', server: 'ff02::1:ff00:1', protocol: 'ipv6', transport: 'icmpv6', clientPort: null, port: null }),
    flow({ client: 'fe80::2', server: 'ff02::1:ff00:2', protocol: 'ipv6', transport: 'icmpv6', clientPort: null, port: null }),
    flow({ server: '192.168.1.1', transport: null, protocol: 'arp', clientPort: null, port: null }),
    flow({ server: '*', count: 900, port: 80 }),
    flow({ client: '192.168.1.9', server: '198.51.100.7' }),
  ],
  names: [
    { at: 'a', name: 'API.maker.example.', type: 'A', answers: ['198.51.100.7'], client: device },
    { at: 'a', name: 'other.example', type: 'A', answers: ['198.51.100.7'], client: device },
    { at: 'a', name: 'pool.ntp.example', type: 'A', answers: ['198.51.100.8'], client: device },
    { at: 'a', name: 'neighbours.example', type: 'A', answers: ['203.0.113.5'], client: '192.168.1.9' },
    { at: 'a', name: 'bad name"\n.example', type: 'A', answers: ['203.0.113.5'], client: device },
  ],
  tls: [{ client: device, server: '198.51.100.7', sni: 'api.maker.example' } as Observed['tls'][number]],
};

test('the strictest profile: names the device resolved, ports as used, TCP as it was opened', () => {
  const { peers, leftOut } = profileOf(busy);
  assert.deepEqual(peers.map(brief), [
    'from-device address 203.0.113.5/32 tcp 8883 * from-device',
    'from-device address 239.255.255.250/32 udp 1900 * *',
    'from-device address 255.255.255.255/32 udp 67 68 *',
    'from-device controller urn:ietf:params:mud:dns udp 53 * *',
    'from-device local-networks  tcp * 554 to-device',
    'from-device local-networks  udp 1900 * *',
    'from-device name api.maker.example tcp 443 * from-device',
    'from-device name pool.ntp.example udp 123 123 *',
    'to-device address 203.0.113.5/32 tcp 8883 * from-device',
    'to-device controller urn:ietf:params:mud:dns udp 53 * *',
    'to-device local-networks  tcp * 554 to-device',
    'to-device local-networks  udp 1900 * *',
    'to-device name api.maker.example tcp 443 * from-device',
    'to-device name pool.ntp.example udp 123 123 *',
    'from-device address ff02::1:ff00:0/104 icmpv6 * * *',
  ]);
  assert.deepEqual(leftOut, [
    { why: 'connections others tried in vain', count: 1 },
    { why: 'connections the device tried in vain', count: 1 },
    { why: 'no IP: such a profile is about IP only', count: 1 },
    { why: 'too many servers to be listed one by one', count: 900 },
  ]);
});

test('the file is valid, reads back as the same peers, and is the same each time in any order', () => {
  const { json, peers } = profileOf(busy);
  isValid(json);
  assert.deepEqual(imported(json).map(brief).sort(), peers.map(brief).sort());
  assert.equal(profileOf({ ...busy, flows: [...(busy.flows ?? [])].reverse(), names: [...(busy.names ?? [])].reverse() }).json, json);
});

test('a captured device that only listens: no lists, and still a valid file', () => {
  const { json, peers } = profileOf({});
  assert.deepEqual(peers, []);
  isValid(json);
});

test('every kind of peer survives the way out and back', () => {
  const kinds = [
    'name',
    'address',
    'controller',
    'my-controller',
    'same-manufacturer',
    'manufacturer',
    'model',
    'local-networks',
    'any',
  ] as const;
  const peerOf = {
    name: 'a.example',
    address: '192.0.2.0/24',
    controller: 'urn:x',
    manufacturer: 'm.example',
    model: 'https://m.example/x',
  };
  const peers = kinds.flatMap((kind): readonly ObservedPeer[] =>
    (
      [
        ['tcp', '443', null, 'from-device'],
        ['udp', '1000-2000', '53', null],
        ['icmp', null, null, null],
        ['ip-200', null, null, null],
        [null, null, null, null],
      ] as const
    ).map(([transport, peerPort, devicePort, initiated]) => ({
      direction: 'to-device' as const,
      kind,
      peer: (peerOf as Record<string, string>)[kind] ?? '',
      transport,
      peerPort,
      devicePort,
      initiated,
      family: 'ipv4' as const,
    })),
  );
  const json = mudFile(peers, facts);
  isValid(json);
  assert.deepEqual(imported(json).map(brief), peers.map(brief));
});

test('what the device does to others is not permitted', () => {
  const telnet = flow({ server: '203.0.113.5', port: 23, application: 'telnet' });
  const flood = flow({ server: '203.0.113.6', transport: 'udp', port: 9999 });
  const said = (kind: 'telnet-scan' | 'flood', detail: string) => ({ at: 'a', kind, subject: device, packets: 9, detail });
  const { peers, leftOut } = profileOf({
    flows: [telnet, flood],
    behaviours: [said('telnet-scan', '900 hosts'), said('flood', 'sent up to 9000 packets a second to 203.0.113.6, nearly unanswered')],
  });
  assert.deepEqual(peers, []);
  assert.deepEqual(leftOut, [{ why: 'part of a scan, a flood or the guessing of logins', count: 2 }]);
});

test('without a device there is no profile', () => assert.equal(mudProfile({ ...nothing, hosts: [] }, facts), null));
