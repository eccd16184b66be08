import type { BundleManifest } from '../../model/bundle.ts';
import { bundleRefusal } from './bundle-refusal.ts';
import type { BundleFile } from './write-archive.ts';

/** A bundle's files but the manifest, by path. */
export type FilesByPath = ReadonlyMap<string, Uint8Array>;

/**
 * Holds an archive's files against its manifest. Refuses one that is listed and not there (`BUNDLE_FILE_MISSING`), there and not listed
 * (`BUNDLE_FILE_EXTRA`), or of another size or digest (`BUNDLE_DIGEST`).
 */
export function checkListing(manifest: BundleManifest, files: readonly BundleFile[], sha256: (bytes: Uint8Array) => string): FilesByPath {
  const found = new Map(files.filter(({ path }) => path !== 'manifest.json').map(({ path, content }) => [path, content]));
  const listed = new Set(manifest.files.map(({ path }) => path));
  for (const path of listed) if (!found.has(path)) throw bundleRefusal('BUNDLE_FILE_MISSING', 'listed in the manifest and not there', path);
  for (const path of found.keys()) if (!listed.has(path)) throw bundleRefusal('BUNDLE_FILE_EXTRA', 'not listed in the manifest', path);
  const paths = [...found.keys()];
  if (manifest.files.length !== paths.length || manifest.files.some(({ path }, index) => path !== paths[index]))
    throw bundleRefusal('BUNDLE_MANIFEST', 'files are listed twice or in another order', 'manifest.json');
  for (const { path, bytes, sha256: digest } of manifest.files) {
    const content = found.get(path) as Uint8Array;
    if (content.length !== bytes || sha256(content) !== digest)
      throw bundleRefusal('BUNDLE_DIGEST', 'not the bytes that the manifest lists', path);
  }
  return found;
}
