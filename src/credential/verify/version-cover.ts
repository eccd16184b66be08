import type { LabelledPart } from '../../model/label-claims.ts';

/** `update-now`: this version is older than one that the label covers. */
export type Cover = 'covered' | 'update-now' | 'not-covered';

/** A version that a certificate covers since it was issued (register event `version-added`), in the register's order. */
export type AddedVersion = {
  readonly part: string;
  readonly version: string;
  readonly hardware: string | null;
  readonly digests: readonly string[];
  /** True: it mends a flaw of those before it. */
  readonly security: boolean;
};

/** What somebody holds: a firmware file by its SHA-256, or a version as the product shows it. `part`: id; null where it is not known. */
export type HeldVersion = { readonly digest: string | null; readonly version: string | null; readonly part: string | null };

export type VersionCover = {
  readonly cover: Cover;
  readonly part: string | null /** The newest version covered of that part. */;
  readonly newest: string | null;
};

type Listed = { readonly versions: readonly string[]; readonly digests: readonly string[]; readonly security: boolean };

/**
 * Whether a version is covered. A version that the register superseded by a security update is to be updated; one that nobody assessed is covered never, and to be
 * updated where a newer one is covered. Of several parts that could be meant the best answer is given.
 */
export function versionCover(parts: readonly LabelledPart[], added: readonly AddedVersion[], held: HeldVersion): VersionCover {
  const answers = parts.filter((part) => held.part === null || held.part === part.id).map((part) => coverOf(part, added, held));
  const rank: readonly Cover[] = ['covered', 'update-now', 'not-covered'];
  return (
    rank.flatMap((cover) => answers.filter((answer) => answer.cover === cover))[0] ?? { cover: 'not-covered', part: null, newest: null }
  );
}

function coverOf(part: LabelledPart, added: readonly AddedVersion[], held: HeldVersion): VersionCover {
  const steps: readonly Listed[] = [
    { versions: part.versions.map((one) => one.version), digests: part.digests, security: false },
    ...added.filter((one) => one.part === part.id).map(({ version, digests, security }) => ({ versions: [version], digests, security })),
  ];
  const newest = steps.flatMap((step) => step.versions).at(-1) ?? null;
  const at = steps.findLastIndex((step) => isIn(step, held));
  if (at >= 0) {
    const isSuperseded = steps.slice(at + 1).some((later) => later.security);
    return { cover: isSuperseded ? 'update-now' : 'covered', part: part.id, newest };
  }
  const isOlder = held.digest === null && held.version !== null && newest !== null && compareVersions(held.version, newest) < 0;
  return { cover: isOlder ? 'update-now' : 'not-covered', part: isOlder ? part.id : null, newest: isOlder ? newest : null };
}

const isIn = (step: Listed, held: HeldVersion): boolean =>
  held.digest === null ? held.version !== null && step.versions.includes(held.version) : step.digests.includes(held.digest);

/** Runs of digits by their value, other runs by code unit; a version that another one begins with is the older. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [runs(a), runs(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [x, y] = [left[index], right[index]];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    if (x === y) continue;
    const isNumeric = /^\d/.test(x) && /^\d/.test(y);
    const order = isNumeric ? byValue(x, y) : x < y ? -1 : 1;
    if (order !== 0) return order;
  }
  return 0;
}

const runs = (version: string): readonly string[] => version.replace(/^v(?=\d)/i, '').match(/\d+|[^\d.]+/g) ?? [];

/** Whole numbers of any length. */
function byValue(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
}
