// A TLS server of our own that answers hellos with a canned first flight: what OpenSSL no longer speaks can be shown with it.
import type { Socket } from 'node:net';

export type CannedPolicy = {
  /** `0x0300` to `0x0303`. */
  readonly versions: readonly number[];
  readonly suites: readonly number[];
  /** Cipher kinds of SSL 2.0; empty: such a hello is hung up on. */
  readonly ssl2: readonly number[];
  /** DER, sent with SSL 2.0 alone. */
  readonly ssl2Certificate: Buffer;
  readonly compresses: boolean;
  /** Answers renegotiation_info (RFC 5746). */
  readonly renegotiationInfo: boolean;
  /** Heeds TLS_FALLBACK_SCSV (RFC 7507). */
  readonly heedsFallback: boolean;
  /** A ServerKeyExchange after this suite. */
  readonly exchange: { readonly suite: number; readonly body: Buffer } | null;
};

export const soundPolicy: CannedPolicy = {
  versions: [0x0303],
  suites: [0xc02f],
  ssl2: [],
  ssl2Certificate: Buffer.alloc(0),
  compresses: false,
  renegotiationInfo: true,
  heedsFallback: true,
  exchange: null,
};

const u16 = (value: number): Buffer => Buffer.of(value >> 8, value & 0xff);
const u24 = (value: number): Buffer => Buffer.of(value >> 16, (value >> 8) & 0xff, value & 0xff);
export const sized = (content: Buffer): Buffer => Buffer.concat([u16(content.length), content]);
const record = (type: number, content: Buffer): Buffer => Buffer.concat([Buffer.of(type, 3, 1), sized(content)]);
const message = (type: number, body: Buffer): Buffer => record(22, Buffer.concat([Buffer.of(type), u24(body.length), body]));
const alert = (description: number): Buffer => record(21, Buffer.of(2, description));

type ReadHello = { readonly version: number; readonly suites: readonly number[]; readonly deflate: boolean; readonly extended: boolean };

function readHello(bytes: Buffer): ReadHello {
  let at = 44 + (bytes[43] ?? 0);
  const size = bytes.readUInt16BE(at);
  const suites = Array.from({ length: size / 2 }, (_, index) => bytes.readUInt16BE(at + 2 + index * 2));
  at += 2 + size;
  const methods = bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0));
  return { version: bytes.readUInt16BE(9), suites, deflate: methods.includes(1), extended: at + 1 + methods.length < bytes.length };
}

function answer(hello: ReadHello, policy: CannedPolicy): Buffer {
  const version = Math.max(...policy.versions.filter((one) => one <= hello.version));
  if (!Number.isFinite(version)) return alert(70);
  if (policy.heedsFallback && hello.suites.includes(0x5600) && hello.version < Math.max(...policy.versions)) return alert(86);
  const suite = policy.suites.find((one) => hello.suites.includes(one));
  if (suite === undefined) return alert(40);
  const compression = policy.compresses && hello.deflate ? 1 : 0;
  const extensions = policy.renegotiationInfo && hello.extended ? sized(Buffer.of(0xff, 1, 0, 1, 0)) : Buffer.alloc(0);
  const body = Buffer.concat([u16(version), Buffer.alloc(32, 7), Buffer.of(0), u16(suite), Buffer.of(compression), extensions]);
  const exchange = policy.exchange?.suite === suite ? [message(12, policy.exchange.body)] : [];
  return Buffer.concat([message(2, body), ...exchange, message(14, Buffer.alloc(0))]);
}

function ssl2Answer({ ssl2: kinds, ssl2Certificate }: CannedPolicy): Buffer {
  const list = Buffer.concat(kinds.map(u24));
  const body = Buffer.concat([
    Buffer.of(4, 0, 1, 0, 2),
    u16(ssl2Certificate.length),
    u16(list.length),
    u16(16),
    ssl2Certificate,
    list,
    Buffer.alloc(16, 7),
  ]);
  return Buffer.concat([u16(0x8000 | body.length), body]);
}

/** For `broken`: hellos come whole over loopback, or in pieces, which are put together. */
export const canned =
  (policy: CannedPolicy) =>
  (socket: Socket): void => {
    let got = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      got = Buffer.concat([got, bytes]);
      if ((got[0] ?? 0) >= 0x80) return policy.ssl2.length > 0 ? void socket.end(ssl2Answer(policy)) : void socket.destroy();
      if (got.length < 5 || got[0] !== 22 || got.length < 5 + got.readUInt16BE(3)) return;
      socket.write(answer(readHello(got), policy));
      got = Buffer.alloc(0);
    });
  };
