import { latin1 } from '../foundation/byte-reader.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import { hex } from '../foundation/hex.ts';
import { cipherFacts } from './tls-cipher-facts.ts';
import { TlsCursor } from './tls-cursor.ts';

/** A client's hello (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2; RFC 6347, 4.2.1). Numbers as they stand there, GREASE and signals included. */
export type ClientHello = {
  readonly legacyVersion: number;
  /** 32 bytes; a view. */
  readonly random: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly ciphers: readonly number[];
  readonly compressions: readonly number[];
  /** Types in the order sent; null where the hello has no field of extensions. */
  readonly extensions: readonly number[] | null;
  readonly sni: string | null;
  readonly alpn: readonly string[];
  readonly groups: readonly number[];
  readonly pointFormats: readonly number[];
  readonly signatures: readonly number[];
  /** Of the extension supported_versions; empty where it is not sent. */
  readonly versions: readonly number[];
};

/** A server's hello or its HelloRetryRequest (RFC 8446, 4.1.3 and 4.1.4; RFC 5246, 7.4.1.3). */
export type ServerHello = {
  /** What was agreed: of supported_versions where it is sent, else the legacy field. */
  readonly version: number;
  readonly random: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly cipher: number;
  readonly compression: number;
  /** Bodies by type. */
  readonly extensions: ReadonlyMap<number, Uint8Array>;
  /** Of the key share; null where none is sent. */
  readonly group: number | null;
  readonly alpn: string | null;
  readonly isRetry: boolean;
};

export type HandshakeKey = {
  /** Named curve or group; null where the parameters are written out. */
  readonly group: number | null;
  /** Of the prime of finite-field Diffie-Hellman, or of the modulus of an export RSA key; null otherwise. */
  readonly bits: number | null;
  readonly signature: number | null;
};

/** SHA-256 of "HelloRetryRequest", sent as the random (RFC 8446, 4.1.3). */
const retryRandom = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';
const extension = { serverName: 0, groups: 10, pointFormats: 11, signatures: 13, alpn: 16, versions: 43, keyShare: 51 } as const;
const nothing = new Uint8Array(0);

type Extensions = { readonly types: readonly number[]; readonly bodies: ReadonlyMap<number, Uint8Array> };

function readExtensions(cursor: TlsCursor): Extensions {
  const list = new TlsCursor(cursor.vector(2));
  const types: number[] = [];
  const bodies = new Map<number, Uint8Array>();
  while (list.left > 0) {
    const type = list.u16();
    const body = list.vector(2);
    types.push(type);
    // Twice is forbidden (RFC 8446, 4.2); the first counts.
    if (!bodies.has(type)) bodies.set(type, body);
  }
  return { types, bodies };
}

/** `isDatagram`: of DTLS, which adds a cookie. `malformed` and `truncated` as the cursor finds them. */
export function readClientHello(body: Uint8Array, isDatagram = false): ClientHello {
  const cursor = new TlsCursor(body);
  const legacyVersion = cursor.u16();
  const random = cursor.take(32);
  const sessionId = cursor.vector(1);
  if (sessionId.length > 32) throw new DecodeError('malformed', 'a session id has at most 32 bytes');
  if (isDatagram) cursor.vector(1);
  const ciphers = cursor.numbers(2);
  const compressions = [...cursor.vector(1)];
  const extensions = cursor.left >= 2 ? readExtensions(cursor) : null;
  const of = (type: number): TlsCursor => new TlsCursor(extensions?.bodies.get(type) ?? nothing);
  const numbers = (type: number, lengthBytes: 1 | 2): readonly number[] => {
    const at = of(type);
    return at.left === 0 ? [] : at.numbers(lengthBytes);
  };
  const formats = of(extension.pointFormats);
  return {
    legacyVersion,
    random,
    sessionId,
    ciphers,
    compressions,
    extensions: extensions?.types ?? null,
    sni: readServerName(of(extension.serverName)),
    alpn: readProtocolNames(of(extension.alpn)),
    groups: numbers(extension.groups, 2),
    pointFormats: formats.left === 0 ? [] : [...formats.vector(1)],
    signatures: numbers(extension.signatures, 2),
    versions: numbers(extension.versions, 1),
  };
}

/** The first host name (RFC 6066, 3); null where the extension is empty, as in a server's hello. */
function readServerName(cursor: TlsCursor): string | null {
  if (cursor.left === 0) return null;
  const list = new TlsCursor(cursor.vector(2));
  while (list.left > 0) {
    const type = list.u8();
    const name = list.vector(2);
    if (type === 0 && name.length > 0) return latin1(name);
  }
  return null;
}

