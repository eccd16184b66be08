import type { Budget } from '../../foundation/budget.ts';
import { headerSize, readHeader, type Stretch, type TplinkHeader } from './read-header.ts';

export type Part = { readonly path: string; readonly content: Uint8Array };

/** Boot loaders take whole erase blocks. */
const block = 64 * 1024;

/**
 * The parts that a header describes, as views. An image with a boot loader holds, at an erase block behind it, the image without
 * one (with a header of its own). Where bytes that are no filler stand between the kernel's end and the root file system's stated
 * start, the latter is fiction (OpenWrt writes it so) and `/rootfs` takes all that follows the kernel; else what follows the root file
 * system and is no filler is `/rest`.
 */
export function listParts(image: Uint8Array, header: TplinkHeader, budget: Budget): readonly Part[] {
  const parts: Part[] = [];
  const view = (path: string, { at, size }: Stretch): void => {
    if (size > 0) parts.push({ path, content: image.subarray(at, at + size) });
  };
  const { kernel, rootfs, boot } = header;
  if (boot.size > 0) view('/boot-loader', { at: headerSize + boot.at, size: boot.size });
  const inner = boot.size > 0 ? innerImage(image, headerSize + boot.at + boot.size, budget) : null;
  if (inner !== null) {
    view('/firmware', { at: inner, size: header.length - inner });
    return parts;
  }
  budget.spend('steps', image.length >>> 8);
  view('/kernel', kernel);
  const kernelEnd = kernel.at + kernel.size;
  if (rootfs.size > 0 && rootfs.at >= kernelEnd && isFiller(image.subarray(kernelEnd, rootfs.at))) {
    view('/rootfs', rootfs);
    const end = rootfs.at + rootfs.size;
    if (!isFiller(image.subarray(end))) view('/rest', { at: end, size: header.length - end });
  } else if (!isFiller(image.subarray(kernelEnd))) view('/rootfs', { at: kernelEnd, size: header.length - kernelEnd });
  return parts;
}

function innerImage(image: Uint8Array, from: number, budget: Budget): number | null {
  for (let at = headerSize + Math.ceil((from - headerSize) / block) * block; at < image.length; at += block) {
    budget.spend('steps', 1);
    if (readHeader(image.subarray(at, at + headerSize)) !== null) return at;
  }
  return null;
}

const isFiller = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0xff) || bytes.every((byte) => byte === 0);
