import { entropy } from '../foundation/entropy.ts';
import type { OpaqueExhibit } from '../model/exhibits.ts';

/** Bits a byte above which bytes are compressed or encrypted: code and tables stay below. */
const dense = 7.5;
/** Fewer bytes than this cannot tell encrypted from compressed. */
const enough = 4096;

/**
 * What unnamed bytes look like. Encrypted bytes are spread evenly: Pearson's chi-square over the 256 values (255 degrees of freedom) stays
 * within five standard deviations of 255; compressed bytes of this length practically never do.
 */
export function guessOpaque(bytes: Uint8Array): Pick<OpaqueExhibit, 'entropy' | 'guess'> {
  const bits = entropy(bytes);
  if (bits === 0 && bytes.length > 0 && (bytes[0] === 0 || bytes[0] === 0xff)) return { entropy: bits, guess: 'padding' };
  if (bits < dense || bytes.length < enough) return { entropy: bits, guess: 'unknown' };
  return { entropy: bits, guess: chiSquare(bytes) < 255 + 5 * Math.sqrt(2 * 255) ? 'encrypted' : 'compressed' };
}

function chiSquare(bytes: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] as number) + 1;
  const expected = bytes.length / 256;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
