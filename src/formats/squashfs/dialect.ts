import type { CodecName, Decompressed, Host } from '../../model/host.ts';

/** One way in which images keep their compressed blocks. */
export type Dialect = {
  /** In the field's words, for `detail`. */
  readonly name: string;
  /** Whether a block could be this, by its first bytes. */
  readonly fits: (block: Uint8Array) => boolean;
  readonly decode: (host: Host, block: Uint8Array, maxOut: number) => Decompressed;
  /** The stream need not say where it ends, so what follows the wanted bytes may look like damage. */
  readonly endless: boolean;
};

const codec = (name: string, codecName: CodecName, fits: Dialect['fits']): Dialect => ({
  name,
  fits,
  decode: (host, block, maxOut) => host.codecs[codecName](block, maxOut),
  endless: false,
});

const startsWith =
  (...magic: readonly number[]): Dialect['fits'] =>
  (block) =>
    magic.every((byte, at) => block[at] === byte);

const isZlib: Dialect['fits'] = (block) => ((block[0] ?? 0) & 15) === 8 && (((block[0] ?? 0) << 8) | (block[1] ?? 0)) % 31 === 0;

/** LZMA's properties byte is (pb * 5 + lp) * 9 + lc. */
const properties = (lc: number, lp: number, pb: number): number => (pb * 5 + lp) * 9 + lc;

/** A range coder's first byte is always 0: where it stands tells how long the header is. */
function lzma(name: string, headerBytes: number, fixed?: number): Dialect {
  return {
    name,
    fits: (block) => block.length > headerBytes + 4 && block[headerBytes] === 0 && (fixed ?? block[0] ?? 255) < 225,
    decode: (host, block, maxOut) => {
      const packed = fixed ?? block[0] ?? 0;
      const parameters = {
        lc: packed % 9,
        lp: Math.floor(packed / 9) % 5,
        pb: Math.floor(packed / 45),
        dictionaryBytes: Math.max(maxOut, 8192),
      };
      return host.rawLzma(block.subarray(headerBytes), parameters, Math.min(maxOut, statedSize(block, headerBytes)));
    },
    endless: true,
  };
}

/** The unpacked size in a 13- or 9-byte header; Infinity where it is missing or said to be unknown. */
function statedSize(block: Uint8Array, headerBytes: number): number {
  if (headerBytes < 9) return Number.POSITIVE_INFINITY;
  const size = (block[5] ?? 0) + (block[6] ?? 0) * 0x100 + (block[7] ?? 0) * 0x10000 + (block[8] ?? 0) * 0x1000000;
  return size === 0 || size === 0xffffffff ? Number.POSITIVE_INFINITY : size;
}

const gzip = codec('gzip', 'zlib', isZlib);
const lzmaAlone = lzma('lzma', 13);
const lzo = codec('lzo', 'lzo1x', () => true);
const xz = codec('xz', 'xz', startsWith(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0));
const lz4 = codec('lz4', 'lz4-block', () => true);
const zstd = codec('zstd', 'zstd', startsWith(0x28, 0xb5, 0x2f, 0xfd));

/** By the compressor id of the version 4 superblock (kernel: ZLIB_COMPRESSION 1 … ZSTD_COMPRESSION 6). */
const byCompressor: readonly (Dialect | undefined)[] = [undefined, gzip, lzmaAlone, lzo, xz, lz4, zstd];

/** The most telling first; LZMA headers from long to short, for the shorter ones say less. */
const general: readonly Dialect[] = [
  gzip,
  xz,
  zstd,
  lzmaAlone,
  lzma('lzma, 9-byte header', 9),
  lzma('lzma, header without size', 5),
  lzma('lzma, properties byte only', 1),
  lzma('lzma, no header', 0, properties(3, 0, 2)),
  lzo,
  lz4,
];

/** What a headerless stream may have been made with: every lc, lp, pb that LZMA2 allows. */
const unusual: readonly Dialect[] = Array.from({ length: 225 }, (_, packed) => packed)
  .filter((packed) => (packed % 9) + (Math.floor(packed / 9) % 5) <= 4 && packed !== properties(3, 0, 2))
  .map((packed) => lzma(`lzma, no header, properties ${packed}`, 0, packed));

/** The dialects to try, the claimed compressor's first; `exhaustive` also where only a guess of parameters could help. */
export function dialects(compressor: number | null, exhaustive: boolean): readonly Dialect[] {
  const claimed = compressor === null ? undefined : byCompressor[compressor];
  return [...(claimed === undefined ? [] : [claimed]), ...general.filter((one) => one !== claimed), ...(exhaustive ? unusual : [])];
}
