import type { EvidenceKind } from './exhibits.ts';

/** The contract of an evidence bundle's manifest.json (docs/spec/evidence-bundle.md). */

/** One piece of evidence, in the dossier's order: what it is, and where in the bundle its exhibits and, if carried, its bytes stand. */
export type BundledEvidence = {
  /** Its name in the dossier; never a path in the bundle. */
  readonly file: string;
  /** Empty for a folder whose inspection was ended. */
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: EvidenceKind;
  readonly exhibits: string;
  readonly content: string | null;
};

export type ListedFile = { readonly path: string; readonly bytes: number; readonly sha256: string };

export type BundleManifest = {
  readonly iqs: 'bundle/1';
  /** Who made it. */
  readonly engine: string;
  /** RFC 3339 date the assessment is as of. */
  readonly asOf: string;
  readonly reproducible: boolean;
  readonly scheme: { readonly id: string; readonly digest: string };
  /** Every table the assessment rests on → SHA-256. */
  readonly tables: Readonly<Record<string, string>>;
  readonly evidence: readonly BundledEvidence[];
  /** Every file but the manifest, in the archive's order. */
  readonly files: readonly ListedFile[];
};
