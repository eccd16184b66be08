import { createHash } from 'node:crypto';
import { ustarHeader } from '../../src/engine/bundle/ustar-header.ts';
import { type BundleFile, inBundleOrder, padded } from '../../src/engine/bundle/write-archive.ts';
import { canonicalJson } from '../../src/foundation/canonical-json.ts';

type Value = { [key: string]: unknown };

/** A bundle's files by path, to be changed at will; what is written is checked by nobody. */
export type Files = Map<string, Uint8Array>;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const textOf = (files: Files, path: string): string => new TextDecoder().decode(files.get(path));

/** Changes a JSON file and writes it canonically. */
export function editJson(files: Files, path: string, edit: (value: Value) => void): void {
  const value = JSON.parse(textOf(files, path)) as Value;
  edit(value);
  files.set(path, bytesOf(canonicalJson(value)));
}

/** Has the manifest list what is there. */
export function listAgain(files: Files): void {
  const listed = [...files].map(([path, content]) => ({ path, content })).filter(({ path }) => path !== 'manifest.json');
  editJson(files, 'manifest.json', (manifest) => {
    manifest['files'] = listed.toSorted(inBundleOrder).map(({ path, content }) => ({
      path,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    }));
  });
}

/** An archive of just these entries in just this order. */
export function archiveOf(entries: readonly BundleFile[]): Uint8Array {
  const blocks = entries.flatMap(({ path, content }) => {
    const filled = new Uint8Array(padded(content.length));
    filled.set(content);
    return [ustarHeader(path, content.length), filled];
  });
  return Uint8Array.from(Buffer.concat([...blocks, new Uint8Array(1024)]));
}

export const inOrder = (files: Files): readonly BundleFile[] =>
  [...files].map(([path, content]) => ({ path, content })).toSorted(inBundleOrder);

/** The checksum of a header that was changed. */
export function sumAgain(archive: Uint8Array, at: number): void {
  archive.fill(0x20, at + 148, at + 156);
  const sum = archive.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
  archive.set(bytesOf(`${sum.toString(8).padStart(6, '0')}\0 `), at + 148);
}
