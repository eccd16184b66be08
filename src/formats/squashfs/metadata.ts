import { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { BlockDecoder } from './block-decoder.ts';
import type { Superblock } from './superblock.ts';

/** Every metadata block but a table's last unpacks to this many bytes. */
const METADATA_BYTES = 8192;
/** 4 MiB of unpacked blocks: listings jump between the inode and the directory table. */
const CACHED_BLOCKS = 512;

type Block = { readonly data: Uint8Array; readonly next: number };

/** Unpacked metadata blocks by their offset in the image, kept while they fit. */
export class Metadata {
  readonly #input: ByteReader;
  readonly #decoder: BlockDecoder;
  readonly #headerBytes: number;
  /** Reads the blocks' lengths: AVM's big-endian version 4 keeps them little-endian. */
  readonly #lengths: ByteReader;
  readonly #cache = new Map<number, Block>();

  constructor(input: ByteReader, decoder: BlockDecoder, superblock: Superblock) {
    const little = new ByteReader(input.bytes, 'little');
    this.#input = input;
    this.#decoder = decoder;
    this.#headerBytes = superblock.metadataHeaderBytes;
    const odd = superblock.major === 4 && !input.little && !chains(input, superblock) && chains(little, superblock);
    this.#lengths = odd ? little : input;
  }

  /** Forgets what was unpacked: another dialect is tried. */
  forget(): void {
    this.#cache.clear();
  }

  /** The block whose header stands at `at`; bit 15 of the header means stored. */
  block(at: number): Block {
    const known = this.#cache.get(at);
    if (known !== undefined) return known;
    const header = this.#lengths.u16(at);
    const size = packedSize(header);
    const packed = this.#input.slice(at + this.#headerBytes, size);
    const data = (header & 0x8000) === 0 ? this.#decoder.decode(packed, METADATA_BYTES, false) : packed;
    if (data.length > METADATA_BYTES) throw new DecodeError('malformed', 'metadata block too long', at);
    const block = { data, next: at + this.#headerBytes + size };
    if (this.#cache.size >= CACHED_BLOCKS) this.#cache.delete(this.#cache.keys().next().value as number);
    this.#cache.set(at, block);
    return block;
  }

  cursor(at: number, offset: number): MetadataCursor {
    return new MetadataCursor(this, at, offset);
  }
}

/** A length of 0 means 32 KiB (kernel: SQUASHFS_COMPRESSED_SIZE). */
const packedSize = (header: number): number => header & 0x7fff || 0x8000;

/** Whether the inode table's blocks lead from one to the next right to the directory table. */
function chains(lengths: ByteReader, { inodeTable, directoryTable, metadataHeaderBytes }: Superblock): boolean {
  let at = inodeTable;
  while (at < directoryTable && lengths.has(at, 2)) at += metadataHeaderBytes + packedSize(lengths.u16(at));
  return at === directoryTable;
}

/** Reads forward over metadata blocks as over one run of bytes. */
export class MetadataCursor {
  readonly #metadata: Metadata;
  #at: number;
  #offset: number;

  constructor(metadata: Metadata, at: number, offset: number) {
    this.#metadata = metadata;
    this.#at = at;
    this.#offset = offset;
  }

  /** The same place again: what is taken from the copy is not taken from this. */
  copy(): MetadataCursor {
    return new MetadataCursor(this.#metadata, this.#at, this.#offset);
  }

  /** The next `size` bytes: a view when one block holds them. `malformed`: the table ends before. */
  take(size: number): Uint8Array {
    const first = this.#metadata.block(this.#at).data;
    if (this.#offset + size <= first.length) {
      this.#offset += size;
      return first.subarray(this.#offset - size, this.#offset);
    }
    return this.#gather(size);
  }

  #gather(size: number): Uint8Array {
    const out = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      const block = this.#metadata.block(this.#at);
      const part = block.data.subarray(this.#offset, this.#offset + size - filled);
      out.set(part, filled);
      filled += part.length;
      this.#offset += part.length;
      if (filled === size) break;
      // Only full blocks are followed by more: this also keeps hostile empty blocks from being walked at length.
      if (block.data.length !== METADATA_BYTES || this.#offset > METADATA_BYTES)
        throw new DecodeError('malformed', 'metadata ends early', this.#at);
      this.#at = block.next;
      this.#offset = 0;
    }
    return out;
  }
}
