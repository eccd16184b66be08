import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomNumbers } from '../../foundation/random-numbers-fixture.ts';
import type { CollectorContext } from '../../model/collector.ts';
import type { ProblemExhibit } from '../../model/exhibits.ts';
import type { PeerExhibit } from '../../model/network-exhibits.ts';
import type { Unpacked } from '../../model/unpacked.ts';
import { collectPeers } from './peers.ts';

function read(text: string): { readonly peers: readonly PeerExhibit[]; readonly problems: readonly ProblemExhibit[] } {
  const bytes = new TextEncoder().encode(text);
  const problems: ProblemExhibit[] = [];
  const unpacked = { pieces: [{ at: 'mud.json', kind: 'text', size: bytes.length, read: () => bytes }] } as unknown as Unpacked;
  const peers = collectPeers(unpacked, { note: (problem: ProblemExhibit) => problems.push(problem) } as unknown as CollectorContext);
  return { peers, problems };
}

const file = (from: readonly unknown[], to: readonly unknown[] = [], extra: object = {}): string =>
  JSON.stringify({
    'ietf-mud:mud': {
      'mud-version': 1,
      'from-device-policy': { 'access-lists': { 'access-list': [{ name: 'fr' }] } },
      'to-device-policy': { 'access-lists': { 'access-list': [{ name: 'to' }] } },
      ...extra,
    },
    'ietf-access-control-list:acls': {
      acl: [
        { name: 'fr', type: 'ipv4-acl-type', aces: { ace: from } },
        { name: 'to', type: 'ipv4-acl-type', aces: { ace: to } },
      ],
    },
  });
const accept = (matches: object): object => ({ name: 'e', matches, actions: { forwarding: 'accept' } });
const brief = ({ direction, kind, peer, transport, peerPort, devicePort, initiated }: PeerExhibit): string =>
  [direction, kind, peer, transport, peerPort, devicePort, initiated].map((value) => value ?? '*').join(' ');
const briefOf = (text: string): readonly string[] => {
  const { peers, problems } = read(text);
  assert.deepEqual(problems, []);
  return peers.map(brief);
};

test('names, networks, classes, as the device sees them', () => {
  const tcp = { 'ietf-mud:direction-initiated': 'from-device', 'destination-port': { operator: 'eq', port: 443 } };
  const back = { 'ietf-mud:direction-initiated': 'from-device', 'source-port': { operator: 'eq', port: 443 } };
  assert.deepEqual(
    briefOf(
      file(
        [
          accept({ ipv4: { 'ietf-acldns:dst-dnsname': 'API.Maker.Example.', protocol: 6 }, tcp }),
          accept({
            ipv4: { 'destination-ipv4-network': '192.0.2.0/24', protocol: 17 },
            udp: { 'source-port': { operator: 'eq', port: 68 } },
          }),
          accept({ 'ietf-mud:mud': { controller: 'urn:ietf:params:mud:dns' }, ipv4: { protocol: 17 } }),
          accept({ 'ietf-mud:mud': { 'local-networks': [null] }, ipv4: { protocol: 2, 'destination-ipv4-network': '224.0.0.22/32' } }),
          accept({ 'ietf-mud:mud': { 'my-controller': [null] } }),
          accept({ 'ietf-mud:mud': { 'same-manufacturer': [null] }, tcp: {} }),
          accept({ 'ietf-mud:mud': { manufacturer: 'maker.example' } }),
          accept({ 'ietf-mud:mud': { model: 'https://maker.example/cam' } }),
          accept({ ipv6: { 'destination-ipv6-network': '2001:DB8::/32' }, icmp: { type: 8 } }),
          accept({ eth: { ethertype: '0x888e' } }),
          accept({}),
        ],
        [accept({ ipv4: { 'ietf-acldns:src-dnsname': 'api.maker.example', protocol: 6 }, tcp: back })],
      ),
    ),
    [
      'from-device name api.maker.example tcp 443 * from-device',
      'from-device address 192.0.2.0/24 udp * 68 *',
      'from-device controller urn:ietf:params:mud:dns udp * * *',
      'from-device address 224.0.0.22/32 igmp * * *',
      'from-device my-controller  * * * *',
      'from-device same-manufacturer  tcp * * *',
      'from-device manufacturer maker.example * * * *',
      'from-device model https://maker.example/cam * * * *',
      'from-device address 2001:db8::/32 icmpv6 * * *',
      'from-device any  eapol * * *',
      'from-device any  * * * *',
      'to-device name api.maker.example tcp 443 * from-device',
    ],
  );
});

