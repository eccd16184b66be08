/** The part of CBOR (RFC 8949) that a printed statement uses: whole numbers, byte and text strings, lists, maps with whole-number keys, one tag. */
export type CborValue = number | string | Uint8Array | readonly CborValue[] | CborMap | CborTag;

export type CborMap = { readonly kind: 'map'; readonly entries: readonly (readonly [number, CborValue])[] };

export type CborTag = { readonly kind: 'tag'; readonly tag: number; readonly value: CborValue };

export const cborMap = (entries: readonly (readonly [number, CborValue])[]): CborMap => ({ kind: 'map', entries });

export const cborTag = (tag: number, value: CborValue): CborTag => ({ kind: 'tag', tag, value });
