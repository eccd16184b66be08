import { latin1 } from '../../foundation/byte-reader.ts';
import { byCodeUnit } from '../../foundation/order.ts';
import { bundleLimits, largestFile } from './bundle-limits.ts';
import { isBundlePath } from './bundle-path.ts';
import { bundleRefusal } from './bundle-refusal.ts';
import { blockSize, ustarHeader } from './ustar-header.ts';
import { type BundleFile, padded } from './write-archive.ts';

/**
 * The files of a bundle, as views into it. Reads what `writeArchive` writes and nothing else, for every header is compared with the one that its
 * path and size have; so each list of files has one archive. Refuses with `BUNDLE_TOO_LARGE`, `BUNDLE_TRUNCATED`, `BUNDLE_TAR`, `BUNDLE_PATH`
 * or `BUNDLE_ORDER`.
 */
export function readArchive(bytes: Uint8Array): readonly BundleFile[] {
  if (bytes.length > bundleLimits.archive) throw bundleRefusal('BUNDLE_TOO_LARGE', `${bytes.length} bytes`, 'the archive');
  const files: BundleFile[] = [];
  let at = 0;
  while (!isZero(block(bytes, at))) {
    if (files.length >= bundleLimits.files) throw bundleRefusal('BUNDLE_TOO_LARGE', `more than ${bundleLimits.files} files`, 'the archive');
    const file = readFile(bytes, at);
    refuseOrder(files.at(-1)?.path ?? null, file.path, at);
    files.push(file);
    at += blockSize + padded(file.content.length);
  }
  if (!isZero(block(bytes, at + blockSize)))
    throw bundleRefusal('BUNDLE_TAR', 'one block of zeros where two end the archive', `byte ${at}`);
  if (bytes.length !== at + 2 * blockSize) throw bundleRefusal('BUNDLE_TAR', 'bytes after the end', `byte ${at + 2 * blockSize}`);
  if (files.length === 0) throw bundleRefusal('BUNDLE_FILE_MISSING', 'an empty archive', 'manifest.json');
  return files;
}

function readFile(bytes: Uint8Array, at: number): BundleFile {
  const header = block(bytes, at);
  const where = `byte ${at}`;
  const path = textAt(header, 0, 100);
  if (textAt(header, 257, 6) !== 'ustar') throw bundleRefusal('BUNDLE_TAR', 'no ustar header', where);
  if (!isBundlePath(path)) throw bundleRefusal('BUNDLE_PATH', 'a path that no bundle has', where);
  const digits = textAt(header, 124, 12);
  if (!/^[0-7]{11}$/.test(digits)) throw bundleRefusal('BUNDLE_TAR', 'a size that is no octal number', where);
  const size = Number.parseInt(digits, 8);
  if (size > largestFile(path)) throw bundleRefusal('BUNDLE_TOO_LARGE', `${size} bytes`, path);
  const prescribed = ustarHeader(path, size);
  if (!header.every((byte, index) => byte === prescribed[index])) throw bundleRefusal('BUNDLE_TAR', 'another header than prescribed', path);
  const end = at + blockSize + size;
  const next = at + blockSize + padded(size);
  if (next > bytes.length) throw bundleRefusal('BUNDLE_TRUNCATED', 'ends inside this file', path);
  if (!isZero(bytes.subarray(end, next))) throw bundleRefusal('BUNDLE_TAR', 'fill that is not zero', path);
  return { path, content: bytes.subarray(at + blockSize, end) };
}

function refuseOrder(before: string | null, path: string, at: number): void {
  const fits =
    before === null || before === 'manifest.json' ? (before === null) === (path === 'manifest.json') : byCodeUnit(before, path) < 0;
  if (!fits) throw bundleRefusal('BUNDLE_ORDER', `${path} stands in the wrong place or twice`, `byte ${at}`);
}

function block(bytes: Uint8Array, at: number): Uint8Array {
  if (at + blockSize > bytes.length) throw bundleRefusal('BUNDLE_TRUNCATED', 'no end mark', `byte ${bytes.length}`);
  return bytes.subarray(at, at + blockSize);
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

function textAt(header: Uint8Array, at: number, size: number): string {
  const field = header.subarray(at, at + size);
  const end = field.indexOf(0);
  return latin1(end < 0 ? field : field.subarray(0, end));
}