test('operators of ports', () => {
  const port = (destination: object): object => accept({ udp: { 'destination-port': destination } });
  const ports = [
    { operator: 'lte', port: 99 },
    { operator: 'gte', port: 60_000 },
    { operator: 'neq', port: 80 },
    { operator: 'neq', port: 0 },
    { operator: 'range', 'lower-port': 10, 'upper-port': 20 },
    { 'lower-port': 5, 'upper-port': 5 },
    { operator: 'eq', port: 70_000 },
  ];
  assert.deepEqual(
    read(file(ports.map(port))).peers.map(({ peerPort }) => peerPort),
    ['0-99', '60000-65535', '0-79', '81-65535', '1-65535', '10-20', '5', null],
  );
});

test('spellings of drafts', () => {
  const draft = {
    'ietf-mud:meta-info': {
      'ietf-mud:from-device-policy': { 'access-lists': { 'access-list': [{ 'acl-name': 'fr' }] } },
      'to-device-policy': { 'access-lists': { 'access-list': ['to'] } },
    },
    'ietf-access-control-list:access-lists': {
      acl: [
        {
          'acl-name': 'fr',
          'access-list-entries': {
            ace: [
              {
                'rule-name': 'a',
                matches: {
                  'ipv4-acl': { 'ietf-acldns:dst-dnsname': 'a.example', protocol: 17 },
                  'udp-acl': { 'destination-port-range': { 'lower-port': 53 } },
                },
                actions: { permit: [null] },
              },
            ],
          },
        },
        {
          name: 'to',
          aces: {
            ace: [{ matches: { 'mud-acl': { 'my-controller': [null] } }, actions: { forwarding: 'ietf-access-control-list:accept' } }],
          },
        },
      ],
    },
  };
  assert.deepEqual(briefOf(JSON.stringify(draft)), ['from-device name a.example udp 53 * *', 'to-device my-controller  * * * *']);
});

test('what is denied, not understood or not there is said', () => {
  const { peers, problems } = read(
    file(
      [{ matches: {}, actions: { forwarding: 'drop' } }, { matches: {}, actions: {} }, accept({ 'vendor-x:weather': { is: 'fine' } })],
      [],
      { 'mud-version': 2, 'to-device-policy': { 'access-lists': { 'access-list': [{ name: 'gone' }] } } },
    ),
  );
  assert.deepEqual(peers.map(brief), ['from-device any  * * * *']);
  assert.deepEqual(
    problems.map(({ code, at }) => `${code} ${at}`),
    [
      'unsupported mud.json#/mud-version',
      'unsupported mud.json#/acls/acl/0/aces/ace/0',
      'unsupported mud.json#/acls/acl/0/aces/ace/1',
      'unsupported mud.json#/acls/acl/0/aces/ace/2',
      'malformed mud.json#/to-device-policy',
      'malformed mud.json#/acls/acl/1',
    ],
  );
  assert.equal(read(`${file([]).slice(0, -10)}`).problems[0]?.code, 'malformed');
  assert.deepEqual(read('{"a": 1}'), { peers: [], problems: [] });
});

test('the lists may stand first', () => {
  const { 'ietf-mud:mud': mud, ...lists } = JSON.parse(
    file(Array.from({ length: 60 }, () => accept({ 'ietf-mud:mud': { 'my-controller': [null] } }))),
  ) as object & {
    'ietf-mud:mud': object;
  };
  assert.equal(briefOf(JSON.stringify({ ...lists, 'ietf-mud:mud': mud })).length, 60);
  assert.deepEqual(read(JSON.stringify({ notes: 'x', example: { 'ietf-mud:mud': { a: 1 } } })).peers, []);
});

test('damaged files never throw', () => {
  const text = file([accept({ ipv4: { protocol: 6 }, tcp: { 'destination-port': { operator: 'eq', port: 443 } } })]);
  const next = randomNumbers(8520);
  for (let round = 0; round < 2000; round += 1) {
    const at = next(text.length);
    const piece = ['null', '[]', '{}', '1', '"x"', ''][next(6)] ?? '';
    read(text.slice(0, at) + piece + text.slice(at + next(9)));
  }
});
