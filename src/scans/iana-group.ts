const spelt: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'secp256r1'],
  ['prime192v1', 'secp192r1'],
  ['p-192', 'secp192r1'],
  ['p-224', 'secp224r1'],
  ['p-256', 'secp256r1'],
  ['p-384', 'secp384r1'],
  ['p-521', 'secp521r1'],
  ['25519', 'x25519'],
  ['curve25519', 'x25519'],
  ['ecdh_x25519', 'x25519'],
  ['ecdh_x448', 'x448'],
  ['x25519mlkem768', 'X25519MLKEM768'],
  ['secp256r1mlkem768', 'SecP256r1MLKEM768'],
  ['secp384r1mlkem1024', 'SecP384r1MLKEM1024'],
  ['x25519kyber768draft00', 'X25519Kyber768Draft00'],
  ['mlkem512', 'MLKEM512'],
  ['mlkem768', 'MLKEM768'],
  ['mlkem1024', 'MLKEM1024'],
  ['sm2', 'curveSM2'],
]);

/** A key-exchange group as the IANA registry (TLS Supported Groups) writes it: OpenSSL and NIST have names of their own. */
export function ianaGroup(name: string): string {
  const lower = name.trim().toLowerCase();
  const known = spelt.get(lower);
  if (known !== undefined) return known;
  if (/^brainpoolp\d{3}r1(tls13)?$/.test(lower)) return lower.replace('poolp', 'poolP');
  return /^(x|sec[pt]|ffdhe)\d/.test(lower) ? lower : name.trim();
}

/** Bits of security that a group has at most (NIST SP 800-57-1, table 2): half a curve's size; null where the name does not tell. */
export function groupStrength(iana: string): number | null {
  if (/mlkem|kyber/i.test(iana)) return 128;
  const curve = /^(?:sec[pt]|brainpoolP|x)(\d{3,5})/.exec(iana)?.[1];
  if (curve === '25519') return 128;
  if (curve !== undefined) return Math.floor(Number(curve) / 2);
  const prime = /^(?:ffdhe|DH )(\d{3,5})/.exec(iana)?.[1];
  return prime === undefined ? null : finiteField(Number(prime));
}

function finiteField(bits: number): number {
  if (bits < 1024) return 40;
  if (bits < 2048) return 80;
  return bits < 3072 ? 112 : 128;
}
