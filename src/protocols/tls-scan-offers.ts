import { type CipherFacts, cipherFacts } from './tls-cipher-facts.ts';
import { cipherIds, groupIds } from './tls-names.ts';

/** Suites that name no key exchange: they are TLS 1.3's alone (RFC 8446, B.4; RFC 9150). */
const isModern = (id: number): boolean => cipherFacts(id).keyExchange === 'any';

const exchangesInUse = new Set(['ECDHE', 'DHE', 'RSA', 'ECDH', 'DH', 'any']);
const ciphersInUse = new Set(['AES', 'CHACHA20', 'CAMELLIA', '3DES', 'RC4', 'DES', 'NULL']);

/** Common ones first: a server that reads only the first hundred still sees them, and one without a preference takes the strongest. */
function rank({ keyExchange, authentication, encryption, aead, bits, forwardSecrecy, weaknesses }: CipherFacts): number {
  const isRare = !exchangesInUse.has(keyExchange ?? '') || !ciphersInUse.has(encryption ?? '') || authentication === 'DSS';
  return (isRare ? 1000 : 0) + (weaknesses.length > 0 ? 500 : 0) + (forwardSecrecy ? 0 : 300) + (aead ? 0 : 150) + (256 - (bits ?? 0)) / 8;
}

const ranked = [...cipherIds]
  // TLS_NULL_WITH_NULL_NULL must not be offered (RFC 5246, A.5).
  .filter((id) => id !== 0)
  .map((id) => ({ id, rank: rank(cipherFacts(id)) }))
  .sort((a, b) => a.rank - b.rank || a.id - b.id)
  .map(({ id }) => id);

const modern = ranked.filter(isModern);
const old = ranked.filter((id) => !isModern(id));

/** All suites that a version can have, `0x0300` to `0x0304`. */
export const suitesOf = (version: number): readonly number[] => (version === 0x0304 ? modern : old);

/** Suites with a fresh key on a curve: what shows the curves of TLS 1.2 and below. */
export const curveSuites: readonly number[] = old.filter((id) => cipherFacts(id).keyExchange === 'ECDHE' && isInUse(id));
/** Suites whose exchange the server signs: what shows the signatures of TLS 1.2. */
export const signedSuites: readonly number[] = old.filter((id) => (cipherFacts(id).keyExchange ?? '').endsWith('DHE') && isInUse(id));

function isInUse(id: number): boolean {
  const { authentication, weaknesses } = cipherFacts(id);
  return authentication !== 'PSK' && authentication !== 'anon' && !weaknesses.includes('export');
}

export const isRemotePassword = (id: number): boolean => cipherFacts(id).keyExchange === 'SRP';

/** Curves and other groups below the finite fields: what TLS 1.2 chooses from. */
export const curveIds: readonly number[] = groupIds.filter((id) => id < 0x100 || id >= 0xff01);
/** Groups that TLS 1.3 names, the usual ones first; of the old curves only those that somebody may have kept. */
export const modernGroupIds: readonly number[] = [0x1d, 0x17, 0x18, 0x19, 0x1e, ...groupIds.filter((id) => id >= 0x1f && id < 0xff01)];

/** Schemes of TLS 1.2 (RFC 5246, 7.4.1.4.1) and 1.3, strong ones first, MD5 last. */
export const signatureOffers: readonly number[] = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0402, 0x0502, 0x0602,
  0x0303, 0x0301, 0x0302, 0x0203, 0x0201, 0x0202, 0x0101, 0x0103, 0x0102, 0x081a, 0x081b, 0x081c, 0x0708, 0x0904, 0x0905, 0x0906, 0x0840,
  0x0841,
];
/** Those with which a server of TLS 1.3 may sign (RFC 8446, 4.2.3). */
export const modernSignatures: readonly number[] = signatureOffers.filter((id) => id >= 0x0708 || [0x0403, 0x0503, 0x0603].includes(id));

/** Application protocols (IANA registry) that a device or its cloud may speak; `acme-tls/1` is left out, for it starts a certificate's issue. */
export const alpnOffers: readonly string[] = [
  'h2',
  'http/1.1',
  'http/1.0',
  'http/0.9',
  'spdy/3',
  'h3',
  'mqtt',
  'x-amzn-mqtt-ca',
  'x-amzn-http-ca',
  'coap',
  'xmpp-client',
  'xmpp-server',
  'imap',
  'pop3',
  'ftp',
  'managesieve',
  'stun.turn',
  'stun.nat-discovery',
  'webrtc',
  'c-webrtc',
  'irc',
  'nntp',
  'sip/2',
  'dot',
  'ntske/1',
  'postgresql',
  'sunrpc',
  'radius/1.0',
]; // prettier-ignore

/**
 * Public keys whose private half everybody knows (the groups' base points: RFC 7748, 4.1; SEC 2, 2.4.2 and 2.5.1), so that a server goes on
 * to its own key; nothing is ever enciphered with them.
 */
export const baseShares: ReadonlyMap<number, Uint8Array> = new Map([
  [0x1d, fromHex('09'.padEnd(64, '0'))],
  [
    0x17,
    fromHex(
      '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    ),
  ],
  [
    0x18,
    fromHex(
      '04aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab73617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f',
    ),
  ],
]);

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) => parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}
