import type { Assurance } from './assurance.ts';
import type { PartKind, ProductType, VersionBinding } from './dossier.ts';
import type { Letter } from './letter.ts';

/** Letters that a label can show (3-assessment, The ladder: from E up). */
export const labelLetters = ['E', 'D', 'C', 'B', 'A'] as const satisfies readonly Letter[];
export type LabelLetter = (typeof labelLetters)[number];

/** A part of a labelled product with what it is bound to: versions by name, and the digests of the files that were assessed. */
export type LabelledPart = {
  readonly id: string;
  readonly kind: PartKind;
  readonly name: string;
  readonly letter: LabelLetter;
  readonly assurance: Assurance;
  readonly versions: readonly VersionBinding[];
  /** SHA-256 of the evidence that stands for the part, lower-case hex, sorted. */
  readonly digests: readonly string[];
};

/** What an issuer signs of a product. The printed code holds a part of it and one digest over the rest (docs/spec/label-credential.md). */
export type LabelClaims = {
  /** e.g. `IQS-TRAIN-0000042`: the issuer's body code and seven digits or more. */
  readonly number: string;
  readonly product: {
    readonly name: string;
    readonly model: string | null;
    readonly maker: string;
    readonly category: string;
    readonly type: ProductType;
  };
  readonly parts: readonly LabelledPart[];
  readonly letter: LabelLetter;
  readonly assurance: { readonly lowest: Assurance; readonly at: number; readonly of: number };
  readonly scheme: { readonly id: string; readonly vintage: string; readonly digest: string };
  /** SHA-256 of assessment.json, lower-case hex. */
  readonly assessment: string;
  /** Component statements that the letter rests on, by number, with the last day each holds; sorted by number. */
  readonly restsOn: readonly { readonly id: string; readonly until: string }[];
  /** RFC 3339 date the assessment is as of. */
  readonly gradedOn: string;
  /** RFC 3339 date; null where none is stated. */
  readonly updatesUntil: string | null;
  /** RFC 3339 instants in UTC, whole seconds. */
  readonly issuedAt: string;
  readonly validUntil: string;
};
