import { ByteReader, type Endianness } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { hex } from '../../foundation/hex.ts';
import type { Format, FormatTools, Member, Opened, Trouble } from '../../model/format.ts';

/** One SEAMA entity: a header, an MD5 where it has an image, text `name=value` separated by NUL, and the image. */
type Entity = {
  readonly endianness: Endianness;
  readonly size: number;
  readonly sum: Uint8Array;
  readonly meta: readonly string[];
  readonly imageAt: number;
};

const magics = [Uint8Array.of(0x5e, 0xa3, 0xa4, 0x17), Uint8Array.of(0x17, 0xa4, 0xa3, 0x5e)] as const;
const longestMeta = 4096;
const mostEntities = 64;

/** Alpha Networks' SEAMA container as D-Link and others use it (older tools call it DLOB): a seal without an image, then entities with one. */
export const dlob: Format = {
  id: 'dlob',
  title: 'D-Link/Alpha SEAMA (DLOB) image',
  shape: 'image',
  references: [{ source: 'OpenWrt wiki', clause: 'SEAMA', url: 'https://openwrt.org/docs/techref/seama' }],
  limitations: ['the signature in the seal names a device and is not checked'],
  magics: magics.map((bytes) => ({ bytes, offset: 0 })),
  recognise: (bytes, at) => (at >= 0 && entityAt(bytes, at) !== null ? 'certain' : 'no'),
  open,
};

function open(bytes: Uint8Array, tools: FormatTools): Opened {
  const first = entityAt(bytes, 0);
  if (first === null) throw new DecodeError(bytes.length < 12 ? 'truncated' : 'malformed', 'no SEAMA header', 0);
  const troubles: Trouble[] = [];
  const members: Member[] = [];
  const meta: string[] = [];
  let end = 0;
  for (let entity: Entity | null = first, count = 0; entity !== null && count < mostEntities; count += 1) {
    meta.push(...entity.meta);
    end = Math.min(entity.imageAt + entity.size, bytes.length);
    if (entity.size > 0) members.push(imageMember(bytes, entity, members, tools, troubles));
    entity = entityAt(bytes, end);
  }
  if (members.length === 0) troubles.push({ code: end >= bytes.length ? 'truncated' : 'malformed', detail: 'no image follows' });
  return { bytes: end, status: troubles.length === 0 ? 'unpacked' : 'partial', detail: `SEAMA, ${meta.join(', ')}`, members, troubles };
}

/** The entity at `at`; null when its text is none. */
function entityAt(bytes: Uint8Array, at: number): Entity | null {
  if (at + 12 > bytes.length) return null;
  const order = magics.findIndex((magic) => magic.every((byte, index) => bytes[at + index] === byte));
  if (order < 0) return null;
  const endianness = order === 0 ? 'big' : 'little';
  const reader = new ByteReader(bytes, endianness);
  const size = reader.u32(at + 8);
  const metaSize = reader.u16(at + 6);
  const metaAt = at + 12 + (size > 0 ? 16 : 0);
  if (metaSize === 0 || metaSize > longestMeta || !reader.has(metaAt, metaSize)) return null;
  const text = reader.slice(metaAt, metaSize);
  const meta = textOf(text)
    .split('\0')
    .filter((item) => item !== '');
  if (!meta.every((item) => /^[\x20-\x7e]+$/.test(item)) || !meta.some((item) => item.includes('='))) return null;
  return { endianness, size, sum: reader.slice(at + 12, size > 0 ? 16 : 0), meta, imageAt: metaAt + metaSize };
}

const textOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

function imageMember(bytes: Uint8Array, entity: Entity, members: readonly Member[], tools: FormatTools, troubles: Trouble[]): Member {
  tools.budget.spend('entries', 1);
  const content = bytes.subarray(entity.imageAt, entity.imageAt + entity.size);
  const type = entity.meta.find((item) => /^type=[a-z0-9_-]+$/.test(item))?.slice(5);
  const path = type === undefined || members.some((member) => member.path === `/${type}`) ? `/image-${members.length}` : `/${type}`;
  tools.budget.spend('steps', content.length >>> 8);
  if (content.length < entity.size)
    troubles.push({ code: 'truncated', detail: `${path}: ${content.length} of ${entity.size} bytes are there` });
  else if (hex(tools.host.hash('md5', content)) !== hex(entity.sum))
    troubles.push({ code: 'malformed', detail: `${path}: the MD5 disagrees` });
  return { path, type: 'file', mode: null, uid: null, gid: null, size: content.length, target: null, read: () => content };
}
