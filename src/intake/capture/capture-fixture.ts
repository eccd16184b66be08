/** Test support: packets, and capture files of them, built byte by byte as the RFCs say. */

export type Address = readonly [number, number, number, number];

export function bytesOf(...parts: readonly (Uint8Array | readonly number[] | string)[]): Uint8Array {
  const pieces = parts.map((part) =>
    typeof part === 'string' ? Uint8Array.from(part, (letter) => letter.charCodeAt(0)) : Uint8Array.from(part),
  );
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const u16 = (value: number): readonly number[] => [(value >>> 8) & 255, value & 255];
const u32 = (value: number): readonly number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];

export const mac = (last: number): readonly number[] => [0x02, 0, 0, 0, 0, last];

export function ethernet(type: number, payload: Uint8Array, source = mac(1), target = mac(2)): Uint8Array {
  return bytesOf(target, source, u16(type), payload);
}

export type Ip4 = {
  readonly from: Address;
  readonly to: Address;
  readonly protocol: number;
  readonly id?: number;
  readonly offset?: number;
  readonly more?: boolean;
};

export function ip4({ from, to, protocol, id = 1, offset = 0, more = false }: Ip4, payload: Uint8Array): Uint8Array {
  const flags = (more ? 0x2000 : 0) | (offset / 8);
  return bytesOf([0x45, 0], u16(20 + payload.length), u16(id), u16(flags), [64, protocol, 0, 0], from, to, payload);
}

export function ip6(from: Uint8Array, to: Uint8Array, next: number, payload: Uint8Array): Uint8Array {
  return bytesOf([0x60, 0, 0, 0], u16(payload.length), [next, 64], from, to, payload);
}

export function udp(fromPort: number, toPort: number, payload: Uint8Array): Uint8Array {
  return bytesOf(u16(fromPort), u16(toPort), u16(8 + payload.length), [0, 0], payload);
}

/** `flags`: F fin, S syn, R reset, P push, A acknowledge. */
export function tcp(
  fromPort: number,
  toPort: number,
  sequence: number,
  acknowledge: number,
  flags: string,
  payload: Uint8Array,
): Uint8Array {
  const bits = [...flags].reduce((sum, flag) => sum | (1 << 'FSRPA'.indexOf(flag)), 0);
  return bytesOf(u16(fromPort), u16(toPort), u32(sequence), u32(acknowledge), [0x50, bits], u16(65_535), [0, 0, 0, 0], payload);
}

export type Packet = { readonly bytes: Uint8Array; readonly micros: number; readonly wire?: number };

/** A pcap file; Ethernet unless told otherwise. */
export function pcap(packets: readonly Packet[], { link = 1, big = false } = {}): Uint8Array {
  const word = (value: number): readonly number[] => (big ? u32(value) : [...u32(value)].reverse());
  const half = (value: number): readonly number[] => (big ? u16(value) : [...u16(value)].reverse());
  return bytesOf(
    word(0xa1b2c3d4),
    half(2),
    half(4),
    word(0),
    word(0),
    word(262_144),
    word(link),
    ...packets.flatMap(({ bytes, micros, wire = bytes.length }) => [
      word(Math.floor(micros / 1e6)),
      word(micros % 1e6),
      word(bytes.length),
      word(wire),
      bytes,
    ]),
  );
}

/** The same packets as pcapng: one section, one interface with microseconds, enhanced packet blocks. */
export function pcapng(packets: readonly Packet[], { link = 1, big = false } = {}): Uint8Array {
  const word = (value: number): readonly number[] => (big ? u32(value) : [...u32(value)].reverse());
  const half = (value: number): readonly number[] => (big ? u16(value) : [...u16(value)].reverse());
  const block = (type: number, body: Uint8Array): Uint8Array => {
    const padded = bytesOf(body, new Uint8Array((4 - (body.length % 4)) % 4));
    return bytesOf(word(type), word(padded.length + 12), padded, word(padded.length + 12));
  };
  return bytesOf(
    block(0x0a0d0d0a, bytesOf(word(0x1a2b3c4d), half(1), half(0), word(0xffffffff), word(0xffffffff))),
    block(1, bytesOf(half(link), half(0), word(0))),
    ...packets.map(({ bytes, micros, wire = bytes.length }) =>
      block(6, bytesOf(word(0), word(Math.floor(micros / 2 ** 32)), word(micros >>> 0), word(bytes.length), word(wire), bytes)),
    ),
  );
}

export type Line = { readonly side: 'client' | 'server'; readonly data: string | Uint8Array };

/** A TCP connection with its handshake and its end, one segment a line, a millisecond apart. `behind`: who is reached by a router, whose MAC ends in 1. */
export function connection(
  ends: {
    readonly client: Address;
    readonly server: Address;
    readonly clientPort: number;
    readonly serverPort: number;
    readonly behind?: readonly Address[];
  },
  lines: readonly Line[],
  start = 1_700_000_000_000_000,
): readonly Packet[] {
  const { client, server, clientPort, serverPort, behind = [] } = ends;
  const macOf = (address: Address): readonly number[] => mac(behind.includes(address) ? 1 : address[3]);
  const packets: Packet[] = [];
  let [mine, theirs] = [1000, 5000];
  const send = (side: 'client' | 'server', flags: string, data: Uint8Array = new Uint8Array(0)): void => {
    const isClient = side === 'client';
    const segment = isClient
      ? tcp(clientPort, serverPort, mine, flags === 'S' ? 0 : theirs, flags, data)
      : tcp(serverPort, clientPort, theirs, mine, flags, data);
    const [from, to] = isClient ? [client, server] : [server, client];
    const frame = ethernet(0x0800, ip4({ from, to, protocol: 6 }, segment), macOf(from), macOf(to));
    packets.push({ bytes: frame, micros: start + packets.length * 1000 });
    const length = data.length + (/[SF]/.test(flags) ? 1 : 0);
    if (isClient) mine += length;
    else theirs += length;
  };
  send('client', 'S');
  send('server', 'SA');
  for (const { side, data } of lines) send(side, 'PA', typeof data === 'string' ? bytesOf(data) : data);
  send('client', 'FA');
  send('server', 'FA');
  return packets;
}
