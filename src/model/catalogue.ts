import type { Messages } from './message.ts';
import type { CriterionSource, SchemeSource } from './scheme-source.ts';
import type { Tables } from './tables.ts';

/** The catalogue folder, parsed: data that is dated, digested and changed without changing code. */
export type Catalogue = {
  readonly tables: Tables;
  /** The file of the table that probes read themselves, for who recomputes an assessment (docs/spec/evidence-bundle.md). */
  readonly endOfLifeText: string;
  readonly schemes: readonly { readonly source: SchemeSource; readonly criteria: readonly CriterionSource[] }[];
  readonly messages: readonly Messages[];
};
