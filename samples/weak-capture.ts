import { bytesOf, connection, ethernet, ip4, mac, type Packet, pcap, tcp, udp } from '../src/intake/capture/capture-fixture.ts';

// Eleven minutes of the weak camera on a network, made from nothing but this text: it joins, finds its cloud, talks to it in clear, fetches an update
// over http, is logged in to with a published password, and then looks for more of its kind, as Mirai did. Addresses are those kept for documentation.
const camera = [192, 168, 1, 23] as const;
const router = [192, 168, 1, 1] as const;
const cloud = [203, 0, 113, 20] as const;
const updates = [203, 0, 113, 21] as const;
const stranger = [198, 51, 100, 99] as const;
const outside = [cloud, updates, stranger];
const start = 1_795_000_000_000_000;
const seconds = (after: number): number => start + after * 1e6;
const name = (host: string): Uint8Array => bytesOf(...host.split('.').flatMap((label) => [[label.length], label]), [0]);

const toRouter = (payload: Uint8Array, from: readonly [number, number, number, number] = camera): Uint8Array =>
  ethernet(0x0800, ip4({ from, to: router, protocol: 17 }, payload), mac(23), mac(1));
const fromRouter = (payload: Uint8Array): Uint8Array =>
  ethernet(0x0800, ip4({ from: router, to: camera, protocol: 17 }, payload), mac(1), mac(23));

/** RFC 2131: who am I, with the name `lumencam`. */
function discover(): Uint8Array {
  const options = bytesOf([0x63, 0x82, 0x53, 0x63, 53, 1, 1, 12, 8], 'lumencam', [60, 12], 'udhcp 1.19.4', [55, 3, 1, 3, 6, 255]);
  const message = bytesOf([1, 1, 6, 0, 0, 0, 0, 7], new Uint8Array(20), mac(23), new Uint8Array(202), options);
  const datagram = ip4({ from: [0, 0, 0, 0], to: [255, 255, 255, 255], protocol: 17 }, udp(68, 67, message));
  return ethernet(0x0800, datagram, mac(23), [255, 255, 255, 255, 255, 255]);
}

function resolve(id: number, host: string, address: readonly number[], at: number): readonly Packet[] {
  const question = bytesOf(name(host), [0, 1, 0, 1]);
  const asked = bytesOf([0, id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0], question);
  const answered = bytesOf([0, id, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0], question, [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4], address);
  return [
    { bytes: toRouter(udp(40_000 + id, 53, asked)), micros: seconds(at) },
    { bytes: fromRouter(udp(53, 40_000 + id, answered)), micros: seconds(at) + 9000 },
  ];
}

const field = (text: string): Uint8Array => bytesOf([text.length >> 8, text.length & 255], text);

/** MQTT 3.1.1: a login and a picture's name, in clear. */
function report(at: number): readonly Packet[] {
  const body = bytesOf(field('MQTT'), [4, 0xc2, 0, 60], field('LC1-0042'), field('lumencam'), field('lumen2016'));
  const told = bytesOf(field('lumen/LC1-0042/motion'), 'garden');
  return connection(
    { client: camera, server: cloud, clientPort: 41_001, serverPort: 1883, behind: outside },
    [
      { side: 'client', data: bytesOf([0x10, body.length], body) },
      { side: 'server', data: bytesOf([0x20, 2, 0, 0]) },
      { side: 'client', data: bytesOf([0x30, told.length], told) },
    ],
    seconds(at),
  );
}

function update(at: number): readonly Packet[] {
  const firmware = bytesOf([0x27, 0x05, 0x19, 0x56], new Uint8Array(60).fill(0x4c));
  const answer = `HTTP/1.1 200 OK\r\nServer: lighttpd/1.4.35\r\nContent-Type: application/octet-stream\r\nContent-Length: ${firmware.length}\r\n\r\n`;
  return connection(
    { client: camera, server: updates, clientPort: 41_002, serverPort: 80, behind: outside },
    [
      { side: 'client', data: 'GET /lumen-cam-1/1.5.bin HTTP/1.1\r\nHost: updates.lumen.example\r\nUser-Agent: Wget/1.12\r\n\r\n' },
      { side: 'server', data: bytesOf(answer, firmware) },
    ],
    seconds(at),
  );
}

/** Somebody from outside logs in with what is printed on the internet. */
function intrusion(at: number): readonly Packet[] {
  return connection(
    { client: stranger, server: camera, clientPort: 52_000, serverPort: 23, behind: outside },
    [
      { side: 'server', data: bytesOf([255, 253, 1, 255, 253, 31], 'lumencam login: ') },
      { side: 'client', data: 'root\r\n' },
      { side: 'server', data: 'Password: ' },
      { side: 'client', data: 'xc3511\r\n' },
      { side: 'server', data: '\r\nBusyBox v1.19.4 built-in shell (ash)\r\n# ' },
    ],
    seconds(at),
  );
}

/** A SYN to telnet of one address after the other; the sequence number is the address. */
const scan = (at: number): readonly Packet[] =>
  Array.from({ length: 40 }, (_, n) => {
    const to = [198, 51, 100, n + 100] as const;
    const sequence = ((to[0] << 24) | (to[1] << 16) | (to[2] << 8) | to[3]) >>> 0;
    const port = n % 10 === 0 ? 2323 : 23;
    const segment = tcp(31_337, port, sequence, 0, 'S', new Uint8Array(0));
    return { bytes: ethernet(0x0800, ip4({ from: camera, to, protocol: 6 }, segment), mac(23), mac(1)), micros: seconds(at) + n * 6250 };
  });

/** The capture of the weak camera, as a pcap file. */
export const weakCapture = (): Uint8Array =>
  pcap([
    { bytes: discover(), micros: seconds(0) },
    ...resolve(1, 'cloud.lumen.example', cloud, 2),
    ...report(3),
    ...resolve(2, 'updates.lumen.example', updates, 120),
    ...update(121),
    ...intrusion(600),
    ...scan(660),
  ]);
