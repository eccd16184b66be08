import { DecodeError } from '../foundation/decode-error.ts';

/** The most bytes of one entry: its length stands in two bytes. */
export const longestEntry = 65_535;

/** Entries one behind the other, each behind its length in two bytes, high byte first (C2SP tlog-tiles). */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0));
  let at = 0;
  for (const entry of entries) {
    bundle[at] = entry.length >> 8;
    bundle[at + 1] = entry.length & 0xff;
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/** Exactly `count` entries and nothing behind them, as views. Fewer is `truncated`, more is `malformed`. */
export function decodeBundle(bytes: Uint8Array, count: number): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 2 > bytes.length) throw new DecodeError('truncated', `${entries.length} entries of ${count}`, at);
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (at + 2 + length > bytes.length) throw new DecodeError('truncated', `an entry of ${length} bytes`, at);
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  if (at !== bytes.length) throw new DecodeError('malformed', `${bytes.length - at} bytes behind the last entry`, at);
  return entries;
}
