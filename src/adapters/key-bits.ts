import type { KeyObject } from 'node:crypto';

const CURVES: ReadonlyMap<string, number> = new Map([
  ['prime192v1', 192],
  ['secp224r1', 224],
  ['prime256v1', 256],
  ['secp256k1', 256],
  ['secp384r1', 384],
  ['secp521r1', 521],
  ['SM2', 256],
]);
const FIXED: ReadonlyMap<string, number> = new Map([
  ['ed25519', 256],
  ['x25519', 256],
  ['ed448', 456],
  ['x448', 448],
]);

/** A key's size in bits as its field counts it: modulus, or the curve's field; null where the platform does not say. */
export function keyBits(key: KeyObject): number | null {
  const details = key.asymmetricKeyDetails;
  if (details?.modulusLength !== undefined) return details.modulusLength;
  const curve = details?.namedCurve;
  if (curve !== undefined) return CURVES.get(curve) ?? (Number(/\d{3}/.exec(curve)?.[0] ?? 0) || null);
  return FIXED.get(key.asymmetricKeyType ?? '') ?? null;
}
