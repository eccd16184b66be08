import type { Messages } from './message.ts';
import type { CriterionSource, SchemeSource } from './scheme-source.ts';
import type { Tables } from './tables.ts';

/** The catalogue folder, parsed: data that is dated, digested and changed without changing code. */
export type Catalogue = {
  readonly tables: Tables;
  readonly schemes: readonly { readonly source: SchemeSource; readonly criteria: readonly CriterionSource[] }[];
  readonly messages: readonly Messages[];
};
