import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { bytesOf, connection, ethernet, ip4, mac, type Packet, pcap, tcp, udp } from './capture-fixture.ts';
import { captureReader } from './read-capture-fixture.ts';

const readCapture = captureReader(createHost());

const start = 1_700_000_000_000_000;
const bot = [192, 168, 1, 10] as const;
const none = new Uint8Array(0);
const frame = (to: readonly [number, number, number, number], segment: Uint8Array, protocol = 6): Uint8Array =>
  ethernet(0x0800, ip4({ from: bot, to, protocol }, segment), mac(10), mac(1));
const kinds = (packets: readonly Packet[]): readonly string[] => readCapture(pcap(packets)).behaviours.map(({ kind }) => kind);
const spaced = (frames: readonly Uint8Array[], micros: number): readonly Packet[] =>
  frames.map((bytes, index) => ({ bytes, micros: start + index * micros }));

test('a scan for telnet: many hosts, one port; the sequence numbers give Mirai away', () => {
  const syns = Array.from({ length: 12 }, (_, n) => {
    const to = [203, 0, 113, n + 1] as const;
    const sequence = ((203 << 24) | (113 << 8) | (n + 1)) >>> 0;
    return frame(to, tcp(31_000, n % 10 === 0 ? 2323 : 23, sequence, 0, 'S', none));
  });
  const { behaviours } = readCapture(pcap(spaced(syns, 6000)));
  assert.deepEqual(
    behaviours.map(({ kind, subject }) => [kind, subject]),
    [['telnet-scan', '192.168.1.10']],
  );
  assert.match(behaviours[0]?.detail ?? '', /port 23 or 2323 of 12 hosts; 12 SYNs carry/);
});

test('a scan of ports, of addresses, by ARP and by echo requests', () => {
  const ports = Array.from({ length: 20 }, (_, n) => frame([192, 168, 1, 1], tcp(40_000 + n, 1 + n, 7, 0, 'S', none)));
  assert.deepEqual(kinds(spaced(ports, 10_000)), ['port-scan']);
  const hosts = Array.from({ length: 30 }, (_, n) => frame([192, 168, 1, n + 20], tcp(40_000, 445, 7, 0, 'S', none)));
  assert.deepEqual(kinds(spaced(hosts, 10_000)), ['address-scan']);
  const asks = Array.from({ length: 100 }, (_, n) =>
    ethernet(0x0806, bytesOf([0, 1, 8, 0, 6, 4, 0, 1], mac(10), bot, [0, 0, 0, 0, 0, 0], [192, 168, 1, n + 20]), mac(10)),
  );
  assert.deepEqual(kinds(spaced(asks, 10_000)), ['arp-scan']);
  const pings = Array.from({ length: 15 }, (_, n) => frame([192, 168, 1, n + 20], bytesOf([8, 0, 0, 0, 0, 1, 0, 1]), 1));
  assert.deepEqual(kinds(spaced(pings, 10_000)), ['address-scan']);
});

test('the same over a long life is no scan', () => {
  const asks = Array.from({ length: 100 }, (_, n) =>
    ethernet(0x0806, bytesOf([0, 1, 8, 0, 6, 4, 0, 1], mac(10), bot, [0, 0, 0, 0, 0, 0], [192, 168, 1, n + 20]), mac(10)),
  );
  assert.deepEqual(kinds(spaced(asks, 5e6)), []);
  const unanswered = Array.from({ length: 30 }, (_, n) => frame([203, 0, 113, n], tcp(40_000, 443, 7, 0, 'S', none)));
  assert.deepEqual(kinds(spaced(unanswered, 600e6)), []);
});

test('floods: datagrams that nobody answers, SYNs at one target; a stream that is answered is none', () => {
  const datagrams = Array.from({ length: 3000 }, () => frame([203, 0, 113, 9], udp(4000, 80, bytesOf('xxxx')), 17));
  assert.deepEqual(kinds(spaced(datagrams, 100)), ['flood']);
  const syns = Array.from({ length: 500 }, (_, n) => frame([203, 0, 113, 9], tcp(10_000 + n, 80, 7, 0, 'S', none)));
  assert.deepEqual(kinds(spaced(syns, 1000)), ['flood']);
  const answered = datagrams.flatMap((bytes, n) =>
    n % 5 === 0
      ? [bytes, ethernet(0x0800, ip4({ from: [203, 0, 113, 9], to: bot, protocol: 17 }, udp(80, 4000, bytesOf('ok'))), mac(1), mac(10))]
      : [bytes],
  );
  assert.deepEqual(kinds(spaced(answered, 100)), []);
});

test('logins: many published ones, many others, a few', () => {
  const tries = (count: number, line: string): readonly Packet[] =>
    connection({ client: bot, server: [203, 0, 113, 9], clientPort: 4000, serverPort: 7777 }, [
      { side: 'client', data: line.repeat(count) },
    ]);
  assert.deepEqual(kinds(tries(6, '>login root xc3511\n')), ['default-login-attempts']);
  assert.deepEqual(kinds(tries(12, '>login root something\n')), ['login-attempts']);
  assert.deepEqual(kinds(tries(4, '>login root xc3511\n')), []);
});

test('a beacon: even intervals, for long, to an address that no name was resolved to', () => {
  const report = (at: number, port: number): readonly Packet[] =>
    connection({ client: bot, server: [203, 0, 113, 66], clientPort: port, serverPort: 8081 }, [{ side: 'client', data: '!' }], start + at);
  const every = (seconds: number, times: number, jitter = 0): readonly Packet[] =>
    Array.from({ length: times }, (_, n) => report(n * seconds * 1e6 + (n % 2) * jitter, 20_000 + n)).flat();
  assert.deepEqual(kinds(every(60, 20)), ['beacon']);
  assert.deepEqual(kinds(every(2, 40)), [], 'retries');
  assert.deepEqual(kinds(every(60, 20, 30e6)), [], 'as a person comes and goes');
});
