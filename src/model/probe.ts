import type { Endpoint, EvidenceItem, Part, Product, Purpose, Statement, ThirdParty } from './dossier.ts';
import type { Exhibits } from './exhibits.ts';
import type { Answer } from './finding.ts';
import type { Reference } from './reference.ts';
import type { EndOfLife } from './tables.ts';

/** One piece of evidence of a part, decoded. `text` is the content of a document of at most 1 MiB; null for the rest. */
export type Subject = { readonly item: EvidenceItem; readonly sha256: string; readonly exhibits: Exhibits; readonly text: string | null };

export type ProbeInput = {
  readonly product: Product;
  readonly part: Part;
  /** The part's evidence and what speaks for the whole product, in the dossier's order. */
  readonly subjects: readonly Subject[];
  readonly statements: readonly Statement[];
  /** Of every part of the product: a peer on the network may be any of them. */
  readonly endpoints: readonly Endpoint[];
  readonly thirdParties: readonly ThirdParty[];
  /** The day the assessment is as of, RFC 3339 date. */
  readonly asOf: string;
  /** Bytes below which an unaccounted region does not block a `no` (scheme data). */
  readonly unaccountedBytes: number;
  /** Months a label runs (scheme data). */
  readonly labelMonths: number;
  readonly endOfLife: readonly EndOfLife[];
};

/** Asks one yes/no question of one kind of exhibit, always "is there any …?" (open world; the folder is the registration). */
export type Probe = {
  readonly id: string;
  /** The question. */
  readonly title: string;
  readonly references: readonly Reference[];
  readonly limitations: readonly string[];
  /** Evidence it can answer from; what to hand in when it could not. */
  readonly needs: readonly Purpose[];
  readonly ask: (input: ProbeInput) => readonly Answer[];
};
