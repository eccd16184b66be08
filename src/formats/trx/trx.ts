import { ByteReader, type Endianness, latin1 } from '../../foundation/byte-reader.ts';
import { crc32 } from '../../foundation/crc32.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Format, FormatTools, Member, Opened, Trouble } from '../../model/format.ts';

type Header = {
  readonly endianness: Endianness;
  readonly version: number;
  readonly size: number;
  readonly sum: number;
  readonly offsets: readonly number[];
};

/** Broadcom's TRX: a header with up to three (version 1) or four (version 2) offsets of partitions. */
export const trx: Format = {
  id: 'trx',
  title: 'Broadcom TRX image',
  shape: 'image',
  references: [{ source: 'OpenWrt wiki', clause: 'The TRX header', url: 'https://openwrt.org/docs/techref/header#trx' }],
  limitations: [],
  magics: ['HDR0', '0RDH'].map((text) => ({ bytes: new TextEncoder().encode(text), offset: 0 })),
  recognise: (bytes, at) => (at >= 0 && at <= bytes.length && header(new ByteReader(bytes.subarray(at))) !== null ? 'certain' : 'no'),
  open,
};

function open(bytes: Uint8Array, tools: FormatTools): Opened {
  const found = header(new ByteReader(bytes));
  if (found === null) throw new DecodeError(bytes.length < 28 ? 'truncated' : 'malformed', 'no TRX header', 0);
  const image = bytes.subarray(0, found.size);
  const troubles: Trouble[] = [];
  tools.budget.spend('steps', image.length >>> 8);
  if (image.length < found.size) troubles.push({ code: 'truncated', detail: `${image.length} of ${found.size} bytes are there` });
  // The sum goes from the flags to the end; its register is not inverted in the end.
  else if (crc32(image.subarray(12), 0xffffffff, 0) !== found.sum) troubles.push({ code: 'malformed', detail: 'the checksum disagrees' });
  const members = parts(image, found);
  tools.budget.spend('entries', members.length);
  return {
    bytes: image.length,
    status: troubles.length === 0 ? 'unpacked' : 'partial',
    detail: `TRX version ${found.version}, ${found.endianness} endian, ${members.length} partitions`,
    members,
    troubles,
  };
}

/** A header of version 1 or 2 whose first partition lies behind it and inside the stated size. */
function header(source: ByteReader): Header | null {
  if (!source.has(0, 28)) return null;
  const magic = latin1(source.slice(0, 4));
  if (magic !== 'HDR0' && magic !== '0RDH') return null;
  const endianness = magic === 'HDR0' ? 'little' : 'big';
  const reader = new ByteReader(source.bytes.subarray(0, 32), endianness);
  const flagsAndVersion = reader.u32(12);
  const version = flagsAndVersion >>> 16;
  const size = reader.u32(4);
  if ((version !== 1 && version !== 2) || !reader.has(0, version === 1 ? 28 : 32)) return null;
  const offsets = (version === 1 ? [16, 20, 24] : [16, 20, 24, 28]).map((at) => reader.u32(at));
  const first = offsets[0] as number;
  if (first < (version === 1 ? 28 : 32) || offsets.some((offset) => offset > size)) return null;
  return { endianness, version, size, sum: reader.u32(8), offsets };
}

/** Each partition ends where the next one in the image begins; the number is its place in the header. */
function parts(image: Uint8Array, { offsets, size }: Header): readonly Member[] {
  const used = offsets.filter((offset) => offset > 0);
  return offsets.flatMap((offset, index) => {
    if (offset === 0) return [];
    const end = Math.min(size, ...used.filter((other) => other > offset));
    const content = image.subarray(offset, end);
    return [
      { path: `/part-${index}`, type: 'file', mode: null, uid: null, gid: null, size: content.length, target: null, read: () => content },
    ];
  });
}
