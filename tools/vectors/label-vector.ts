import type { PublicJwk } from '../../src/model/register-entry.ts';

/** What a vector takes for granted where it says nothing else: docs/spec/vectors/label/world.json. */
export type LabelWorld = {
  readonly roots: readonly PublicJwk[];
  readonly trustList: string;
  readonly leastSequence: number;
  /** Index of the label's entry by a receipt; null: no receipt. */
  readonly registeredAt: number | null;
  /** The code of the label in hand, where a credential is checked against one. */
  readonly code: string | null;
  readonly statusLists: readonly string[];
  readonly now: string;
};

export type LabelVector = Partial<LabelWorld> & {
  readonly name: string;
  readonly about: string;
  readonly kind: 'code' | 'credential' | 'status-list' | 'trust-list';
  readonly text: string;
  readonly expect:
    | { readonly refused: string }
    | { readonly genuine: true; readonly standing: string | null; readonly stale?: boolean; readonly number?: string };
};
