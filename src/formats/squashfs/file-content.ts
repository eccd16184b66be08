import type { Budget } from '../../foundation/budget.ts';
import type { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { readBitField } from './bit-field.ts';
import type { BlockDecoder } from './block-decoder.ts';
import { type Inode, NO_FRAGMENT } from './inode.ts';
import type { Metadata } from './metadata.ts';
import type { Superblock } from './superblock.ts';

/** Unpacked fragment blocks that are kept: all of a usual image's. */
const CACHED_BYTES = 32 * 2 ** 20;
const STORED = 0x1000000;

type BlockWord = { readonly bytes: number; readonly stored: boolean };

/** Puts files together from their blocks and fragments; each fragment block is unpacked once while the cache holds it. */
export class FileContent {
  readonly #input: ByteReader;
  readonly #superblock: Superblock;
  readonly #metadata: Metadata;
  readonly #decoder: BlockDecoder;
  readonly #budget: Budget;
  readonly #fragments = new Map<number, Uint8Array>();
  #cached = 0;

  constructor(input: ByteReader, superblock: Superblock, metadata: Metadata, decoder: BlockDecoder, budget: Budget) {
    this.#input = input;
    this.#superblock = superblock;
    this.#metadata = metadata;
    this.#decoder = decoder;
    this.#budget = budget;
  }

  /** A regular file's bytes; a view into a block or the input where one holds them all. `truncated`: blocks beyond the input. */
  read(file: Inode): Uint8Array {
    const { blockSize } = this.#superblock;
    this.#budget.claim(file.size);
    const tail = file.fragment === NO_FRAGMENT ? 0 : file.size % blockSize;
    const count = Math.ceil((file.size - tail) / blockSize);
    this.#budget.spend('steps', 1 + count);
    const words = this.#blockWords(file, count);
    this.#budget.spend('bytes', file.size);
    if (count === 0) return tail === 0 ? new Uint8Array(0) : this.#tail(file, tail);
    if (count === 1 && tail === 0) return this.#block(words[0] as BlockWord, file.start, file.size);
    const out = new Uint8Array(file.size);
    let at = file.start;
    words.forEach((word, index) => {
      const size = Math.min(blockSize, file.size - tail - index * blockSize);
      if (word.bytes > 0) out.set(this.#block(word, at, size), index * blockSize);
      at += word.bytes;
    });
    if (tail > 0) out.set(this.#tail(file, tail), file.size - tail);
    return out;
  }

  /** Sizes of the packed blocks: 32 bits each, 16 in version 1. Checked against the input before anything is allocated by them. */
  #blockWords(file: Inode, count: number): readonly BlockWord[] {
    const width = this.#superblock.major === 1 ? 2 : 4;
    const list = file.blockList?.copy().take(count * width) ?? new Uint8Array(0);
    const little = this.#superblock.endianness === 'little';
    const words: BlockWord[] = [];
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      const word = readBitField(list, [index * width * 8, width * 8], little);
      const bytes = width === 2 ? word & 0x7fff || 0x8000 : word & (STORED - 1);
      words.push({ bytes, stored: (word & (width === 2 ? 0x8000 : STORED)) !== 0 });
      total += bytes;
    }
    if (!this.#input.has(file.start, total)) throw new DecodeError('truncated', `${total} bytes of blocks at ${file.start}`, file.start);
    return words;
  }

  /** One data block of `size` bytes; a length of 0 is a hole (since version 3.1). */
  #block(word: BlockWord, at: number, size: number): Uint8Array {
    if (word.bytes === 0) return new Uint8Array(size);
    const packed = this.#input.slice(at, word.bytes);
    if (!word.stored) return this.#decoder.decode(packed, size, true);
    if (packed.length !== size) throw new DecodeError('malformed', `a stored block of ${packed.length} bytes for ${size}`, at);
    return packed;
  }

  #tail(file: Inode, size: number): Uint8Array {
    const fragment = this.#fragment(file.fragment);
    if (file.offset + size > fragment.length) throw new DecodeError('malformed', 'a fragment ends before the file');
    return fragment.subarray(file.offset, file.offset + size);
  }

  #fragment(index: number): Uint8Array {
    const known = this.#fragments.get(index);
    if (known !== undefined) return known;
    const { start, word } = this.#fragmentEntry(index);
    const packed = this.#input.slice(start, word & (STORED - 1));
    const block = (word & STORED) === 0 ? this.#decoder.decode(packed, this.#superblock.blockSize, false) : packed;
    for (const [oldest, bytes] of this.#fragments) {
      if (this.#cached + block.length <= CACHED_BYTES) break;
      this.#fragments.delete(oldest);
      this.#cached -= bytes.length;
    }
    this.#fragments.set(index, block);
    this.#cached += block.length;
    return block;
  }

  /** The fragment table is metadata behind an index of absolute offsets: 64-bit ones, 32-bit in version 2. */
  #fragmentEntry(index: number): { readonly start: number; readonly word: number } {
    const { fragments, fragmentTable, major, endianness } = this.#superblock;
    if (index >= fragments) throw new DecodeError('malformed', `fragment ${index} of ${fragments}`);
    const entryBytes = major === 2 ? 8 : 16;
    const perBlock = 8192 / entryBytes;
    const slot = Math.floor(index / perBlock);
    const at = major === 2 ? this.#input.u32(fragmentTable + slot * 4) : this.#input.u64(fragmentTable + slot * 8);
    const entry = this.#metadata.cursor(at, (index % perBlock) * entryBytes).take(entryBytes);
    const little = endianness === 'little';
    const startBits = major === 2 ? 32 : 64;
    return { start: readBitField(entry, [0, startBits], little), word: readBitField(entry, [startBits, 32], little) };
  }
}
