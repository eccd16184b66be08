import { constants, crc32, gzipSync } from 'node:zlib';
import { madeUpCode } from './made-up-code.ts';
import type { RootEntry } from './write-squashfs.ts';
import { writeSquashfs } from './write-squashfs.ts';

export type Firmware = {
  /** e.g. `U-Boot 2025.10 (Oct 20 2026 - 08:12:44 +0000)`. */
  readonly bootLoader: string;
  readonly environment: readonly string[];
  /** The kernel's banner, from `Linux version` on. */
  readonly kernel: string;
  /** At most 31 characters. */
  readonly kernelName: string;
  readonly files: readonly RootEntry[];
  /** Seconds since 1970, in every time stamp. */
  readonly time: number;
  readonly seed: number;
};

/** The partitions of the flash chip, as the environment's `mtdparts` names them. */
const flashSize = 0x200000;
const environmentAt = 0x30000;
const environmentSize = 0x10000;
const kernelAt = 0x40000;
const rootAt = 0x120000;
const configAt = 0x1f0000;

/** The whole content of a flash chip of 2 MiB: boot loader, its environment, kernel, root file system; the rest is erased (0xff). */
export function writeFlash(firmware: Firmware): Buffer {
  const flash = Buffer.alloc(flashSize, 0xff);
  place(flash, bootLoader(firmware), 0, environmentAt);
  place(flash, environment(firmware.environment), environmentAt, kernelAt);
  place(flash, kernelImage(firmware), kernelAt, rootAt);
  place(flash, writeSquashfs(firmware.files, firmware.time), rootAt, configAt);
  return flash;
}

function place(flash: Buffer, part: Buffer, at: number, end: number): void {
  if (at + part.length > end) throw new RangeError(`${part.length} bytes do not fit in the partition at 0x${at.toString(16)}`);
  part.copy(flash, at);
}

function bootLoader({ bootLoader: banner, seed }: Firmware): Buffer {
  const texts = ['', banner, 'DRAM:  ', 'Hit any key to stop autoboot: ', 'Verifying Checksum ... ', 'Bad Magic Number', ''].join('\0');
  return Buffer.concat([madeUpCode(96 * 1024, seed), Buffer.from(texts, 'latin1'), madeUpCode(24 * 1024, seed + 1)]);
}

/** U-Boot's environment: CRC-32 of all that follows, then `name=value` strings, each ended by NUL, the last by two. */
function environment(settings: readonly string[]): Buffer {
  const body = Buffer.alloc(environmentSize - 4);
  body.write(`${settings.join('\0')}\0\0`, 'latin1');
  return Buffer.concat([littleEndian(crc32(body)), body]);
}

/** U-Boot's legacy image (include/image.h, struct legacy_img_hdr): Linux, ARM, kernel, gzip. */
function kernelImage({ kernel, kernelName, time, seed }: Firmware): Buffer {
  const plain = Buffer.concat([
    madeUpCode(200 * 1024, seed + 2),
    Buffer.from(`\0${kernel}\n\0`, 'latin1'),
    madeUpCode(200 * 1024, seed + 3),
  ]);
  const payload = gzipSync(plain, { level: 9, strategy: constants.Z_RLE });
  payload[9] = 3; // made on Unix: zlib writes the system it runs on
  const header = Buffer.alloc(64);
  [0x27051956, 0, time, payload.length, 0x80008000, 0x80008000, crc32(payload)].forEach((value, index) =>
    header.writeUInt32BE(value, index * 4),
  );
  header.set([5, 2, 2, 1], 28);
  header.write(kernelName.slice(0, 31), 32, 'latin1');
  header.writeUInt32BE(crc32(header), 4);
  return Buffer.concat([header, payload]);
}

function littleEndian(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
}
