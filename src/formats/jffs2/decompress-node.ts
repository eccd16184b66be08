import { DecodeError } from '../../foundation/decode-error.ts';
import type { Decompressed, Host } from '../../model/host.ts';

/** `jffs2.h`; LZMA (8) is OpenWrt's addition. Rubin (3, 5) and copy (4) have no writer left. */
export const compressionNames: Readonly<Record<number, string>> = {
  0: 'none',
  1: 'zero',
  2: 'rtime',
  6: 'zlib',
  7: 'lzo',
  8: 'lzma',
};

/** A node holds a page or a few; anything longer is an attack on memory. */
const longestStretch = 1 << 20;

/**
 * The data of one inode node, `length` bytes. Throws `unsupported` for rubin and unknown compressions and `malformed` when the
 * stored bytes do not give `length` bytes.
 */
export function decompressNode(host: Host, compression: number, data: Uint8Array, length: number): Uint8Array {
  if (compression === 0) {
    if (data.length < length) throw new DecodeError('malformed', 'less data than the node claims');
    return data.subarray(0, length);
  }
  if (length > longestStretch) throw new DecodeError('malformed', `${length} bytes in one node`);
  if (compression === 2) return rtime(data, length);
  const { output } = unpack(host, compression, data, length);
  if (output.length < length) throw new DecodeError('malformed', `${output.length} of ${length} bytes could be decompressed`);
  return output;
}

function unpack(host: Host, compression: number, data: Uint8Array, length: number): Decompressed {
  if (compression === 6) return host.codecs.zlib(data, length);
  if (compression === 7) return host.codecs.lzo1x(data, length);
  if (compression === 8) return host.rawLzma(data, { lc: 0, lp: 0, pb: 0, dictionaryBytes: 0x2000 }, length);
  throw new DecodeError('unsupported', `compression ${compression}`);
}

/** JFFS2's own: pairs of a literal and how many bytes to repeat from where that literal stood last. */
function rtime(data: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const last = new Uint32Array(256);
  let written = 0;
  for (let at = 0; written < length; at += 2) {
    if (at + 2 > data.length) throw new DecodeError('malformed', 'rtime data ends early');
    const literal = data[at] as number;
    const repeat = Math.min(data[at + 1] as number, length - written - 1);
    let from = last[literal] as number;
    out[written++] = literal;
    last[literal] = written;
    for (let count = 0; count < repeat; count += 1) out[written++] = out[from++] as number;
  }
  return out;
}
