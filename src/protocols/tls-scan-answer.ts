import { ByteReader } from '../foundation/byte-reader.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import { type HandshakeKey, readCertificates, readServerHello, readServerKeyExchange, type ServerHello } from './tls-handshake.ts';

/** How a server answered a hello, so far as it did. */
export type TlsAnswer =
  | { readonly kind: 'alert'; readonly description: number }
  | {
      readonly kind: 'hello';
      readonly hello: ServerHello;
      /** DER, leaf first; empty where none was sent (in clear). */
      readonly certificates: readonly Uint8Array[];
      /** OCSPResponse (RFC 6066, 8). */
      readonly staple: Uint8Array | null;
      readonly exchange: HandshakeKey | null;
      /** Whether ServerHelloDone came. */
      readonly done: boolean;
    }
  | { readonly kind: 'ssl2'; readonly kinds: readonly number[]; readonly certificate: Uint8Array | null }
  /** Nothing that a TLS server says. */
  | { readonly kind: 'other' };

/** No chain of use is longer. */
const longestChain = 16;

type Message = { readonly type: number; readonly body: Uint8Array };

/** Reads what came so far; null: nothing can be said yet. Never throws: what is malformed is `other`. */
export function readTlsAnswer(bytes: Uint8Array): TlsAnswer | null {
  try {
    return readRecords(bytes);
  } catch (error) {
    if (error instanceof DecodeError) return { kind: 'other' };
    throw error;
  }
}

function readRecords(bytes: Uint8Array): TlsAnswer | null {
  const first = bytes[0];
  if (first === undefined) return null;
  if (first >= 0x80) return readSsl2(new ByteReader(bytes, 'big'));
  const { handshake, alert } = unframe(bytes);
  if (handshake === null) return { kind: 'other' };
  const messages = split(handshake);
  const hello = messages.find(({ type }) => type === 2);
  if (hello !== undefined) return flight(readServerHello(hello.body), messages);
  if (alert !== null) return { kind: 'alert', description: alert };
  return messages.length > 0 ? { kind: 'other' } : null;
}

/** The handshake bytes of whole records and the first fatal alert; a null handshake: these are no TLS records. */
function unframe(bytes: Uint8Array): { readonly handshake: Uint8Array | null; readonly alert: number | null } {
  const reader = new ByteReader(bytes, 'big');
  const parts: Uint8Array[] = [];
  let at = 0;
  while (reader.has(at, 5)) {
    const type = reader.u8(at);
    const size = reader.u16(at + 3);
    // RFC 5246, 6.2.3: 2^14 and at most 2048 more.
    if (type < 20 || type > 23 || reader.u8(at + 1) !== 3 || size > 18_432)
      return { handshake: at === 0 ? null : joined(parts), alert: null };
    if (!reader.has(at + 5, size)) break;
    const body = reader.slice(at + 5, size);
    at += 5 + size;
    if (type === 22) parts.push(body);
    // A warning (level 1) goes before a hello, as for a name that the server does not know (RFC 6066, 3).
    else if (type === 21 && body.length === 2 && body[0] === 2) return { handshake: joined(parts), alert: body[1] ?? null };
    else if (type !== 21) break;
  }
  if (at === 0 && !isRecordStart(bytes)) return { handshake: null, alert: null };
  return { handshake: joined(parts), alert: null };
}

const isRecordStart = (bytes: Uint8Array): boolean => {
  const type = bytes[0] ?? 0;
  return type >= 20 && type <= 23 && (bytes.length < 2 || bytes[1] === 3);
};

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whole handshake messages; what follows a piece that is still to come is left. */
function split(bytes: Uint8Array): readonly Message[] {
  const reader = new ByteReader(bytes, 'big');
  const messages: Message[] = [];
  let at = 0;
  while (reader.has(at, 4)) {
    const size = reader.u32(at) & 0xffffff;
    if (!reader.has(at + 4, size)) break;
    messages.push({ type: reader.u8(at), body: reader.slice(at + 4, size) });
    at += 4 + size;
  }
  return messages;
}

function flight(hello: ServerHello, messages: readonly Message[]): TlsAnswer {
  const bodyOf = (type: number): Uint8Array | undefined => messages.find((message) => message.type === type)?.body;
  const certificate = bodyOf(11);
  const status = bodyOf(22);
  const exchange = bodyOf(12);
  return {
    kind: 'hello',
    hello,
    certificates: hello.version === 0x0304 || certificate === undefined ? [] : readCertificates(certificate).slice(0, longestChain),
    staple: status === undefined ? null : readStaple(status),
    exchange: exchange === undefined ? null : readServerKeyExchange(exchange, hello.cipher, hello.version),
    done: bodyOf(14) !== undefined,
  };
}

function readStaple(body: Uint8Array): Uint8Array | null {
  const reader = new ByteReader(body, 'big');
  if (body.length < 4 || reader.u8(0) !== 1) return null;
  return reader.slice(4, reader.u32(0) & 0xffffff);
}

/** SERVER-HELLO of SSL 2.0, or null while it is not whole. An SSL 2.0 ERROR is `other`: the server speaks, but agrees to nothing. */
function readSsl2(reader: ByteReader): TlsAnswer | null {
  if (!reader.has(0, 3)) return null;
  const size = reader.u16(0) & 0x7fff;
  if (reader.u8(2) !== 4) return { kind: 'other' };
  if (!reader.has(2, size)) return null;
  const certificateSize = reader.u16(7);
  const kindsSize = reader.u16(9);
  const kinds: number[] = [];
  const end = 13 + certificateSize + kindsSize;
  for (let at = 13 + certificateSize; at + 3 <= end; at += 3) kinds.push((reader.u8(at) << 16) | reader.u16(at + 1));
  return { kind: 'ssl2', kinds, certificate: certificateSize === 0 ? null : reader.slice(13, certificateSize) };
}