/** RFC 7301, 3.1. */
function readProtocolNames(cursor: TlsCursor): readonly string[] {
  if (cursor.left === 0) return [];
  const list = new TlsCursor(cursor.vector(2));
  const names: string[] = [];
  while (list.left > 0) names.push(latin1(list.vector(1)));
  return names;
}

/** Of TLS and DTLS alike. */
export function readServerHello(body: Uint8Array): ServerHello {
  const cursor = new TlsCursor(body);
  const legacyVersion = cursor.u16();
  const random = cursor.take(32);
  // Drafts of TLS 1.3 before 22 left out the session and the compression.
  const isDraft = legacyVersion >> 8 === 0x7f;
  const sessionId = isDraft ? nothing : cursor.vector(1);
  const cipher = cursor.u16();
  const compression = isDraft ? 0 : cursor.u8();
  const extensions = cursor.left >= 2 ? readExtensions(cursor) : { types: [], bodies: new Map<number, Uint8Array>() };
  const of = (type: number): TlsCursor => new TlsCursor(extensions.bodies.get(type) ?? nothing);
  const selected = of(extension.versions);
  const share = of(extension.keyShare);
  return {
    version: selected.left === 2 ? selected.u16() : legacyVersion,
    random,
    sessionId,
    cipher,
    compression,
    extensions: extensions.bodies,
    group: share.left >= 2 ? share.u16() : null,
    alpn: readProtocolNames(of(extension.alpn))[0] ?? null,
    isRetry: hex(random) === retryRandom,
  };
}

/** DER of each certificate, leaf first; views. `isTls13`: with a context and extensions (RFC 8446, 4.4.2). */
export function readCertificates(body: Uint8Array, isTls13 = false): readonly Uint8Array[] {
  const cursor = new TlsCursor(body);
  if (isTls13) cursor.vector(1);
  const list = new TlsCursor(cursor.vector(3));
  const chain: Uint8Array[] = [];
  while (list.left > 0) {
    chain.push(list.vector(3));
    if (isTls13) list.vector(2);
  }
  return chain;
}

/**
 * What a server signs of its key (RFC 5246, 7.4.3; RFC 8422, 5.4; RFC 4279, 3; RFC 5054, 2.5.3). What it holds depends on the suite; null
 * where the suite has none or is not known.
 */
export function readServerKeyExchange(body: Uint8Array, cipher: number, version: number): HandshakeKey | null {
  const { keyExchange, authentication } = cipherFacts(cipher);
  const cursor = new TlsCursor(body);
  if (authentication === 'PSK') cursor.vector(2);
  const key = keyOf(cursor, keyExchange);
  if (key === null) return null;
  // TLS 1.2 names the algorithm; before, the suite does.
  const isSigned = authentication !== 'PSK' && authentication !== 'anon' && (version === 0x0303 || version === 0xfefd) && cursor.left >= 2;
  return { ...key, signature: isSigned ? cursor.u16() : null };
}

function keyOf(cursor: TlsCursor, keyExchange: string | null): Omit<HandshakeKey, 'signature'> | null {
  if (keyExchange === 'ECDHE' || keyExchange === 'ECDH') {
    const type = cursor.u8();
    // Explicit curves (RFC 4492, 5.4) have no number of their own but these.
    if (type !== 3) return { group: type === 1 ? 0xff01 : 0xff02, bits: null };
    const group = cursor.u16();
    cursor.vector(1);
    return { group, bits: null };
  }
  if (keyExchange !== 'DHE' && keyExchange !== 'DH' && keyExchange !== 'RSA' && keyExchange !== 'SRP') return null;
  const prime = cursor.vector(2);
  cursor.vector(2);
  if (keyExchange === 'SRP') cursor.vector(1);
  if (keyExchange !== 'RSA') cursor.vector(2);
  return { group: finiteField(prime), bits: bitsOf(prime) };
}

/** The primes of RFC 7919 begin alike: 64 ones, then the digits of e. */
const ffdheStart = 'ffffffffffffffffadf85458a2bb4a9a';
const ffdhe: ReadonlyMap<number, number> = new Map([
  [2048, 0x100],
  [3072, 0x101],
  [4096, 0x102],
  [6144, 0x103],
  [8192, 0x104],
]);

function finiteField(prime: Uint8Array): number | null {
  return hex(prime.subarray(0, 16)) === ffdheStart ? (ffdhe.get(prime.length * 8) ?? null) : null;
}

function bitsOf(number: Uint8Array): number {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (number.length - first) * 8 - (Math.clz32(number[first] ?? 0) - 24);
}
