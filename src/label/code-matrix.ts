/** A QR code as data: `size` × `size` modules in rows from the upper left, 1 where dark, without quiet zone. An adapter encodes it. */
export type CodeMatrix = { readonly size: number; readonly modules: Uint8Array };

export const isDark = ({ size, modules }: CodeMatrix, x: number, y: number): boolean =>
  x >= 0 && y >= 0 && x < size && y < size && modules[y * size + x] === 1;
