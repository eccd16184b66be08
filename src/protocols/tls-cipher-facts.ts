import { cipherName } from './tls-names.ts';

export type CipherWeakness = 'null' | 'anonymous' | 'export' | 'rc4' | 'rc2' | 'des' | '3des' | 'idea' | 'md5';

export type CipherFacts = {
  /** `RSA` `DH` `DHE` `ECDH` `ECDHE` `PSK` `KRB5` …; `any` where the suite does not say (TLS 1.3); null where the number is not known. */
  readonly keyExchange: string | null;
  /** `RSA` `DSS` `ECDSA` `PSK` `anon` …; `any` and null likewise. */
  readonly authentication: string | null;
  /** `AES` `CHACHA20` `3DES` …, `NULL` where nothing is enciphered. */
  readonly encryption: string | null;
  /** Strength of the cipher's key in bits; 112 for triple DES (NIST SP 800-57), 0 where nothing is enciphered. */
  readonly bits: number | null;
  /** An authenticated mode (GCM, CCM, Poly1305, AEGIS, MGM). */
  readonly aead: boolean;
  /** Whether a stolen long-term key leaves recorded sessions closed. */
  readonly forwardSecrecy: boolean;
  readonly weaknesses: readonly CipherWeakness[];
};

const unknown: CipherFacts = {
  keyExchange: null,
  authentication: null,
  encryption: null,
  bits: null,
  aead: false,
  forwardSecrecy: false,
  weaknesses: [],
};

/** Exchanges with a fresh key for each session; `any` is TLS 1.3, which has no others but bare PSK. */
const ephemeral = new Set(['DHE', 'ECDHE', 'CECPQ1', 'ECCPWD', 'ECJPAKE', 'SRP', 'any']);

/** The part of the name after WITH, and what it says: encryption and bits; 0 bits where the name holds them. */
const encryptions: readonly (readonly [RegExp, string, number])[] = [
  [/^NULL|^SHA/, 'NULL', 0],
  [/^DES40|^DES_CBC_40/, 'DES', 40],
  [/^(3DES|DES_192)/, '3DES', 112],
  [/^DES/, 'DES', 56],
  [/EXPORT40/, '', 40],
  [/^RC[24]_64/, '', 64],
  [/^RC[24]_(CBC_)?56/, '', 56],
  [/^RC[24]_(CBC_)?40/, '', 40],
  [/^(RC[24]|IDEA|SEED|SM[14]|AEGIS_128L)/, '', 128],
  [/^FORTEZZA/, 'SKIPJACK', 80],
  [/^(AES|CAMELLIA|ARIA)_128/, '', 128],
  [/^(AES|CAMELLIA|ARIA)_256/, '', 256],
  [/^ESTREAM/, 'SALSA20', 256],
  [/^(CHACHA20|AEGIS_256|KUZNYECHIK|MAGMA|28147|SALSA20)/, '', 256],
];

/** What a suite's name says of its strength: a number as it stands in a hello, or the 24-bit kind of SSL 2. */
export function cipherFacts(id: number): CipherFacts {
  const name = cipherName(id);
  if (name.startsWith('0x')) return unknown;
  const bare = name.replace(/^(TLS|SSL)_/, '');
  const split = bare.indexOf('_WITH_');
  if (name.startsWith('SSL_CK_')) return describe('RSA', 'RSA', bare.slice(3), name);
  // TLS 1.3 names the cipher and the hash alone (RFC 8446, B.4); GB/T 38636 writes no WITH.
  if (split < 0) return /^(ECDHE|ECC|IBSDH|IBC|RSA)_/.test(bare) ? chinese(bare, name) : describe('any', 'any', bare, name);
  const [keyExchange, authentication] = exchangeOf(bare.slice(0, split));
  return describe(keyExchange, authentication, bare.slice(split + 6), name);
}

function exchangeOf(left: string): readonly [string, string] {
  const words = left.split('_').filter((word) => !/^(EXPORT(1024)?|FIPS|OLDFIPS|SHA|KEA|256)$/.test(word));
  const [first = '', second = first] = words;
  if (first === 'PSK' && second === 'DHE') return ['DHE', 'PSK'];
  return [first, second];
}

/** Kinds of GB/T 38636: only the exchange of fresh keys is forward secret. */
function chinese(bare: string, name: string): CipherFacts {
  const [exchange = '', ...rest] = bare.split('_');
  return describe(exchange, exchange === 'RSA' ? 'RSA' : 'SM2', rest.join('_'), name);
}

function describe(keyExchange: string, authentication: string, right: string, name: string): CipherFacts {
  const [, fixed = '', bits = null] = encryptions.find(([pattern]) => pattern.test(right)) ?? [];
  const encryption = fixed === '' ? (right.split('_')[0] ?? right) : fixed;
  return {
    keyExchange,
    authentication,
    encryption,
    bits,
    aead: /_(GCM|CCM|MGM)(_|$)|POLY1305|AEGIS/.test(name),
    // Anonymous Diffie-Hellman has fresh keys too (RFC 5246, F.1.1.1).
    forwardSecrecy: ephemeral.has(keyExchange) || authentication === 'anon',
    weaknesses: weaknessesOf(authentication, encryption, name),
  };
}

const weakCiphers: Readonly<Record<string, CipherWeakness>> = {
  NULL: 'null',
  RC4: 'rc4',
  RC2: 'rc2',
  DES: 'des',
  '3DES': '3des',
  IDEA: 'idea',
};

function weaknessesOf(authentication: string, encryption: string, name: string): readonly CipherWeakness[] {
  const cipher = weakCiphers[encryption];
  return [
    ...(cipher === undefined ? [] : [cipher]),
    ...(authentication === 'anon' || name === 'TLS_NULL_WITH_NULL_NULL' ? (['anonymous'] as const) : []),
    ...(name.includes('EXPORT') ? (['export'] as const) : []),
    ...(name.endsWith('_MD5') ? (['md5'] as const) : []),
  ];
}
