import { ByteReader, latin1 } from '../../foundation/byte-reader.ts';
import { crc32 } from '../../foundation/crc32.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { decodeName } from '../../foundation/decode-name.ts';
import type { Format, FormatTools, Member, Opened, Trouble } from '../../model/format.ts';
import { architectures, compressions, partNames, systems } from './names.ts';

const headerSize = 64;
const multi = 4;
const script = 6;
const mostParts = 64;

/** U-Boot's legacy image: a header of 64 bytes, big endian, and a payload that is given as it is stored. */
export const uimage: Format = {
  id: 'uimage',
  title: 'U-Boot legacy image (uImage)',
  shape: 'image',
  references: [{ source: 'U-Boot', clause: 'include/image.h, struct legacy_img_hdr' }],
  limitations: ['headers with a vendor’s own magic number are not recognised'],
  magics: [{ bytes: Uint8Array.of(0x27, 0x05, 0x19, 0x56), offset: 0 }],
  recognise: (bytes, at) => {
    if (at < 0 || at + headerSize > bytes.length) return 'no';
    const reader = new ByteReader(bytes.subarray(at, at + headerSize), 'big');
    if (reader.u32(0) !== 0x27051956) return 'no';
    if (headerAgrees(reader)) return 'certain';
    return fieldsAreKnown(reader) ? 'likely' : 'no';
  },
  open,
};

function open(bytes: Uint8Array, tools: FormatTools): Opened {
  const reader = new ByteReader(bytes, 'big');
  if (reader.u32(0) !== 0x27051956) throw new DecodeError('malformed', 'no uImage magic number', 0);
  const stated = reader.u32(12);
  const payload = bytes.subarray(headerSize, headerSize + stated);
  const troubles: Trouble[] = [];
  if (!headerAgrees(reader)) troubles.push({ code: 'malformed', detail: 'the header checksum disagrees' });
  tools.budget.spend('steps', payload.length >>> 8);
  if (payload.length < stated) troubles.push({ code: 'truncated', detail: `${payload.length} of ${stated} bytes are there` });
  else if (crc32(payload) !== reader.u32(24)) troubles.push({ code: 'malformed', detail: 'the data checksum disagrees' });
  const type = reader.u8(30);
  const parts = type === multi || type === script ? listedParts(payload, type, troubles) : [];
  const members = parts.length > 0 ? parts : [part(`/${partNames[type] ?? 'data'}`, payload)];
  tools.budget.spend('entries', members.length);
  return {
    bytes: headerSize + payload.length,
    status: troubles.length === 0 ? 'unpacked' : 'partial',
    detail: describe(reader),
    members,
    troubles,
  };
}

/** The header's CRC-32 is made with its own field as zeros. */
function headerAgrees(reader: ByteReader): boolean {
  const header = reader.slice(0, headerSize).slice();
  header.fill(0, 4, 8);
  return crc32(header) === reader.u32(4);
}

/** Vendors that rename an image forget the checksum: known numbers and a plain name are believed without it. */
function fieldsAreKnown(reader: ByteReader): boolean {
  return (
    reader.u32(12) > 0 &&
    reader.u8(28) in systems &&
    reader.u8(29) in architectures &&
    reader.u8(30) in partNames &&
    reader.u8(31) in compressions &&
    /^[\x20-\x7e]+\0*$/.test(latin1(reader.slice(32, 32)))
  );
}

/** Multi-file images and scripts begin with their parts' sizes up to a zero; each part but the last is padded to 4 bytes. */
function listedParts(payload: Uint8Array, type: number, troubles: Trouble[]): readonly Member[] {
  const reader = new ByteReader(payload, 'big');
  const sizes: number[] = [];
  for (let at = 0; sizes.length <= mostParts && reader.has(at, 4) && reader.u32(at) !== 0; at += 4) sizes.push(reader.u32(at));
  let at = 4 * (sizes.length + 1);
  if (sizes.length === 0 || sizes.length > mostParts || at > payload.length) {
    troubles.push({ code: 'malformed', detail: 'no list of parts' });
    return [];
  }
  const parts: Member[] = [];
  for (const [index, size] of sizes.entries()) {
    if (!reader.has(at, size)) troubles.push({ code: 'truncated', detail: `part ${index}: ${size} bytes stated` });
    const name = type === script && sizes.length === 1 ? '/script' : `/${partNames[type]}-${index}`;
    parts.push(part(name, payload.subarray(at, at + size)));
    at += Math.ceil(size / 4) * 4;
  }
  return parts;
}

function part(path: string, content: Uint8Array): Member {
  return { path, type: 'file', mode: null, uid: null, gid: null, size: content.length, target: null, read: () => content };
}

function describe(reader: ByteReader): string {
  const name = reader.slice(32, 32);
  const end = name.indexOf(0);
  const words = [
    systems[reader.u8(28)] ?? `OS ${reader.u8(28)}`,
    architectures[reader.u8(29)] ?? `architecture ${reader.u8(29)}`,
    partNames[reader.u8(30)] ?? `type ${reader.u8(30)}`,
    compressions[reader.u8(31)] ?? `compression ${reader.u8(31)}`,
    `"${decodeName(end < 0 ? name : name.subarray(0, end))}"`,
    `load address 0x${reader.u32(16).toString(16)}`,
    `entry point 0x${reader.u32(20).toString(16)}`,
  ];
  return `uImage, ${words.join(', ')}`;
}
