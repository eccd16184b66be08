import type { Assurance } from '../model/assurance.ts';
import type { LabelLetter, LabelledPart } from '../model/label-claims.ts';

/** What a label shows. Names may be of any length and script; they are cleaned and fitted when they are drawn. */
export type LabelFacts = {
  /** e.g. `IQS-TRAIN-0000042`. */
  readonly number: string;
  /** Name of the certification body. */
  readonly issuer: string;
  readonly letter: LabelLetter;
  readonly product: string;
  readonly maker: string;
  readonly category: string;
  /** `at` of `of` criteria stand on the lowest assurance. */
  readonly assurance: { readonly lowest: Assurance; readonly at: number; readonly of: number };
  /** RFC 3339 date; null where the maker states none. */
  readonly updatesUntil: string | null;
  /** e.g. `iqs-2027`. */
  readonly scheme: string;
  /** RFC 3339 dates or instants. */
  readonly gradedOn: string;
  readonly validUntil: string;
  readonly issuedOn: string;
  /** Exact text of the printed code: the alphanumeric set of ISO/IEC 18004 only, at most 540 characters. */
  readonly code: string;
  /** True: every form says in its language "training, not valid". */
  readonly training: boolean;
  /** Shown in the long form only. */
  readonly parts: readonly LabelledPart[];
};
