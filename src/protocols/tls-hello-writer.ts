/** What a raw hello offers: what a library would refuse to offer too, which is why it is written here. */
export type HelloOffer = {
  /** `0x0300` to `0x0304`. */
  readonly version: number;
  readonly suites: readonly number[];
  readonly groups: readonly number[];
  readonly signatures: readonly number[];
  /** null: no name is sent, as for an address (RFC 6066, 3). */
  readonly serverName: string | null;
  readonly alpn: readonly string[];
  /** Compression methods before `null`: 1 is DEFLATE (RFC 3749). */
  readonly compression: readonly number[];
  /** `lean` leaves out what old servers stumbled over; SSL 3 knows no extensions. */
  readonly extensions: 'full' | 'lean' | 'none';
  /** Public keys of TLS 1.3 by group; none: the server is to name the group it wants (RFC 8446, 4.2.8). */
  readonly shares: ReadonlyMap<number, Uint8Array>;
};

const text = new TextEncoder();

const u16 = (value: number): readonly number[] => [(value >> 8) & 0xff, value & 0xff];
const list16 = (values: readonly number[]): readonly number[] => values.flatMap(u16);

/** `content` behind its length in so many bytes. */
function vector(sizeBytes: 1 | 2 | 3, content: readonly number[]): readonly number[] {
  const size = content.length;
  const head = [(size >> 16) & 0xff, (size >> 8) & 0xff, size & 0xff].slice(3 - sizeBytes);
  return [...head, ...content];
}

const extension = (type: number, content: readonly number[]): readonly number[] => [...u16(type), ...vector(2, content)];

const bytesOf = (word: string): readonly number[] => [...text.encode(word)];

/** A ClientHello in one record. `random`: 64 bytes, for the random and the session id of TLS 1.3 (RFC 8446, D.4). Not more than 16 KiB are written. */
export function writeClientHello(offer: HelloOffer, random: Uint8Array): Uint8Array {
  const legacy = Math.min(offer.version, 0x0303);
  const fixed = [
    ...u16(legacy),
    ...random.subarray(0, 32),
    ...vector(1, offer.version === 0x0304 ? [...random.subarray(32, 64)] : []),
    ...vector(2, list16(offer.suites)),
    ...vector(1, [...offer.compression, 0]),
  ];
  const extensions = offer.extensions === 'none' ? [] : extensionsOf(offer);
  const body = [...fixed, ...(extensions.length === 0 ? [] : vector(2, padded(extensions, fixed.length + 6)))];
  // The record says TLS 1.0 whatever is offered: some servers drop any other first record (RFC 8446, 5.1).
  const record = [22, ...u16(Math.min(legacy, 0x0301)), ...vector(2, [1, ...vector(3, body)])];
  return Uint8Array.from(record);
}

/** Some load balancers hang on hellos of 256 to 511 bytes: those are made longer (RFC 7685, 1). */
function padded(extensions: readonly number[], before: number): readonly number[] {
  const size = before + extensions.length;
  if (size < 256 || size > 511) return extensions;
  return [
    ...extensions,
    ...extension(
      21,
      Array.from({ length: Math.max(1, 512 - size - 4) }, () => 0),
    ),
  ];
}

function extensionsOf(offer: HelloOffer): readonly number[] {
  const { version, groups, signatures, serverName, alpn, extensions } = offer;
  const isOld = version < 0x0304;
  const full = extensions === 'full';
  return [
    ...(serverName === null ? [] : extension(0, vector(2, [0, ...vector(2, bytesOf(serverName))]))),
    // The empty renegotiation_info of a first handshake (RFC 5746, 3.4).
    ...(isOld ? extension(0xff01, [0]) : []),
    ...(groups.length === 0 ? [] : extension(10, vector(2, list16(groups)))),
    ...(isOld && groups.length > 0 ? extension(11, vector(1, [0])) : []),
    ...(version >= 0x0303 && signatures.length > 0 ? extension(13, vector(2, list16(signatures))) : []),
    ...(alpn.length === 0
      ? []
      : extension(
          16,
          vector(
            2,
            alpn.flatMap((name) => vector(1, bytesOf(name))),
          ),
        )),
    ...(isOld && full ? oldExtensions : []),
    ...(isOld ? [] : newExtensions(offer.shares)),
  ];
}

/** status_request for OCSP (RFC 6066, 8); heartbeat (RFC 6520, 2); SCT (RFC 6962, 3.3.1); encrypt-then-MAC (RFC 7366); extended master secret (RFC 7627); ticket (RFC 5077). */
const oldExtensions: readonly number[] = [
  ...extension(5, [1, 0, 0, 0, 0]),
  ...extension(15, [1]),
  ...extension(18, []),
  ...extension(22, []),
  ...extension(23, []),
  ...extension(35, []),
];

/** supported_versions, psk_key_exchange_modes and key_share (RFC 8446, 4.2). */
function newExtensions(shares: ReadonlyMap<number, Uint8Array>): readonly number[] {
  const entries = [...shares].flatMap(([group, key]) => [...u16(group), ...vector(2, [...key])]);
  return [...extension(43, vector(1, u16(0x0304))), ...extension(45, vector(1, [1])), ...extension(51, vector(2, entries))];
}

/** CLIENT-HELLO of SSL 2.0 with 24-bit cipher kinds; `challenge` is 16 bytes. */
export function writeSsl2Hello(kinds: readonly number[], challenge: Uint8Array): Uint8Array {
  const list = kinds.flatMap((kind) => [(kind >> 16) & 0xff, ...u16(kind)]);
  const body = [1, 0, 2, ...u16(list.length), 0, 0, ...u16(challenge.length), ...list, ...challenge];
  return Uint8Array.from([0x80 | (body.length >> 8), body.length & 0xff, ...body]);
}
