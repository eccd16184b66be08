import type { Decompressed } from '../../model/host.ts';
import type { LzmaDecoder } from './lzma-decoder.ts';

/**
 * Decodes LZMA2 chunks from `at` until the end chunk; lc + lp is at most 4. Returns the position behind what was read and how it ended
 * (The .xz File Format 1.1.0, 5.3.1; the chunk layout is liblzma's).
 */
export function lzma2(
  bytes: Uint8Array,
  at: number,
  decoder: LzmaDecoder,
): { readonly position: number; readonly end: Decompressed['end'] } {
  // What must be reset before the next coded chunk: 3 dictionary, 2 properties, 1 state, 0 nothing.
  let needs = 3;
  let position = at;
  while (true) {
    const control = bytes[position];
    if (control === undefined) return { position, end: 'truncated' };
    if (control === 0) return { position: position + 1, end: 'complete' };
    const kind = control < 0x80 ? (control === 1 ? 3 : control === 2 ? 0 : -1) : (control >>> 5) & 3;
    if (kind < 0 || (needs === 3 && kind !== 3)) return { position, end: 'malformed' };
    if (control < 0x80) {
      if (kind === 3) {
        decoder.resetDictionary();
        needs = 2;
      }
      const end = storedChunk(bytes, position, decoder);
      if (end !== undefined) return { position: end === 'truncated' ? bytes.length : position, end };
      position += 3 + u16(bytes, position + 1) + 1;
      continue;
    }
    if (kind < Math.min(needs, 2)) return { position, end: 'malformed' };
    if (kind === 3) decoder.resetDictionary();
    needs = 0;
    const end = codedChunk(bytes, position, kind, decoder);
    if (end !== undefined) return { position: decoder.position, end };
    position = decoder.position;
  }
}

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

function storedChunk(bytes: Uint8Array, at: number, decoder: LzmaDecoder): Decompressed['end'] | undefined {
  if (at + 3 > bytes.length) return 'truncated';
  const size = u16(bytes, at + 1) + 1;
  const there = bytes.subarray(at + 3, at + 3 + size);
  if (!decoder.append(there)) return 'limit';
  return there.length < size ? 'truncated' : undefined;
}

function codedChunk(bytes: Uint8Array, at: number, kind: number, decoder: LzmaDecoder): Decompressed['end'] | undefined {
  const header = kind >= 2 ? 6 : 5;
  decoder.position = at;
  if (at + header > bytes.length) return 'truncated';
  const size = ((((bytes[at] as number) & 0x1f) << 16) | u16(bytes, at + 1)) + 1;
  const end = at + header + u16(bytes, at + 3) + 1;
  if (kind >= 2) {
    const properties = bytes[at + 5] as number;
    const lc = properties % 9;
    const lp = Math.floor(properties / 9) % 5;
    if (properties >= 225 || lc + lp > 4) return 'malformed';
    decoder.configure(lc, lp, Math.floor(properties / 45));
  } else if (kind === 1) decoder.resetState();
  decoder.position = at + header;
  const room = decoder.room;
  const result = decoder.run(bytes, Math.min(end, bytes.length), size, false);
  if (result === 'full' && size <= room) return decoder.position === end ? undefined : 'malformed';
  if (result === 'exhausted' || (room < size && decoder.room === 0)) return 'limit';
  return result === 'truncated' && end > bytes.length ? 'truncated' : 'malformed';
}
