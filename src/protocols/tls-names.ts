import { tlsCipherSuites } from './tls-cipher-suites.ts';

/** Versions by the number on the wire, oldest first: RFC 6101, RFC 8996, RFC 8446, RFC 9147. */
const versions: ReadonlyMap<number, string> = new Map([
  [0x0002, 'SSL2'],
  [0x0300, 'SSL3'],
  [0x0301, 'TLS1.0'],
  [0x0302, 'TLS1.1'],
  [0x0303, 'TLS1.2'],
  [0x0304, 'TLS1.3'],
  [0xfeff, 'DTLS1.0'],
  [0xfefd, 'DTLS1.2'],
  [0xfefc, 'DTLS1.3'],
]);

/** IANA registry "TLS Supported Groups", and the hybrids that browsers tried before theirs were registered. Runs as in the table of cipher suites. */
const groups = named(`
1 sect163k1 sect163r1 sect163r2 sect193r1 sect193r2 sect233k1 sect233r1 sect239k1 sect283k1 sect283r1 sect409k1 sect409r1 sect571k1 sect571r1
F secp160k1 secp160r1 secp160r2 secp192k1 secp192r1 secp224k1 secp224r1 secp256k1 secp256r1 secp384r1 secp521r1
1A brainpoolP256r1 brainpoolP384r1 brainpoolP512r1 x25519 x448 brainpoolP256r1tls13 brainpoolP384r1tls13 brainpoolP512r1tls13
22 GC256A GC256B GC256C GC256D GC512A GC512B GC512C curveSM2
100 ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192
200 MLKEM512 MLKEM768 MLKEM1024
11EB SecP256r1MLKEM768 X25519MLKEM768 SecP384r1MLKEM1024 curveSM2MLKEM768
4138 CECPQ2
6399 X25519Kyber768Draft00 SecP256r1Kyber768Draft00
FF01 arbitrary_explicit_prime_curves arbitrary_explicit_char2_curves
`);

/** IANA registry "TLS SignatureScheme"; pairs that only TLS 1.2 knows (RFC 5246, 7.4.1.4.1) are put together from their halves. */
const signatures = named(`
201 rsa_pkcs1_sha1
203 ecdsa_sha1
401 rsa_pkcs1_sha256
403 ecdsa_secp256r1_sha256
420 rsa_pkcs1_sha256_legacy
501 rsa_pkcs1_sha384
503 ecdsa_secp384r1_sha384
520 rsa_pkcs1_sha384_legacy
601 rsa_pkcs1_sha512
603 ecdsa_secp521r1_sha512
620 rsa_pkcs1_sha512_legacy
704 eccsi_sha256 iso_ibs1 iso_ibs2 iso_chinese_ibs sm2sig_sm3 gostr34102012_256a gostr34102012_256b gostr34102012_256c gostr34102012_256d
70D gostr34102012_512a gostr34102012_512b gostr34102012_512c
804 rsa_pss_rsae_sha256 rsa_pss_rsae_sha384 rsa_pss_rsae_sha512 ed25519 ed448 rsa_pss_pss_sha256 rsa_pss_pss_sha384 rsa_pss_pss_sha512
81A ecdsa_brainpoolP256r1tls13_sha256 ecdsa_brainpoolP384r1tls13_sha384 ecdsa_brainpoolP512r1tls13_sha512
840 gostr34102012_256_intrinsic gostr34102012_512_intrinsic
904 mldsa44 mldsa65 mldsa87
`);
const hashes = ['none', 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
const signers = ['anonymous', 'rsa_pkcs1', 'dsa', 'ecdsa'];

const suites = named(tlsCipherSuites, 'TLS_');

function named(table: string, prefix = ''): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of table.trim().split('\n')) {
    const [first = '', ...run] = line.split(' ');
    for (const [at, name] of run.entries()) names.set(parseInt(first, 16) + at, whole(name, prefix));
  }
  return names;
}

function whole(name: string, prefix: string): string {
  if (name.startsWith('=')) return name.slice(1);
  return name.startsWith('SSL_') ? name : `${prefix}${name}`;
}

const unnamed = (id: number): string => `0x${id.toString(16).toUpperCase().padStart(4, '0')}`;

/** Every suite and kind of this table but the signals, which are no ciphers (RFC 5746, RFC 7507): 16-bit numbers, ascending. */
export const cipherIds: readonly number[] = [...suites.keys()].filter((id) => id <= 0xffff && !isSignal(id));
/** The cipher kinds of SSL 2: 24-bit numbers. */
export const ssl2CipherIds: readonly number[] = [...suites.keys()].filter((id) => id > 0xffff);
export const groupIds: readonly number[] = [...groups.keys()];

/** By the IANA registry; `0xNNNN` where it has none. Takes the 24-bit kinds of SSL 2 too. */
export const cipherName = (id: number): string => suites.get(id) ?? unnamed(id);
export const groupName = (id: number): string => groups.get(id) ?? unnamed(id);

export function signatureName(id: number): string {
  const hash = hashes[id >> 8];
  const signer = signers[id & 0xff];
  return signatures.get(id) ?? (hash === undefined || signer === undefined ? unnamed(id) : `${signer}_${hash}`);
}

/** `SSL2` `SSL3` `TLS1.0` … `DTLS1.0` …; drafts of TLS 1.3 (0x7FNN) are TLS1.3, and `0xNNNN` is what nobody knows. */
export const versionName = (id: number): string => versions.get(id) ?? (id >> 8 === 0x7f ? 'TLS1.3' : unnamed(id));

/** Values that clients offer only so that servers learn to ignore them (RFC 8701, 2); the same for suites, groups, extensions and versions. */
export const isGrease = (id: number): boolean => (id & 0x0f0f) === 0x0a0a && id >> 8 === (id & 0xff);

/** TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746, 3.3) and TLS_FALLBACK_SCSV (RFC 7507, 4). */
export function isSignal(id: number): boolean {
  return id === 0x00ff || id === 0x5600;
}
