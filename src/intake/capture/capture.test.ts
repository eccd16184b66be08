import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createHost } from '../../adapters/create-host.ts';
import { randomNumbers } from '../../foundation/random-numbers-fixture.ts';
import type { Exhibits } from '../../model/exhibits.ts';
import { bytesOf, connection, ethernet, ip4, ip6, type Packet, pcap, pcapng, tcp, udp } from './capture-fixture.ts';
import { captureReader } from './read-capture-fixture.ts';

const readCapture = captureReader(createHost());

const start = 1_700_000_000_000_000;
const ends = { client: [192, 168, 1, 10], server: [198, 51, 100, 7], clientPort: 40_000, serverPort: 7777 } as const;
const talk = [
  { side: 'client', data: '>one\n>two\n>th' },
  { side: 'server', data: 'ok\n' },
  { side: 'client', data: 'ree\n' },
] as const;
const linesOf = (exhibits: Exhibits): readonly string[] => exhibits.names.map(({ name }) => name).sort();
const at = (bytes: Uint8Array, index: number): Packet => ({ bytes, micros: start + index * 1000 });

test('a connection: flow, hosts, what was said, and where', () => {
  const { flows, hosts, names, captures, coverage, problems } = readCapture(pcap(connection(ends, talk)));
  assert.deepEqual(problems, []);
  assert.equal(flows.length, 1);
  assert.deepEqual(
    { ...flows[0], bytes: 0 },
    {
      at: 'a.pcap!/packet 1',
      client: '192.168.1.10',
      server: '198.51.100.7',
      protocol: 'ipv4',
      transport: 'tcp',
      clientPort: 40_000,
      port: 7777,
      application: 'lines',
      packets: 7,
      bytes: 0,
      first: '2023-11-14T22:13:20.000000Z',
      last: '2023-11-14T22:13:20.006000Z',
      encrypted: false,
      count: 1,
      established: true,
    },
  );
  assert.deepEqual(
    names.map(({ name, at: place, client }) => [name, place, client]),
    [
      ['>one', 'a.pcap!/packet 3', '192.168.1.10'],
      ['>two', 'a.pcap!/packet 3', '192.168.1.10'],
      ['ok', 'a.pcap!/packet 4', '192.168.1.10'],
      ['>three', 'a.pcap!/packet 5', '192.168.1.10'],
    ],
  );
  assert.deepEqual(
    hosts.map(({ address, mac, role }) => [address, mac, role]),
    [
      ['192.168.1.10', '02:00:00:00:00:0a', 'device'],
      ['198.51.100.7', null, 'remote'],
      [null, '02:00:00:00:00:07', 'local'],
    ],
  );
  assert.deepEqual(
    [captures[0]?.device, captures[0]?.deviceBy, captures[0]?.packets, captures[0]?.link, captures[0]?.format],
    ['02:00:00:00:00:0a', 'worked-out', 7, 'ethernet', 'pcap'],
  );
  assert.equal(coverage.unread, 0);
});

test('pcap and pcapng in both byte orders say the same, whatever the pieces they arrive in', () => {
  const packets = connection(ends, talk);
  const wanted = JSON.stringify({ ...readCapture(pcap(packets)), captures: [], evidence: [], coverage: [] });
  for (const file of [pcap(packets, { big: true }), pcapng(packets), pcapng(packets, { big: true })]) {
    for (const piece of [1, 7, 65_536]) {
      assert.equal(JSON.stringify({ ...readCapture(file, { piece }), captures: [], evidence: [], coverage: [] }), wanted);
    }
  }
});

