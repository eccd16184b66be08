import type { ByteReader } from '../../foundation/byte-reader.ts';
import { crc32 } from '../../foundation/crc32.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { FormatTools } from '../../model/format.ts';
import type { Decompressed } from '../../model/host.ts';
import { isEncrypted, methodNames, type ZipEntry } from './zip-entry.ts';

/**
 * An entry's content, checked against its size and CRC-32. Throws `encrypted`, `unsupported` (method), `truncated`, `limit`, and
 * `malformed` when the data is not what the directory says.
 */
export function entryContent(reader: ByteReader, entry: ZipEntry, tools: FormatTools): Uint8Array {
  if (isEncrypted(entry)) throw new DecodeError('encrypted', 'encrypted');
  if (entry.cut) throw new DecodeError('truncated', 'the data is cut off');
  if (entry.at < 0 || reader.u32(entry.at) !== 0x04034b50) throw new DecodeError('malformed', 'no local header', entry.at);
  const data = reader.slice(entry.at + 30 + reader.u16(entry.at + 26) + reader.u16(entry.at + 28), entry.stored);
  tools.budget.claim(entry.size);
  const output = decoded(data, entry, tools);
  tools.budget.spend('steps', output.length >>> 6);
  if (output.length !== entry.size || crc32(output) !== entry.crc) throw new DecodeError('malformed', 'size or checksum disagrees');
  return output;
}

function decoded(data: Uint8Array, entry: ZipEntry, tools: FormatTools): Uint8Array {
  if (entry.method === 0) return data;
  if (entry.size === 0) return new Uint8Array(0);
  const { output, end } = decompress(data, entry, tools);
  tools.budget.spend('bytes', output.length);
  // A codec that was given the exact size may see `limit`; only too little is an error.
  if (output.length < entry.size)
    throw new DecodeError(end === 'complete' || end === 'limit' ? 'malformed' : end, 'less data than the directory says');
  return output;
}

function decompress(data: Uint8Array, { method, size }: ZipEntry, { host }: FormatTools): Decompressed {
  if (method === 8) return host.codecs.deflate(data, size);
  if (method === 12) return host.codecs.bzip2(data, size);
  if (method === 20 || method === 93) return host.codecs.zstd(data, size);
  if (method === 95) return host.codecs.xz(data, size);
  if (method !== 14) throw new DecodeError('unsupported', `method ${methodNames[method] ?? method}`);
  // APPNOTE.TXT 5.8.8: version, length of the properties, then the five bytes LZMA calls its properties.
  const properties = data[4] ?? 255;
  if (data.length < 9 || properties >= 225) throw new DecodeError('malformed', 'LZMA properties');
  const dictionaryBytes = new DataView(data.buffer, data.byteOffset).getUint32(5, true);
  const parameters = { lc: properties % 9, lp: Math.floor(properties / 9) % 5, pb: Math.floor(properties / 45), dictionaryBytes };
  return host.rawLzma(data.subarray(9), parameters, size);
}
