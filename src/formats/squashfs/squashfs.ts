import { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { decodeName } from '../../foundation/decode-name.ts';
import { latin1Bytes } from '../../foundation/latin1-bytes.ts';
import type { Format, FormatTools, Member, Opened, Trouble } from '../../model/format.ts';
import { BlockDecoder } from './block-decoder.ts';
import { FileContent } from './file-content.ts';
import { Metadata } from './metadata.ts';
import { type OwnerIds, readOwnerIds } from './owner-ids.ts';
import { readSuperblock, type Superblock } from './superblock.ts';
import { type Found, TreeWalk } from './tree-walk.ts';

/** The plain magic in both byte orders, then what vendors wrote to mark LZMA or to keep others out (DD-WRT, Broadcom, Atheros, Realtek). */
const magicTexts = ['hsqs', 'sqsh', 'shsq', 'qshs', 'hsqt', 'tqsh', 'sqlz', 'zlqs'] as const;
const magicNumbers = magicTexts.map(latin1Bytes);
/** mksquashfs pads images to this, for block devices. */
const PADDING = 4096;

/** SquashFS 1 to 4 in both byte orders and every compression, vendors' LZMA dialects included. */
export const squashfs: Format = {
  id: 'squashfs',
  title: 'SquashFS file system',
  shape: 'tree',
  references: [
    { source: 'Linux kernel documentation, filesystems/squashfs', url: 'https://docs.kernel.org/filesystems/squashfs.html' },
    { source: 'SquashFS 4.0 binary format (AgentD)', url: 'https://dr-emann.github.io/squashfs/squashfs.html' },
  ],
  limitations: ['extended attributes are not read', 'a hard link is a file of its own'],
  magics: magicNumbers.map((bytes) => ({ bytes, offset: 0 })),
  recognise: (bytes, at) => (hasMagic(bytes, at) && readSuperblock(bytes, at) !== undefined ? 'certain' : 'no'),
  open,
};

const hasMagic = (bytes: Uint8Array, at: number): boolean =>
  magicNumbers.some((magic) => magic.every((byte, index) => bytes[at + index] === byte));

/** `malformed`: no superblock, or no root folder in any known compression. `truncated`: the tables are beyond the input. */
function open(bytes: Uint8Array, tools: FormatTools): Opened {
  const superblock = hasMagic(bytes, 0) ? readSuperblock(bytes, 0) : undefined;
  if (superblock === undefined) throw new DecodeError('malformed', 'no superblock', 0);
  // Nothing beyond the stated end is read: it belongs to somebody else.
  const input = new ByteReader(bytes.subarray(0, superblock.bytesUsed), superblock.endianness);
  const decoder = new BlockDecoder(tools.host, tools.budget, superblock.compressor);
  const metadata = new Metadata(input, decoder, superblock);
  const walk = new TreeWalk(metadata, superblock, tools.budget);
  const root = decoder.settle(() => {
    metadata.forget();
    return walk.readRoot();
  });
  const troubles: Trouble[] = [];
  if (superblock.bytesUsed > bytes.length) {
    troubles.push({ code: 'truncated', detail: `${superblock.bytesUsed} bytes stated, ${bytes.length} there` });
  }
  const ids = ownerIds(input, metadata, superblock, troubles);
  walk.run(root);
  troubles.push(...walk.troubles);
  const content = new FileContent(input, superblock, metadata, decoder, tools.budget);
  return {
    bytes: extent(bytes, superblock.bytesUsed),
    status: troubles.length === 0 ? 'unpacked' : troubles.some(({ code }) => code === 'limit') ? 'limit' : 'partial',
    detail: describe(superblock, decoder.name),
    members: walk.found.map((found) => member(found, ids, content)),
    troubles,
  };
}

function member({ path, inode }: Found, ids: OwnerIds, content: FileContent): Member {
  const uid = ids.uids[inode.uid] ?? null;
  return {
    path,
    type: inode.type,
    mode: inode.mode,
    uid,
    gid: inode.gid === null ? uid : (ids.gids[inode.gid] ?? null),
    size: inode.type === 'file' ? inode.size : 0,
    target: inode.target === null ? null : decodeName(inode.target),
    read: () => {
      if (inode.type !== 'file') throw new DecodeError('unsupported', 'only regular files have content');
      return content.read(inode);
    },
  };
}

/** Owners are worth less than files: a lost table is a trouble and leaves them unknown. */
function ownerIds(input: ByteReader, metadata: Metadata, superblock: Superblock, troubles: Trouble[]): OwnerIds {
  try {
    return readOwnerIds(input, metadata, superblock);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    troubles.push({ code: error.code, detail: `owner table: ${error.message}` });
    return { uids: [], gids: [] };
  }
}

/** The stated size, with its padding where that is there and blank. */
function extent(bytes: Uint8Array, used: number): number {
  if (used > bytes.length) return bytes.length;
  const padded = Math.ceil(used / PADDING) * PADDING;
  const padding = bytes.subarray(used, padded);
  const blank = used + padding.length === padded && (padding.every((byte) => byte === 0) || padding.every((byte) => byte === 0xff));
  return blank ? padded : used;
}

function describe(superblock: Superblock, compression: string): string {
  const { major, minor, endianness, blockSize } = superblock;
  return `SquashFS ${major}.${minor}, ${endianness} endian, ${compression}, ${blockSize / 1024} KiB blocks`;
}
