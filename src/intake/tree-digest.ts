import { hex } from '../foundation/hex.ts';
import type { HashName } from '../model/host.ts';
import type { Entry } from '../model/unpacked.ts';

/**
 * SHA-256 over the sorted lines `path NUL type NUL mode NUL size NUL digest LF` of a tree (4-inspect, `tree`): equal digests, equal contents.
 * Mode is four octal digits or `-`; the digest is a regular file's SHA-256, a link's target, or `-`.
 */
export function treeDigest(entries: readonly Entry[], hash: (algorithm: HashName, bytes: Uint8Array) => Uint8Array): string {
  const lines = entries.map(
    (entry) =>
      `${entry.path}\0${entry.type}\0${entry.mode === null ? '-' : entry.mode.toString(8).padStart(4, '0')}\0${entry.size}\0${entry.sha256 ?? entry.target ?? '-'}\n`,
  );
  return hex(hash('sha256', new TextEncoder().encode(lines.join(''))));
}
