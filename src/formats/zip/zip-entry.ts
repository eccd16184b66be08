/** One file of the archive, told by the central directory or, where that is lost, by its local header. */
export type ZipEntry = {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly stored: number;
  readonly size: number;
  /** Where its local header stands. */
  readonly at: number;
  /** File type and permissions as in Unix; null where the writer kept none. */
  readonly unixMode: number | null;
  /** The data is cut off, or its end could not be found. */
  readonly cut: boolean;
};

/** APPNOTE.TXT 4.4.4: bit 0, and method 99 of the AES extension. */
export const isEncrypted = (entry: ZipEntry): boolean => (entry.flags & 1) !== 0 || entry.method === 99;

/** APPNOTE.TXT 4.4.5. */
export const methodNames: Readonly<Record<number, string>> = {
  0: 'stored',
  1: 'shrunk',
  6: 'imploded',
  8: 'deflate',
  9: 'deflate64',
  12: 'bzip2',
  14: 'lzma',
  20: 'zstd',
  93: 'zstd',
  95: 'xz',
  98: 'ppmd',
  99: 'aes',
};
