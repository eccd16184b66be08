/** What node:zlib gave, without Buffer's methods; copied where it stands in a much larger allocation, which it would keep alive. */
export function unshared(buffer: Uint8Array, size = buffer.length): Uint8Array {
  const view = new Uint8Array(buffer.buffer, buffer.byteOffset, size);
  return size * 2 < buffer.buffer.byteLength ? view.slice() : view;
}
