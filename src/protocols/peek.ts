/** Numbers for recognisers, which never throw: -1 where the bytes do not reach that far. */
export const peek = {
  be16: (bytes: Uint8Array, at: number): number => big(bytes, at, 2),
  be32: (bytes: Uint8Array, at: number): number => big(bytes, at, 4),
  le16: (bytes: Uint8Array, at: number): number => little(bytes, at, 2),
  le32: (bytes: Uint8Array, at: number): number => little(bytes, at, 4),
};

function big(bytes: Uint8Array, at: number, size: number): number {
  if (at + size > bytes.length) return -1;
  let value = 0;
  for (let index = at; index < at + size; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

function little(bytes: Uint8Array, at: number, size: number): number {
  if (at + size > bytes.length) return -1;
  let value = 0;
  for (let index = at + size - 1; index >= at; index -= 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}
