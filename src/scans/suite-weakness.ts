const flaws: readonly (readonly [RegExp, string])[] = [
  [/^SSL_CK_/, 'SSL 2.0'],
  [/_NULL_/, 'no encryption'],
  [/_anon_/i, 'no authentication'],
  [/EXPORT/, 'export key length'],
  [/_RC4_/, 'RC4'],
  [/_RC2_/, 'RC2'],
  [/_3DES_/, '3DES'],
  [/_DES(40)?_/, 'DES'],
  [/_IDEA_/, 'IDEA'],
  [/_MD5$/, 'MD5'],
];

/** Why a suite (IANA name) must not be offered: RFC 9325 (4.1), RFC 7465, RFC 5469; null where nothing speaks against it. */
export function suiteWeakness(iana: string): string | null {
  return flaws.find(([pattern]) => pattern.test(iana))?.[1] ?? null;
}

/** Whether a suite agrees on a key that a later theft of the server's does not give away: ephemeral, or any of TLS 1.3. */
export function hasForwardSecrecy(iana: string): boolean | null {
  if (/_(ECDHE|DHE|ECCPWD)_|^TLS_(ECDHE|DHE)_|_DH_anon_|_ECDH_anon_/i.test(iana)) return true;
  if (/^TLS_(AES|CHACHA20|SM4|AEGIS)_/.test(iana)) return true;
  return /^(TLS|SSL)_/.test(iana) ? false : null;
}
