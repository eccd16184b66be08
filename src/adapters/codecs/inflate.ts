import { crc32, inflateRawSync } from 'node:zlib';
import type { Codec, Decompressed } from '../../model/host.ts';
import { decodeDeflate } from './deflate-decoder.ts';
import { OutputBuffer } from './output-buffer.ts';
import { unshared } from './unshared.ts';

type End = Decompressed['end'];

/** Empty members cost work and produce nothing: so many may follow each other in one file. */
const MOST_MEMBERS = 65_536;

/** Raw deflate (RFC 1951). */
export const deflate: Codec = (bytes, maxOut) => {
  const { output, position, end } = inflate(bytes, 0, maxOut);
  return { output, consumed: position, end };
};

/** zlib (RFC 1950), its Adler-32 verified. A preset dictionary is `unsupported`. */
export const zlib: Codec = (bytes, maxOut) => {
  if (bytes.length < 2) return empty(bytes.length, 'truncated');
  const method = bytes[0] as number;
  const flags = bytes[1] as number;
  if ((method & 0x0f) !== 8 || method >>> 4 > 7 || ((method << 8) | flags) % 31 !== 0) return empty(0, 'malformed');
  if ((flags & 0x20) !== 0) return empty(0, 'unsupported');
  const { output, position, end } = inflate(bytes, 2, maxOut);
  if (end !== 'complete') return { output, consumed: position, end };
  if (position + 4 > bytes.length) return { output, consumed: bytes.length, end: 'truncated' };
  const sound = new DataView(bytes.buffer, bytes.byteOffset).getUint32(position) === adler32(output);
  return { output, consumed: position + 4, end: sound ? 'complete' : 'malformed' };
};

/** gzip (RFC 1952): all members, as one output, their CRC-32 and sizes verified. Zeros behind the last member are not consumed. */
export const gzip: Codec = (bytes, maxOut) => {
  const parts: Uint8Array[] = [];
  let produced = 0;
  let at = 0;
  let end: End | undefined;
  for (let members = 0; end === undefined; members++) {
    const data = gzipDataOffset(bytes, at);
    if (typeof data === 'string')
      return finish(parts, at === 0 && data === 'malformed' ? 0 : data === 'truncated' ? bytes.length : at, data);
    const inflated = inflate(bytes, data, maxOut - produced);
    parts.push(inflated.output);
    produced += inflated.output.length;
    at = inflated.position;
    end = inflated.end === 'complete' ? trailerEnd(bytes, at, inflated.output) : inflated.end;
    if (end !== undefined) return finish(parts, end === 'truncated' ? bytes.length : at, end);
    at += 8;
    if (!(bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && (bytes[at + 3] as number) < 0x20)) end = 'complete';
    else if (members >= MOST_MEMBERS) end = 'unsupported';
  }
  return finish(parts, at, end);
};

const empty = (consumed: number, end: End): Decompressed => ({ output: new Uint8Array(0), consumed, end });

function finish(parts: readonly Uint8Array[], consumed: number, end: End): Decompressed {
  return { output: parts.length === 1 ? (parts[0] as Uint8Array) : new Uint8Array(Buffer.concat(parts)), consumed, end };
}

/** Where a member's compressed data begins (RFC 1952, 2.3). */
function gzipDataOffset(bytes: Uint8Array, start: number): number | 'truncated' | 'malformed' {
  if (start + 10 > bytes.length) return 'truncated';
  const flags = bytes[start + 3] as number;
  if (bytes[start] !== 0x1f || bytes[start + 1] !== 0x8b || bytes[start + 2] !== 8 || (flags & 0xe0) !== 0) return 'malformed';
  let at = start + 10;
  if ((flags & 4) !== 0) {
    if (at + 2 > bytes.length) return 'truncated';
    at += 2 + ((bytes[at] as number) | ((bytes[at + 1] as number) << 8));
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const nul = bytes.indexOf(0, at);
    if (nul < 0) return 'truncated';
    at = nul + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return at > bytes.length ? 'truncated' : at;
}

/** undefined when CRC and size agree. */
function trailerEnd(bytes: Uint8Array, at: number, output: Uint8Array): End | undefined {
  if (at + 8 > bytes.length) return 'truncated';
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return view.getUint32(at, true) === crc32(output) && view.getUint32(at + 4, true) === output.length >>> 0 ? undefined : 'malformed';
}

type Inflated = { readonly output: Uint8Array; readonly position: number; readonly end: 'complete' | 'truncated' | 'malformed' | 'limit' };

/** The platform's inflate; where it refuses, our own goes over the same bytes to keep what is good. */
function inflate(bytes: Uint8Array, at: number, maxOut: number): Inflated {
  const source = bytes.subarray(at);
  if (maxOut === 0) return tolerant(bytes, at, maxOut);
  const chunkSize = Math.min(Math.max(source.length * 4, 4096), maxOut + 64, 2 ** 18);
  try {
    const result = inflateRawSync(source, { info: true, maxOutputLength: maxOut, chunkSize: Math.max(64, chunkSize) });
    // The types do not know `info`.
    const { buffer, engine } = result as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return { output: unshared(buffer), position: at + engine.bytesWritten, end: 'complete' };
  } catch {
    return tolerant(bytes, at, maxOut);
  }
}

function tolerant(bytes: Uint8Array, at: number, maxOut: number): Inflated {
  const output = new OutputBuffer(maxOut, (bytes.length - at) * 3);
  const { position, end } = decodeDeflate(bytes, at, output);
  return { output: output.take(), position, end };
}

/** RFC 1950, 8.2; 5552 is the most bytes whose sums stay below 2^32. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let at = 0; at < bytes.length; ) {
    const stop = Math.min(at + 5552, bytes.length);
    while (at < stop) {
      a += bytes[at++] as number;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return b * 65536 + a;
}
