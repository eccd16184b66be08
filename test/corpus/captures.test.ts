// A second opinion on real captures: tshark must see the same hosts and conversations, with the same packets. Skipped, visibly, where one is missing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { captureForm, streamCapture } from '../../src/adapters/inspect/capture-stream.ts';
import { localInspectors } from '../../src/adapters/inspect/local-inspector.ts';
import { by } from '../../src/foundation/order.ts';
import type { Exhibits } from '../../src/model/exhibits.ts';

const folder = '../shared/corpus/pcap';
const truths = '../shared/corpus/truth';
const { inspectCapture } = await localInspectors();

type Reason = string | false;
const missing: Reason = !existsSync(folder)
  ? 'the folder of real evidence is not here'
  : spawnSync('tshark', ['--version']).error
    ? 'tshark is not here'
    : false;
const files = missing === false ? readdirSync(folder).sort() : [];

const read = new Map<string, Exhibits>();
for (const file of files) {
  const path = join(folder, file);
  const form = captureForm(path);
  assert.ok(form, file);
  read.set(file, await streamCapture(path, form, inspectCapture({ name: file, device: null })));
}

type Seen = {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly transport: string | null;
  readonly ports: readonly [string, string];
};

const fields = [
  'ip.src',
  'ipv6.src',
  'ip.dst',
  'ipv6.dst',
  'tcp.srcport',
  'tcp.dstport',
  'udp.srcport',
  'udp.dstport',
  'icmp.type',
  'icmpv6.type',
];
const arpFields = ['arp.src.proto_ipv4', 'arp.dst.proto_ipv4'];

/** What tshark sees of each packet of a capture; errors of ICMP quote another packet, whose ports are none of their own. */
function tshark(path: string): readonly Seen[] {
  // Pixels of a remote screen hold none of the fields, and take tshark a minute to put together.
  const args = [
    '-n',
    '--disable-protocol',
    'vnc',
    '-r',
    path,
    '-T',
    'fields',
    '-E',
    'occurrence=a',
    ...[...fields, ...arpFields].flatMap((field) => ['-e', field]),
  ];
  const { status, stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  assert.equal(status, 0, path);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [a4, a6, b4, b6, ts, td, us, ud, icmp, icmp6, arp, arpTo] = line
        .split('\t')
        .map((cell) => cell.split(',').filter((value) => value !== ''));
      const quotes = (icmp?.length ?? 0) + (icmp6?.length ?? 0) > 0;
      const isTcp = (ts?.length ?? 0) > 0;
      return {
        from: [...(a4 ?? []), ...(a6 ?? []), ...(arp ?? [])],
        to: [...(b4 ?? []), ...(b6 ?? []), ...(arpTo ?? [])],
        transport: quotes ? null : isTcp ? 'tcp' : (us?.length ?? 0) > 0 ? 'udp' : null,
        ports: [(isTcp ? ts : us)?.at(-1) ?? '', (isTcp ? td : ud)?.at(-1) ?? ''],
      };
    });
}

/** GTP-U carries another network's packets inside a mobile network's: we count the outer ones. */
const tunnelled = new Set(['ndpi-dtls.pcap']);

/** Packets of each capture, told by tools that do not read with our code. */
function packetsOf(paths: readonly string[]): readonly number[] {
  const { stdout } = spawnSync('capinfos', ['-T', '-r', '-m', '-M', '-c', ...paths], { encoding: 'utf8' });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => Number(line.split(',').at(-1)));
}

/** All captures one after the other in one file: tshark takes half a second to start, and there are many. */
function seenByTshark(): ReadonlyMap<string, readonly Seen[]> {
  const names = files.filter((file) => !tunnelled.has(file));
  const paths = names.map((file) => join(folder, file));
  const own = mkdtempSync(join(tmpdir(), 'iqs-captures-'));
  try {
    const all = join(own, 'all.pcapng');
    const merged = spawnSync('mergecap', ['-a', '-I', 'none', '-F', 'pcapng', '-w', all, ...paths]);
    const counts = merged.status === 0 ? packetsOf(paths) : [];
    if (counts.length !== names.length) return new Map(names.map((file, at) => [file, tshark(paths[at] ?? '')]));
    const packets = tshark(all);
    assert.equal(
      packets.length,
      counts.reduce((total, count) => total + count, 0),
    );
    let from = 0;
    return new Map(
      names.map((file, at) => {
        const start = from;
        from += counts[at] ?? 0;
        return [file, packets.slice(start, from)];
      }),
    );
  } finally {
    rmSync(own, { recursive: true });
  }
}

const seen = missing === false ? seenByTshark() : new Map<string, readonly Seen[]>();

