import type { SshAlgorithms } from './network-exhibits.ts';

type Weak = { readonly list: keyof SshAlgorithms; readonly name: RegExp; readonly why: string; readonly isBroken?: true };

/**
 * What current guidance tells servers to leave; `isBroken` is what a session of today must not come to. Not in it:
 * `diffie-hellman-group14-sha1` (MAY) and `hmac-sha1` (not broken as a MAC).
 */
const weak: readonly Weak[] = [
  { list: 'kex', name: /^diffie-hellman-group1-sha1$/, why: '1024 bits, RFC 9142: SHOULD NOT', isBroken: true },
  { list: 'kex', name: /^(gss-)?(gex|diffie-hellman-group-exchange)-sha1/, why: 'SHA-1, RFC 9142: SHOULD NOT' },
  { list: 'kex', name: /^gss-group1-sha1-/, why: '1024 bits, RFC 9142: SHOULD NOT', isBroken: true },
  { list: 'kex', name: /^rsa1024-sha1$/, why: '1024 bits, RFC 9142: MUST NOT', isBroken: true },
  { list: 'kex', name: /^none$/, why: 'no key exchange', isBroken: true },
  { list: 'hostKeys', name: /^ssh-dss/, why: '1024-bit DSA, withdrawn by FIPS 186-5', isBroken: true },
  { list: 'hostKeys', name: /^ssh-rsa($|-cert)/, why: 'signs SHA-1 (RFC 8332; NIST SP 800-131A)' },
  { list: 'ciphers', name: /^arcfour/, why: 'RC4, RFC 8758: MUST NOT', isBroken: true },
  { list: 'ciphers', name: /^(3des|des|blowfish|cast128|idea)-/, why: '64-bit blocks (CVE-2016-2183)', isBroken: true },
  { list: 'ciphers', name: /^(aes|rijndael|twofish|serpent|camellia).*cbc/, why: 'CBC (CVE-2008-5161)' },
  { list: 'ciphers', name: /^none$/, why: 'no encryption', isBroken: true },
  { list: 'macs', name: /^hmac-md5/, why: 'MD5 (RFC 6151)', isBroken: true },
  { list: 'macs', name: /^hmac-sha1-96/, why: 'SHA-1 cut to 96 bits' },
  { list: 'macs', name: /^none$/, why: 'no integrity', isBroken: true },
];

const namedBy = (rows: readonly Weak[], algorithms: SshAlgorithms): readonly string[] =>
  rows.flatMap(({ list, name, why }) => algorithms[list].filter((one) => name.test(one)).map((one) => `${one} (${why})`));

/** Weak algorithms that a server offers, each with why; with them, whether an attacker may cut its first messages (Terrapin). */
export function sshWeakAlgorithms(offer: SshAlgorithms): readonly string[] {
  const isCuttable =
    offer.ciphers.includes('chacha20-poly1305@openssh.com') ||
    (offer.ciphers.some((one) => one.includes('cbc')) && offer.macs.some((one) => one.includes('-etm@')));
  const isStrict = offer.kex.includes('kex-strict-s-v00@openssh.com');
  const named = namedBy(weak, offer);
  return isCuttable && !isStrict ? [...named, 'no strict key exchange (CVE-2023-48795)'] : named;
}

/** What of a session's algorithms is broken, each with why. */
export const sshBrokenAlgorithms = (agreed: SshAlgorithms): readonly string[] =>
  namedBy(
    weak.filter(({ isBroken }) => isBroken === true),
    agreed,
  );
