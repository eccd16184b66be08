import { ByteReader, latin1 } from '../foundation/byte-reader.ts';
import type { ContentKind, Hit } from '../model/unpacked.ts';
import { isText } from './content-kind.ts';

/** Banners by which code that no container holds is known; what follows must look like the banner's version, not like prose. */
const banners: readonly (readonly [RegExp, ContentKind])[] = [
  [/Linux version \d+\.\d+/, 'kernel'],
  [/U-Boot (?:SPL |TPL )?\d+\.\d+/, 'boot-loader'],
  [/RedBoot\(tm\)|\+RedBoot/, 'boot-loader'],
  [/CFE version \d|CFE> /, 'boot-loader'],
  [/Breed \d|Bootbase Version|Ralink UBoot Version|ZynOS|MiniBoot|Bootloader Version|barebox \d{4}/, 'boot-loader'],
];

/** Needles that make a banner worth looking for; the rest of a content is not searched by expression. */
export const bannerNeedles: readonly string[] = [
  'Linux version ',
  'U-Boot ',
  'RedBoot',
  'CFE version ',
  'CFE> ',
  'Breed ',
  'Bootbase Version',
  'Ralink UBoot Version',
  'ZynOS',
  'barebox ',
];

/** Names a stretch of raw bytes that is no container: kernel, boot loader, device tree, environment or text; `data` when nothing does. */
export function nameRegion(bytes: Uint8Array, hits: readonly Hit[], needles: readonly string[]): ContentKind {
  if (isKernelImage(bytes) || isDeviceTree(bytes)) return 'kernel';
  for (const hit of hits) {
    if (!bannerNeedles.includes(needles[hit.needle] ?? '')) continue;
    const text = latin1(bytes.subarray(hit.offset, hit.offset + 48));
    const banner = banners.find(([pattern]) => pattern.test(text));
    if (banner) return banner[1];
  }
  return isEnvironment(bytes) || isText(bytes.subarray(0, 65536)) ? 'text' : 'data';
}

/** Linux on ARM (zImage magic at 0x24) and x86 (`HdrS` at 0x202), with the decompressor that carries the compressed kernel. */
function isKernelImage(bytes: Uint8Array): boolean {
  const reader = new ByteReader(bytes);
  return (reader.has(0x24, 4) && reader.u32(0x24) === 0x016f2818) || (reader.has(0x202, 4) && latin1(reader.slice(0x202, 4)) === 'HdrS');
}

/**
 * Flattened device tree (Devicetree Specification v0.4, 5.2): magic, and a total size that fits. A U-Boot FIT image is one too, with kernels and
 * file systems inside that nobody has read: that is not named.
 */
function isDeviceTree(bytes: Uint8Array): boolean {
  const reader = new ByteReader(bytes, 'big');
  if (!reader.has(0, 40) || reader.u32(0) !== 0xd00dfeed || reader.u32(4) > bytes.length + 4096 || reader.u32(8) >= reader.u32(4))
    return false;
  const text = latin1(bytes);
  return !(text.includes('\0images\0') && text.includes('\0configurations\0'));
}

/** A boot loader's environment: a checksum of four or five bytes, then `name=value` strings that end in NUL. */
function isEnvironment(bytes: Uint8Array): boolean {
  if (bytes.length < 32) return false;
  const body = bytes.subarray(5, Math.min(bytes.length, 65536));
  const odd = body.reduce(
    (count, byte) =>
      count + (byte === 0 || byte === 0xff || (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13 ? 0 : 1),
    0,
  );
  return odd === 0 && body.includes(0x3d) && body.includes(0);
}
