/** A package as its database tells it, not yet an exhibit. */
export type PackageRecord = {
  readonly name: string;
  /** Upstream's version; null where the packager's is no upstream release, e.g. the date of a snapshot. */
  readonly version: string | null;
  readonly release: string | null;
  readonly purl: string | null;
};
