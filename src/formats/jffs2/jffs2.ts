import { ByteReader, type Endianness } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Format, FormatTools, Opened, Trouble } from '../../model/format.ts';
import { compressionNames } from './decompress-node.ts';
import { listTree } from './list-tree.ts';
import { accurateBit, nodeSize, nodeTypes, type Scan, scanNodes } from './scan-nodes.ts';

const usualBlock = 64 * 1024;

/** Journalling flash file system 2 in either byte order; nodes are believed by their checksums, as the kernel does. */
export const jffs2: Format = {
  id: 'jffs2',
  title: 'JFFS2 file system',
  shape: 'tree',
  references: [
    { source: 'Linux', clause: 'include/uapi/linux/jffs2.h' },
    { source: 'Woodhouse, JFFS: The Journalling Flash File System', url: 'https://sourceware.org/jffs2/jffs2.pdf' },
  ],
  limitations: [
    'Rubin compression is not decoded',
    'nodes with the old magic number 0x1984 are not decoded',
    'extended attributes are ignored',
    'two file systems that follow each other with nothing between are told apart only where their directories contradict each other',
  ],
  magics: ['little', 'big'].flatMap((endianness) =>
    nodeTypes.flatMap((type) =>
      [...new Set([type, type & ~accurateBit])].map((shown) => ({ bytes: magicOf(shown, endianness === 'little'), offset: 0 })),
    ),
  ),
  recognise: (bytes, at) => (byteOrder(bytes, at) === null ? 'no' : 'certain'),
  open,
};

function open(input: Uint8Array, tools: FormatTools): Opened {
  const endianness = byteOrder(input, 0);
  if (endianness === null) throw new DecodeError('malformed', 'no JFFS2 node', 0);
  const whole = scanNodes(input, endianness, tools.budget);
  const bytes = whole.foreignAt > 0 ? input.subarray(0, whole.foreignAt) : input;
  const scan = whole.foreignAt > 0 ? scanNodes(bytes, endianness, tools.budget) : whole;
  if (scan.nodes === 0) throw new DecodeError('truncated', 'the first node is cut off', 0);
  const listed = listTree(scan, tools);
  const troubles = [...scanTroubles(scan), ...listed.troubles];
  const block = eraseBlock(scan.cleanMarkers);
  return {
    bytes: scan.truncated ? bytes.length : endOfPadding(bytes, scan.end, block),
    status: troubles.length === 0 ? 'unpacked' : troubles.some(({ code }) => code === 'limit') ? 'limit' : 'partial',
    detail: `JFFS2, ${endianness} endian, ${compressionsOf(scan).join(' and ') || 'no'} compression, ${scan.nodes} nodes, ${block >> 10} KiB erase blocks`,
    members: listed.members,
    troubles,
  };
}

function magicOf(type: number, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, 0x1985, little);
  view.setUint16(2, type, little);
  return new Uint8Array(view.buffer);
}

/** The order in which a node of a known type with a valid header stands at `at`; null when there is none. */
function byteOrder(bytes: Uint8Array, at: number): Endianness | null {
  if (at < 0 || at + 12 > bytes.length) return null;
  for (const endianness of ['little', 'big'] as const) {
    const reader = new ByteReader(bytes.subarray(at, at + 12), endianness);
    if (nodeTypes.includes(reader.u16(2) | accurateBit) && nodeSize(reader, 0) > 0) return endianness;
  }
  return null;
}

function compressionsOf(scan: Scan): readonly string[] {
  const seen = new Set<number>();
  for (const nodes of scan.inodes.values())
    for (const node of nodes) if (node.length > 0 && node.compression > 1) seen.add(node.compression);
  return [...seen].sort((a, b) => a - b).map((compression) => compressionNames[compression] ?? `unknown (${compression})`);
}

function scanTroubles(scan: Scan): readonly Trouble[] {
  const troubles: Trouble[] = [];
  if (scan.damaged > 0) troubles.push({ code: 'malformed', detail: `${scan.damaged} damaged nodes, the first at ${scan.firstDamage}` });
  if (scan.truncated) troubles.push({ code: 'truncated', detail: 'a node reaches beyond the end' });
  let unsupported = 0;
  for (const nodes of scan.inodes.values()) for (const node of nodes) if (!(node.compression in compressionNames)) unsupported += 1;
  if (unsupported > 0) troubles.push({ code: 'unsupported', detail: `${unsupported} nodes in a compression not decoded` });
  return troubles;
}

/** Clean markers stand at the start of erase blocks: the largest power of two that divides all their distances. */
function eraseBlock(markers: readonly number[]): number {
  let distances = 0;
  for (const marker of markers) distances |= marker - (markers[0] ?? 0);
  const block = distances & -distances;
  return block >= 4096 ? block : usualBlock;
}

/** Erased bytes after the last node belong to its erase block, no more. */
function endOfPadding(bytes: Uint8Array, end: number, block: number): number {
  const aligned = Math.min(Math.ceil(end / block) * block, bytes.length);
  let at = end;
  while (at < aligned && bytes[at] === 0xff) at += 1;
  return at;
}
