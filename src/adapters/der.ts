/** One DER element: its content stands in `[start, end)`. */
export type DerElement = { readonly tag: number; readonly start: number; readonly end: number };

/** Reads an element's tag and length (X.690, 8.1); undefined when it does not fit into the bytes. Tags above 30 are not read. */
export function derElement(bytes: Uint8Array, at: number): DerElement | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let start = at + 2;
  let size = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || start + count > bytes.length) return undefined;
    size = 0;
    for (let i = 0; i < count; i++) size = size * 256 + (bytes[start++] as number);
  }
  return start + size <= bytes.length ? { tag, start, end: start + size } : undefined;
}

/** Writes an element. */
export function derEncode(tag: number, content: Uint8Array): Uint8Array {
  const size: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) size.unshift(rest & 0xff);
  const head = content.length < 0x80 ? [tag, content.length] : [tag, 0x80 | size.length, ...size];
  return Uint8Array.from([...head, ...content]);
}
