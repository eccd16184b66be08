/** Order of the group of P-256 (SP 800-186, 3.2.1.3). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const half = order >> 1n;

/**
 * With (r, s) also (r, n - s) is a signature of the same message (SEC 1, 4.1): whoever holds one can make the other without the key. Of the two only the one with
 * the smaller s is taken, so that a printed code has one spelling. `signature`: r and s, 32 bytes each.
 */
export const isLowS = (signature: Uint8Array): boolean => signature.length === 64 && sOf(signature) <= half;

/** The same signature with the smaller s. */
export function toLowS(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = Uint8Array.from(signature);
  if (isLowS(signature)) return out;
  let rest = order - sOf(signature);
  for (let at = 63; at >= 32; at -= 1) {
    out[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  return out;
}

function sOf(signature: Uint8Array): bigint {
  let value = 0n;
  for (const byte of signature.subarray(32)) value = (value << 8n) | BigInt(byte);
  return value;
}
