// Two halves of each 64-bit entry: 32-bit arithmetic is an order of magnitude faster here than BigInt.
const low = new Uint32Array(256);
const high = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let l = byte;
  let h = 0;
  for (let bit = 0; bit < 8; bit++) {
    const carry = l & 1;
    l = (l >>> 1) | (h << 31);
    h >>>= 1;
    if (carry !== 0) {
      l ^= 0xd7870f42;
      h ^= 0xc96c5795;
    }
  }
  low[byte] = l;
  high[byte] = h;
}

/** CRC-64 of ECMA-182, reflected, as xz uses it (The .xz File Format 1.1.0, 3.4). */
export function crc64(bytes: Uint8Array): bigint {
  let l = 0xffffffff | 0;
  let h = 0xffffffff | 0;
  for (let at = 0; at < bytes.length; at++) {
    const i = (l ^ (bytes[at] as number)) & 0xff;
    l = ((l >>> 8) | (h << 24)) ^ (low[i] as number);
    h = (h >>> 8) ^ (high[i] as number);
  }
  return (BigInt(~h >>> 0) << 32n) | BigInt(~l >>> 0);
}
