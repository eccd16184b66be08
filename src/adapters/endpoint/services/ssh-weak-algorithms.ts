/** What a server offers, by list of its SSH_MSG_KEXINIT (RFC 4253, 7.1). */
export type KexInit = {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
};

type Weak = { readonly list: keyof KexInit; readonly name: RegExp; readonly why: string };

/** What current guidance tells servers to leave. Not in it: `diffie-hellman-group14-sha1` (MAY) and `hmac-sha1` (not broken as a MAC). */
const weak: readonly Weak[] = [
  { list: 'kex', name: /^diffie-hellman-group1-sha1$/, why: '1024 bits, RFC 9142: SHOULD NOT' },
  { list: 'kex', name: /^(gss-)?(gex|diffie-hellman-group-exchange)-sha1/, why: 'SHA-1, RFC 9142: SHOULD NOT' },
  { list: 'kex', name: /^gss-group1-sha1-/, why: '1024 bits, RFC 9142: SHOULD NOT' },
  { list: 'kex', name: /^rsa1024-sha1$/, why: '1024 bits, RFC 9142: MUST NOT' },
  { list: 'kex', name: /^none$/, why: 'no key exchange' },
  { list: 'hostKeys', name: /^ssh-dss/, why: '1024-bit DSA, withdrawn by FIPS 186-5' },
  { list: 'hostKeys', name: /^ssh-rsa($|-cert)/, why: 'signs SHA-1 (RFC 8332; NIST SP 800-131A)' },
  { list: 'ciphers', name: /^arcfour/, why: 'RC4, RFC 8758: MUST NOT' },
  { list: 'ciphers', name: /^(3des|des|blowfish|cast128|idea)-/, why: '64-bit blocks (CVE-2016-2183)' },
  { list: 'ciphers', name: /^(aes|rijndael|twofish|serpent|camellia).*cbc/, why: 'CBC (CVE-2008-5161)' },
  { list: 'ciphers', name: /^none$/, why: 'no encryption' },
  { list: 'macs', name: /^hmac-md5/, why: 'MD5 (RFC 6151)' },
  { list: 'macs', name: /^hmac-sha1-96/, why: 'SHA-1 cut to 96 bits' },
  { list: 'macs', name: /^none$/, why: 'no integrity' },
];

/** Weak algorithms that a server offers, each with why; with them, whether an attacker may cut its first messages (Terrapin). */
export function sshWeakAlgorithms(offer: KexInit): readonly string[] {
  const named = weak.flatMap(({ list, name, why }) => offer[list].filter((one) => name.test(one)).map((one) => `${one} (${why})`));
  const isCuttable =
    offer.ciphers.includes('chacha20-poly1305@openssh.com') ||
    (offer.ciphers.some((one) => one.includes('cbc')) && offer.macs.some((one) => one.includes('-etm@')));
  const isStrict = offer.kex.includes('kex-strict-s-v00@openssh.com');
  return isCuttable && !isStrict ? [...named, 'no strict key exchange (CVE-2023-48795)'] : named;
}
