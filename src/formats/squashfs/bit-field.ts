import { DecodeError } from '../../foundation/decode-error.ts';

/** A packed C bit field: its first bit counted from the structure's start, and its width in bits (at most 45 unless byte-aligned). */
export type BitField = readonly [at: number, width: number];

/**
 * Reads a packed bit field as compilers laid it out: from the lowest bit up on little-endian machines, from the highest bit
 * down on big-endian ones. `malformed` above 2^53; `bytes` must hold the field.
 */
export function readBitField(bytes: Uint8Array, [at, width]: BitField, little: boolean): number {
  const first = Math.floor(at / 8);
  const count = Math.ceil((at + width) / 8) - first;
  let value = 0;
  for (let step = 0; step < count; step += 1) value = value * 256 + (bytes[little ? first + count - 1 - step : first + step] ?? 0);
  if (value > Number.MAX_SAFE_INTEGER) throw new DecodeError('malformed', 'number too large');
  const below = little ? at % 8 : count * 8 - (at % 8) - width;
  return Math.floor(value / 2 ** below) % 2 ** width;
}
