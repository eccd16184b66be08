import { latin1 } from '../../foundation/byte-reader.ts';
import type { CollectorContext } from '../../model/collector.ts';
import type { Entry } from '../../model/unpacked.ts';
import { base64 } from './base64.ts';

export type PemBlock = {
  /** e.g. `RSA PRIVATE KEY`. */
  readonly label: string;
  /** The whole block, its lines parted by newlines, Latin-1. */
  readonly text: string;
  /** What the base64 says; a legacy encrypted key's is ciphertext. */
  readonly body: Uint8Array;
  /** `Proc-Type` and such (RFC 1421, 4.6); empty where there are none. */
  readonly headers: string;
  /** The entry's place, with `:line` where the content is text. */
  readonly at: string;
};

/** A key or certificate is smaller; an END further away belongs to something else. */
const largestBlock = 65_536;

/** A marker with nothing but what may stand in a block behind it: no string in a program, no prose. */
const goesOn = /^-----BEGIN [A-Z0-9 ]{1,40}-----[A-Za-z0-9+/=\s\\:,-]*$/;

/**
 * The PEM blocks (RFC 7468) that begin at the hits of `needle`. A bare marker, as every crypto library holds, is no block:
 * the label must match its END and the body must be base64. Blocks inside strings of other languages have `\n` spelt out. What reads like a block
 * beyond `largestBlock` is noted with the code `limit`.
 */
export function pemBlocks(entry: Entry, read: () => Uint8Array, needle: number, note?: CollectorContext['note']): readonly PemBlock[] {
  const hits = entry.hits.filter((hit) => hit.needle === needle);
  if (hits.length === 0) return [];
  const bytes = read();
  const lineAt = entry.kind === 'elf' || entry.kind === 'data' || bytes.includes(0) ? null : lineCounter(bytes);
  const blocks: PemBlock[] = [];
  for (const [index, { offset }] of hits.entries()) {
    const next = hits[index + 1]?.offset ?? bytes.length;
    const text = latin1(bytes.subarray(offset, Math.min(next, offset + largestBlock)));
    const block = blockIn(text);
    const at = lineAt === null ? entry.at : `${entry.at}:${lineAt(offset)}`;
    if (block) blocks.push({ ...block, at });
    else if (next - offset > largestBlock && goesOn.test(text))
      note?.({ code: 'limit', at, detail: `a PEM block of more than ${largestBlock} bytes` });
  }
  return blocks;
}

function blockIn(text: string): Omit<PemBlock, 'at'> | null {
  const plain = text.replace(/\\r|\r/g, '').replace(/\\n/g, '\n');
  const begin = /^-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(plain);
  const label = begin?.[1];
  if (begin === null || label === undefined) return null;
  const end = plain.indexOf(`-----END ${label}-----`);
  if (end < 0) return null;
  const inner = plain.slice(begin[0].length, end).trim();
  const headers = /^(?:[\w-]+: .*\n)+/.exec(inner)?.[0] ?? '';
  const body = base64(inner.slice(headers.length));
  if (body === null || body.length < 16) return null;
  return { label, headers, body, text: `${plain.slice(0, end)}-----END ${label}-----\n` };
}

/** Line numbers from 1, for offsets asked in ascending order. */
function lineCounter(bytes: Uint8Array): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) if (bytes[at] === 10) line += 1;
    return line;
  };
}
