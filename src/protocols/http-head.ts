import { latin1 } from '../foundation/byte-reader.ts';

/** The head of a message of HTTP or of a protocol made like it (RTSP, SIP, SSDP): a first line, then fields. */
export type HttpHead = {
  readonly first: string;
  /** Field names in lower case; of a name that stands twice the values are joined by `, `. */
  readonly fields: ReadonlyMap<string, string>;
  /** Bytes it takes, its empty line included. */
  readonly bytes: number;
};

const longestHead = 32_768;
const mostFields = 128;

/** The head at the start of `bytes`; null while its empty line is not there (RFC 9112, 2.1; bare LF ends a line too, 2.2). */
export function httpHead(bytes: Uint8Array): HttpHead | null {
  const end = headEnd(bytes);
  if (end < 0) return null;
  const [first = '', ...lines] = latin1(bytes.subarray(0, end)).split('\n');
  const fields = new Map<string, string>();
  for (const line of lines.slice(0, mostFields)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return { first: first.trimEnd(), fields, bytes: end };
}

/** Past the empty line, -1 where none stands. */
function headEnd(bytes: Uint8Array): number {
  const most = Math.min(bytes.length, longestHead);
  for (let at = bytes.indexOf(10); at >= 0 && at < most; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 10) return at + 2;
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return at + 3;
  }
  return -1;
}
