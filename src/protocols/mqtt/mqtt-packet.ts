/** A control packet: its type, where its body starts, and where it ends, which may be beyond what is there. */
export type Packet = { readonly type: number; readonly at: number; readonly end: number };

/** The packet that starts at `at`; null while its length is not there, `malformed` where it has more than four bytes (3.1.1, 2.2.3). */
export function packetAt(bytes: Uint8Array, at: number): Packet | null | 'malformed' {
  let length = 0;
  for (let index = 1; index <= 4; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    length += (byte & 0x7f) * 128 ** (index - 1);
    if ((byte & 0x80) === 0) return { type: (bytes[at] as number) >> 4, at: at + index + 1, end: at + index + 1 + length };
  }
  return 'malformed';
}
