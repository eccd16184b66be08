import type { LabelLetter } from './label-claims.ts';

/** What a member of a committee votes: the computed letter, a lower one, none, or back to the review. There is no choice that raises. */
export type Choice =
  | { readonly kind: 'confirm' }
  | { readonly kind: 'lower'; readonly letter: LabelLetter }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'send-back' };
