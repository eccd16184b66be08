const MiB = 2 ** 20;

/** What a bundle may hold, in bytes and counts (docs/spec/evidence-bundle.md, Limits). The same for who writes one. */
export const bundleLimits = Object.freeze({
  archive: 512 * MiB,
  files: 20_000,
  manifest: 16 * MiB,
  exhibits: 64 * MiB,
  small: MiB,
  depth: 64,
  /** Criteria of the scheme, and bytes of all its files: what judging costs grows with them. */
  criteria: 500,
  scheme: 2 * MiB,
  parts: 256,
  /** Sources of mappings of component statements. */
  mappings: 50,
  /** Component statements of the dossier. */
  statements: 256,
});

/** The most bytes that a file of the bundle may have, by its path. */
export function largestFile(path: string): number {
  if (path === 'manifest.json') return bundleLimits.manifest;
  if (path === 'assessment.json' || path.startsWith('exhibits/')) return bundleLimits.exhibits;
  return path.startsWith('evidence/') ? bundleLimits.archive : bundleLimits.small;
}