test('segments in any order, twice, overlapping and with keep-alives are read as they were sent', () => {
  const text = '>a\n>bb\n>ccc\n>dddd\n>eeeee\n>ffffff\n>ggggggg\n';
  const segment = (from: number, to: number): Uint8Array =>
    ethernet(
      0x0800,
      ip4({ from: ends.client, to: ends.server, protocol: 6 }, tcp(40_000, 7777, 1001 + from, 5001, 'PA', bytesOf(text.slice(from, to)))),
    );
  const syn = ethernet(
    0x0800,
    ip4({ from: ends.client, to: ends.server, protocol: 6 }, tcp(40_000, 7777, 1000, 0, 'S', new Uint8Array(0))),
  );
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: text.length - 1 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      cuts,
      fc.array(fc.tuple(fc.nat(text.length), fc.nat(9)), { maxLength: 4 }),
      fc.infiniteStream(fc.nat()),
      (at, extra, dice) => {
        const places = [0, ...at.toSorted((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((to, index) => segment(places[index] as number, to));
        const again = extra.map(([from, length]) => segment(from, Math.min(text.length, from + length)));
        const order = [...pieces, ...again].map((bytes) => ({ bytes, key: dice.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        const packets = [syn, ...order.map(({ bytes }) => bytes)].map((bytes, index) => ({ bytes, micros: start + index }));
        assert.deepEqual(linesOf(readCapture(pcap(packets))), ['>a', '>bb', '>ccc', '>dddd', '>eeeee', '>ffffff', '>ggggggg']);
      },
    ),
    { numRuns: 200 },
  );
});

test('bytes that were acknowledged and not captured are a gap: what follows is not joined to what came before', () => {
  const packets = connection(ends, [
    { side: 'client', data: '>one\n>tw' },
    { side: 'client', data: 'o\n>three\n' },
    { side: 'client', data: '>four\n' },
    { side: 'server', data: 'ok\n' },
  ]).filter((_, index) => index !== 3);
  assert.deepEqual(linesOf(readCapture(pcap(packets))), ['>one']);
});

test('a new connection between the same ends is a new flow', () => {
  const packets = [...connection(ends, talk), ...connection(ends, [{ side: 'client', data: '>again\n' }], start + 5e6)];
  const { flows } = readCapture(pcap(packets));
  assert.deepEqual(
    flows.map((flow) => flow.packets),
    [7, 5],
  );
});

test('in mid-connection the registered port is the server, whoever speaks first', () => {
  const reply = ethernet(0x0800, ip4({ from: ends.server, to: ends.client, protocol: 6 }, tcp(7777, 40_000, 9, 9, 'PA', bytesOf('ok\n'))));
  const { flows } = readCapture(pcap([at(reply, 0)]));
  assert.deepEqual([flows[0]?.client, flows[0]?.port], ['192.168.1.10', 7777]);
});

const datagram = (payload: string): Uint8Array => udp(50_000, 7777, bytesOf(payload));
const fragments = (payload: string, size: number): readonly Uint8Array[] => {
  const whole = datagram(payload);
  const pieces: Uint8Array[] = [];
  for (let offset = 0; offset < whole.length; offset += size) {
    const more = offset + size < whole.length;
    const header = { from: ends.client, to: ends.server, protocol: 17, id: 77, offset, more };
    pieces.push(ethernet(0x0800, ip4(header, whole.slice(offset, offset + size))));
  }
  return pieces;
};

test('IP fragments are put together in any order; overlapping ones are dropped and said', () => {
  const pieces = fragments('>a long line in fragments\n', 8);
  for (const order of [pieces, pieces.toReversed()])
    assert.deepEqual(linesOf(readCapture(pcap(order.map(at)))), ['>a long line in fragments']);
  const overlapping = ethernet(
    0x0800,
    ip4({ from: ends.client, to: ends.server, protocol: 17, id: 77, offset: 0, more: true }, datagram('>evil\n').slice(0, 16)),
  );
  const { names, problems } = readCapture(pcap([pieces[1] as Uint8Array, overlapping, ...pieces.slice(2)].map(at)));
  assert.deepEqual(names, []);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['truncated'],
  );
});

test('VLAN tags, IPv6 with extension headers, IP in IP and Linux cooked captures are opened', () => {
  const inner = ip4({ from: ends.client, to: ends.server, protocol: 17 }, datagram('>x\n'));
  const six = (last: number): Uint8Array => bytesOf([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]);
  const hopByHop = bytesOf([17, 0, 1, 4, 0, 0, 0, 0], datagram('>x\n'));
  const frames = [
    ethernet(0x8100, bytesOf([0, 5, 0x08, 0x00], inner)),
    ethernet(0x88a8, bytesOf([0, 5, 0x81, 0x00, 0, 6, 0x08, 0x00], inner)),
    ethernet(0x86dd, ip6(six(1), six(2), 0, hopByHop)),
    ethernet(0x0800, ip4({ from: [10, 0, 0, 1], to: [10, 0, 0, 2], protocol: 4 }, inner)),
    ethernet(0x8864, bytesOf([0x11, 0, 0, 1, 0, inner.length + 2, 0, 0x21], inner)),
  ];
  for (const frame of frames) assert.deepEqual(linesOf(readCapture(pcap([at(frame, 0)]))), ['>x']);
  const cooked = bytesOf([0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 9, 0, 0, 8, 0], inner);
  const { names, hosts } = readCapture(pcap([at(cooked, 0)], { link: 113 }));
  assert.equal(names.length, 1);
  assert.equal(hosts.find(({ role }) => role === 'device')?.mac, '02:00:00:00:00:09');
  const cooked2 = bytesOf([8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 2, 0, 0, 0, 0, 9, 0, 0], inner);
  assert.deepEqual(linesOf(readCapture(pcap([at(cooked2, 0)], { link: 276 }))), ['>x']);
  assert.deepEqual(linesOf(readCapture(pcap([at(inner, 0)], { link: 101 }))), ['>x']);
});

test('802.11 data frames are opened where they are not encrypted, and named where they are', () => {
  const inner = ip4({ from: ends.client, to: ends.server, protocol: 17 }, datagram('>x\n'));
  const radiotap = [0, 0, 8, 0, 0, 0, 0, 0];
  const header = (control: number): readonly number[] => [0x08, control, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 3, 0, 0];
  const open = bytesOf(radiotap, header(0x01), [0xaa, 0xaa, 3, 0, 0, 0, 8, 0], inner);
  const hidden = bytesOf(radiotap, header(0x41), new Uint8Array(40).fill(7));
  const { names, flows } = readCapture(pcap([at(open, 0), at(hidden, 1)], { link: 127 }));
  assert.equal(names.length, 1);
  assert.deepEqual(
    flows.map(({ protocol, encrypted }) => [protocol, encrypted]),
    [
      ['ipv4', false],
      ['ieee802.11', true],
    ],
  );
});

test('a link that nobody decodes, packets captured in part and a damaged record are said', () => {
  const codes = (bytes: Uint8Array): readonly string[] => readCapture(bytes).problems.map(({ code }) => code);
  assert.deepEqual(codes(pcap([at(bytesOf('xxxx'), 0)], { link: 195 })), ['unsupported']);
  assert.deepEqual(codes(pcap([{ ...at(ethernet(0x0800, bytesOf('xx')), 0), wire: 900 }])), ['truncated']);
  const damaged = pcap(connection(ends, talk)).slice();
  damaged.fill(0xff, 24 + 8, 24 + 12);
  const { problems, coverage } = readCapture(damaged);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['malformed'],
  );
  assert.equal(coverage.unread, damaged.length - 24);
});

test('a capture cut anywhere reads to the cut and says so', () => {
  const packets = connection(ends, talk);
  const whole = pcap(packets);
  let complete = 24;
  const boundaries = new Set([complete, ...packets.map(({ bytes }) => (complete += 16 + bytes.length))]);
  for (let cut = 24; cut <= whole.length; cut += 1) {
    const { captures, problems, coverage } = readCapture(whole.slice(0, cut));
    assert.equal(captures[0]?.packets, [...boundaries].filter((boundary) => boundary <= cut).length - 1);
    assert.deepEqual(
      problems.map(({ code }) => code),
      boundaries.has(cut) ? [] : ['truncated'],
    );
    assert.equal(coverage.unread, boundaries.has(cut) ? 0 : cut - Math.max(...[...boundaries].filter((boundary) => boundary <= cut)));
  }
});

test('altered anywhere, it answers or says why not', () => {
  const rounds = Number(process.env['IQS_FUZZ_ROUNDS'] ?? 300);
  const next = randomNumbers(4242);
  const sources = [
    pcap([...connection(ends, talk), ...fragments('>fragments\n', 8).map((bytes) => at(bytes, 50))]),
    pcapng(connection(ends, talk)),
  ];
  for (let round = 0; round < rounds; round += 1) {
    const bytes = (sources[round % sources.length] as Uint8Array).slice();
    for (let times = 1 + next(6); times > 0; times -= 1) bytes[next(bytes.length)] = next(256);
    const { coverage } = readCapture(bytes, { piece: 1 + next(200) });
    assert.equal(coverage.identified + coverage.unread, bytes.length);
  }
});

test('logins are redacted and compared with published ones', () => {
  const exhibits = readCapture(pcap(connection(ends, [{ side: 'client', data: '>login root xc3511\n>login owner k3-Zebra!\n' }])));
  assert.deepEqual(
    exhibits.credentials.map(({ user, redacted, known }) => [user, redacted, known]),
    [
      ['owner', 'k3…9', false],
      ['root', '…6', true],
    ],
  );
  assert.ok(!JSON.stringify(exhibits).includes('xc3511'));
});

test('the device is the declared one, by MAC or address', () => {
  const file = pcap(connection({ ...ends, server: [192, 168, 1, 20] }, talk));
  assert.equal(readCapture(file).captures[0]?.device, null);
  for (const device of ['02:00:00:00:00:14', '02-00-00-00-00-14']) {
    const { captures, hosts } = readCapture(file, { device });
    assert.deepEqual([captures[0]?.device, captures[0]?.deviceBy], ['02:00:00:00:00:14', 'declared']);
    assert.equal(hosts.find(({ role }) => role === 'device')?.address, '192.168.1.20');
  }
  assert.equal(readCapture(file, { device: '192.168.1.20' }).hosts.find(({ role }) => role === 'device')?.mac, '02:00:00:00:00:14');
});
