import { byCodeUnit } from '../../foundation/order.ts';
import { bundleLimits, largestFile } from './bundle-limits.ts';
import { isBundlePath } from './bundle-path.ts';
import { bundleRefusal } from './bundle-refusal.ts';
import { blockSize, ustarHeader } from './ustar-header.ts';

/** A file of a bundle. */
export type BundleFile = { readonly path: string; readonly content: Uint8Array };

/** The manifest first, then by path: the one order a bundle has. */
export const inBundleOrder = (a: BundleFile, b: BundleFile): number =>
  Number(b.path === 'manifest.json') - Number(a.path === 'manifest.json') || byCodeUnit(a.path, b.path);

/** The one archive that these files have. Refuses what `readArchive` would not read: `BUNDLE_TOO_LARGE`, `BUNDLE_PATH`. */
export function writeArchive(files: readonly BundleFile[]): Uint8Array {
  const total = files.reduce((sum, file) => sum + blockSize + padded(file.content.length), 2 * blockSize);
  if (total > bundleLimits.archive)
    throw bundleRefusal('BUNDLE_TOO_LARGE', `${total} bytes, ${bundleLimits.archive} allowed`, 'the archive');
  if (files.length > bundleLimits.files) throw bundleRefusal('BUNDLE_TOO_LARGE', `${files.length} files`, 'the archive');
  const archive = new Uint8Array(total);
  let at = 0;
  for (const { path, content } of files.toSorted(inBundleOrder)) {
    if (!isBundlePath(path)) throw bundleRefusal('BUNDLE_PATH', 'not a path of a bundle', path);
    if (content.length > largestFile(path)) throw bundleRefusal('BUNDLE_TOO_LARGE', `${content.length} bytes`, path);
    archive.set(ustarHeader(path, content.length), at);
    archive.set(content, at + blockSize);
    at += blockSize + padded(content.length);
  }
  return archive;
}

/** Up to the next whole block. */
export const padded = (bytes: number): number => Math.ceil(bytes / blockSize) * blockSize;
