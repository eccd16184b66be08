import { compileAutomaton } from '../foundation/byte-automaton.ts';
import { by } from '../foundation/order.ts';
import type { Format } from '../model/format.ts';
import type { Hit } from '../model/unpacked.ts';

/** A place where a container's magic stands; whether it is one, the format's `recognise` says. */
export type Candidate = { readonly offset: number; readonly format: Format };

/** What one pass over a content sees. `cut`: there was more of something than is kept. */
export type ContentScan = { readonly hits: readonly Hit[]; readonly candidates: readonly Candidate[]; readonly cut: boolean };

export type ContentScanner = {
  /** Formats whose magic stands where it would if a container began at byte 0. */
  readonly atStart: (bytes: Uint8Array) => readonly Format[];
  /** Every needle and every magic, by offset, in one pass, however many there are. */
  readonly scan: (bytes: Uint8Array) => ContentScan;
};

/** Candidates kept of one content, and hits kept of one needle in it: an image full of one of them is an attack. */
const mostCandidates = 100_000;
const mostHits = 2048;

/** Looks once for everything: the needles of signatures and collectors, and the magics of formats. */
export function contentScanner(formats: readonly Format[], needles: readonly string[]): ContentScanner {
  const magics = formats.flatMap((format) => format.magics.map((magic) => ({ ...magic, format })));
  const carved = magics.filter((magic) => magic.carved !== false);
  const encoder = new TextEncoder();
  const patterns = needles.map((needle) => encoder.encode(needle));
  const automaton = compileAutomaton([...patterns, ...carved.map((magic) => magic.bytes)]);
  return {
    atStart: (bytes) => [...new Set(magics.filter((magic) => standsAt(bytes, magic.bytes, magic.offset)).map((magic) => magic.format))],
    scan: (bytes) => {
      const hits: Hit[] = [];
      const candidates: Candidate[] = [];
      const counts = new Uint32Array(needles.length);
      let cut = false;
      automaton.scan(bytes, (index, end) => {
        const magic = carved[index - needles.length];
        if (magic === undefined) {
          counts[index] = (counts[index] as number) + 1;
          if ((counts[index] as number) > mostHits) cut = true;
          else hits.push({ needle: index, offset: end - (patterns[index] as Uint8Array).length });
        } else if (candidates.length === mostCandidates) cut = true;
        else if (end >= magic.bytes.length + magic.offset)
          candidates.push({ offset: end - magic.bytes.length - magic.offset, format: magic.format });
      });
      const order = by<Candidate>(
        (one) => one.offset,
        (one) => one.format.id,
      );
      return { cut, hits: hits.sort((a, b) => a.offset - b.offset || a.needle - b.needle), candidates: candidates.sort(order) };
    },
  };
}

function standsAt(bytes: Uint8Array, magic: Uint8Array, offset: number): boolean {
  return offset + magic.length <= bytes.length && magic.every((byte, at) => bytes[offset + at] === byte);
}

/** The hits of a stretch, by their place in it; `hits` are in order. */
export function hitsWithin(hits: readonly Hit[], start: number, end: number): readonly Hit[] {
  let low = 0;
  for (let high = hits.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((hits[middle] as Hit).offset < start) low = middle + 1;
    else high = middle;
  }
  const inside: Hit[] = [];
  for (let at = low; at < hits.length && (hits[at] as Hit).offset < end; at += 1) {
    const { needle, offset } = hits[at] as Hit;
    inside.push({ needle, offset: offset - start });
  }
  return inside;
}
