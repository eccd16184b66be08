/** Hashes in a full tile, and entries in a full bundle (C2SP tlog-tiles). */
export const tileWidth = 256;

/** The most entries that a register of ours holds; every index stays a whole number by far. */
export const mostEntries = 2 ** 48;

/** A tile: `width` hashes of a level, from `index * 256` on; level 0 holds leaf hashes. */
export type TileCoordinates = { readonly level: number; readonly index: number; readonly width: number };

/** `tile/0/x001/x234/067`, with `.p/W` when the tile is not full. */
export const tilePath = ({ level, index, width }: TileCoordinates): string => `tile/${level}/${place(index, width)}`;

/** `tile/entries/x001/x234/067`: the entries whose leaf hashes the tile of level 0 in the same place holds. */
export const bundlePath = (index: number, width: number): string => `tile/entries/${place(index, width)}`;

/** Every path that a register serves; nothing else is read from a folder or asked of a server. */
export const isRegisterPath = (path: string): boolean =>
  /^(checkpoint|tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])(\/x[0-9]{3}){0,5}\/[0-9]{3}(\.p\/([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?)$/.test(
    path,
  );

function place(index: number, width: number): string {
  const suffix = width === tileWidth ? '' : `.p/${width}`;
  let groups = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups = `x${String(rest % 1000).padStart(3, '0')}/${groups}`;
  return groups + suffix;
}

/** The tiles of a level that a tree of `size` entries has: full ones, and the width of the partial one on their right (0: none). */
export function tilesOf(level: number, size: number): { readonly full: number; readonly partial: number } {
  const hashes = Math.floor(size / tileWidth ** level);
  return { full: Math.floor(hashes / tileWidth), partial: hashes % tileWidth };
}

/** Width of one tile in a tree of `size` entries; 0 when the tree does not reach it. */
export function widthOf(level: number, index: number, size: number): number {
  const { full, partial } = tilesOf(level, size);
  return index < full ? tileWidth : index === full ? partial : 0;
}