const pair = (transport: string, a: string, b: string): string => `${transport} ${[a, b].sort().join(' ')}`;

function sum(entries: readonly (readonly [key: string, packets: number])[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const [key, packets] of entries) counts.set(key, (counts.get(key) ?? 0) + packets);
  return Object.fromEntries([...counts].sort(by(([key]) => key)));
}

test('conversations and their packets are those that tshark counts', { skip: missing }, () => {
  let conversations = 0;
  for (const [file, packets] of seen) {
    const theirs = sum(
      packets.flatMap(({ transport, from, to, ports }) =>
        transport === null ? [] : [[pair(transport, `${from.at(-1)}:${ports[0]}`, `${to.at(-1)}:${ports[1]}`), 1] as const],
      ),
    );
    const ours = sum(
      (read.get(file)?.flows ?? [])
        .filter(({ transport }) => transport === 'tcp' || transport === 'udp')
        .map((flow) => [pair(flow.transport ?? '', `${flow.client}:${flow.clientPort}`, `${flow.server}:${flow.port}`), flow.packets]),
    );
    assert.deepEqual(ours, theirs, file);
    conversations += Object.keys(theirs).length;
  }
  assert.ok(missing !== false || conversations > 1000, `${conversations} conversations compared`);
});

test('hosts are those whose addresses tshark sees', { skip: missing }, () => {
  for (const [file, packets] of seen) {
    const outer = packets
      .flatMap(({ from, to }) => [from[0], to[0]])
      .filter((address) => address !== undefined && !['0.0.0.0', '::'].includes(address));
    const all = new Set(packets.flatMap(({ from, to }) => [...from, ...to]));
    const ours = new Set((read.get(file)?.hosts ?? []).flatMap(({ address }) => (address === null ? [] : [address])));
    // Who is only asked for by ARP is no party to anything.
    assert.deepEqual(
      [...new Set(outer)].filter(
        (address) =>
          !ours.has(address ?? '') &&
          packets.some(({ transport, from, to }) => transport !== null && (from[0] === address || to[0] === address)),
      ),
      [],
      `${file}: not seen by us`,
    );
    assert.deepEqual(
      [...ours].filter((address) => !all.has(address)),
      [],
      `${file}: seen by us only`,
    );
  }
});

test('behaviours: right on the captures of scans and attacks, silent on the ordinary ones', { skip: missing }, () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    'slips-malicious-ssh-bruteforce.pcap': ['login-attempts 147.32.80.40'],
    'slips-test12-icmp-portscan.pcap': ['address-scan 192.168.1.109'],
    'slips-test8-malicious.pcap': ['arp-scan 192.168.1.247'],
  };
  const attacks = new Set([
    'telnet-scan',
    'port-scan',
    'address-scan',
    'arp-scan',
    'flood',
    'login-attempts',
    'default-login-attempts',
    'beacon',
  ]);
  const labelled = readdirSync(truths)
    .filter((name) => name.startsWith('pcap-'))
    .map((name) => JSON.parse(readFileSync(join(truths, name), 'utf8')) as { label?: string; path: string })
    .filter(({ label }) => label === 'malicious')
    .map(({ path }) => path.replace('pcap/', ''));
  assert.deepEqual(labelled.toSorted(), Object.keys(expected).toSorted());
  for (const [file, { behaviours }] of read) {
    const seen = behaviours.filter(({ kind }) => attacks.has(kind)).map(({ kind, subject }) => `${kind} ${subject}`);
    assert.deepEqual(seen, expected[file] ?? [], file);
  }
});

test('the device under test is worked out in every recording of one device’s set-up', { skip: missing }, () => {
  const vendors: Readonly<Record<string, RegExp>> = {
    'sentinel-d-linkcam.pcap': /D-Link/,
    'sentinel-d-linkhomehub.pcap': /D-Link/,
    'sentinel-edimaxcam1.pcap': /Edimax/,
    'sentinel-edimaxplug1101w.pcap': /Edimax/,
    'sentinel-ednetgateway.pcap': /Hi-flying/,
    'sentinel-huebridge.pcap': /Philips/,
    'sentinel-ikettle2.pcap': /Espressif/,
    'sentinel-lightify.pcap': /Osram/,
    'sentinel-maxgateway.pcap': /eQ-3/,
    'sentinel-smartercoffee.pcap': /Espressif/,
    'toolsaf-deltaco-setup.pcap': /Tuya/,
  };
  for (const [file, vendor] of Object.entries(vendors)) {
    const { captures, hosts } = read.get(file) as Exhibits;
    assert.equal(captures[0]?.joined, true, file);
    assert.match(hosts.find(({ role }) => role === 'device')?.vendor ?? '', vendor, file);
  }
});
