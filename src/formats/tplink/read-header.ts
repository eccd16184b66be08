import { ByteReader, type Endianness } from '../../foundation/byte-reader.ts';

export type TplinkHeader = {
  readonly version: number;
  readonly endianness: Endianness;
  readonly vendor: string;
  readonly hardware: number;
  readonly length: number;
  readonly kernel: Stretch;
  readonly rootfs: Stretch;
  readonly boot: Stretch;
  readonly release: string;
  /** Where the MD5 of the image stands. */
  readonly sumAt: number;
};

/** Bytes of the image, counted from the header's start. */
export type Stretch = { readonly at: number; readonly size: number };

export const headerSize = 0x200;

/** Version 1, or 2 and 3 whose numbers stand in either byte order; null where the numbers do not make sense together. */
export function readHeader(bytes: Uint8Array): TplinkHeader | null {
  if (bytes.length < headerSize) return null;
  const block = bytes.subarray(0, headerSize);
  const version = new ByteReader(block, 'big').u32(0);
  const readings =
    version === 0x01000000
      ? [first(new ByteReader(block, 'big'))]
      : version === 0x02000000 || version === 0x03000000
        ? [second(new ByteReader(block, 'big')), second(new ByteReader(block, 'little'))]
        : [];
  return readings.find((header) => header !== null && makesSense(header)) ?? null;
}

function first(reader: ByteReader): TplinkHeader {
  return {
    version: 1,
    endianness: 'big',
    vendor: reader.text(4, 24),
    hardware: reader.u32(0x40),
    length: reader.u32(0x7c),
    ...stretches(reader, 0x80),
    release: [0x98, 0x9a, 0x9c].map((at) => reader.u16(at)).join('.'),
    sumAt: 0x4c,
  };
}

function second(reader: ByteReader): TplinkHeader | null {
  if (reader.u16(0x8c) !== 0x55aa || reader.u8(0x90) !== 0xa5) return null;
  return {
    version: reader.u8(0),
    endianness: reader.little ? 'little' : 'big',
    vendor: reader.text(4, 48),
    hardware: reader.u32(0x34),
    length: reader.u32(0x70),
    ...stretches(reader, 0x74),
    release: [0x91, 0x92, 0x93].map((at) => reader.u8(at)).join('.'),
    sumAt: 0x40,
  };
}

function stretches(reader: ByteReader, at: number): Pick<TplinkHeader, 'kernel' | 'rootfs' | 'boot'> {
  const stretch = (from: number): Stretch => ({ at: reader.u32(from), size: reader.u32(from + 4) });
  return { kernel: stretch(at), rootfs: stretch(at + 8), boot: stretch(at + 16) };
}

/** A printable vendor, and parts that lie inside the stated length with the kernel behind the header. */
function makesSense({ vendor, length, kernel, rootfs, boot }: TplinkHeader): boolean {
  if (!/^[\x20-\x7e]{3,}$/.test(vendor) || length <= headerSize || kernel.at < headerSize || kernel.size === 0) return false;
  return [kernel, rootfs, boot].every(({ at, size }) => at + size <= length);
}
