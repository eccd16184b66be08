/** Where the contents of a BER element stand: from `start` up to `end`, which may lie beyond the bytes. */
export type BerElement = { readonly tag: number; readonly start: number; readonly end: number };

/** The element with a tag of one byte and a definite length at `at` (X.690, 8.1.3); null where too little is there or it has another form. */
export function berElement(bytes: Uint8Array, at: number): BerElement | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const size = first & 0x7f;
  if (size === 0 || size > 4 || at + 2 + size > bytes.length) return null;
  let length = 0;
  for (let index = 0; index < size; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? 0);
  return { tag, start: at + 2 + size, end: at + 2 + size + length };
}
