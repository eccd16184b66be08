const tables = makeTables();

/**
 * CRC-32 with the polynomial of ISO 3309 / ITU-T V.42 (reflected 0xedb88320), four bytes a step. `initial` and `final` are the
 * register's start and what it is exclusive-ored with in the end; some formats use 0 for one or both.
 */
export function crc32(bytes: Uint8Array, initial = 0xffffffff, final = 0xffffffff): number {
  let crc = initial;
  let at = 0;
  for (const last = bytes.length - 3; at < last; at += 4) {
    crc ^= (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
    crc =
      (tables[768 + (crc & 0xff)] as number) ^
      (tables[512 + ((crc >>> 8) & 0xff)] as number) ^
      (tables[256 + ((crc >>> 16) & 0xff)] as number) ^
      (tables[crc >>> 24] as number);
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ (tables[(crc ^ (bytes[at] as number)) & 0xff] as number);
  return (crc ^ final) >>> 0;
}

function makeTables(): Int32Array {
  const made = new Int32Array(1024);
  for (let index = 0; index < 1024; index += 1) {
    let crc = index < 256 ? index : (made[index - 256] as number);
    if (index >= 256) crc = (crc >>> 8) ^ (made[crc & 0xff] as number);
    else for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    made[index] = crc;
  }
  return made;
}
