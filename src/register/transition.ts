import type { LabelLetter } from '../model/label-claims.ts';
import { rank } from '../model/letter.ts';
import type { RegisterEvent } from '../model/register-entry.ts';

export type LabelState = 'in-force' | 'suspended' | 'withdrawn' | 'expired';

/** Where a number stands; a component statement has no letter. */
export type Standing = { readonly state: LabelState; readonly letter: LabelLetter | null };

/** Why an event was not allowed (docs/spec/register.md, entry). */
export type HistoryFault =
  | 'NUMBER_ISSUED_TWICE'
  | 'NUMBER_UNKNOWN'
  | 'TRANSITION_ILLEGAL'
  | 'LETTER_NOT_LOWER'
  | 'PART_UNKNOWN'
  | 'KEY_ADDED_TWICE'
  | 'KEY_NOT_IN_FORCE'
  | 'VINTAGE_PUBLISHED_TWICE'
  | 'TIME_BACKWARDS';

export type NumberEvent = Extract<RegisterEvent, { readonly number: string }>;

/** The same event, and what comes of it; or why it is not allowed. */
type Step = { readonly standing: Standing } | { readonly fault: HistoryFault };

/** One event about a number that stands as it does (null: never issued). Keys and parts are not looked at here. */
export function transition(standing: Standing | null, event: NumberEvent): Step {
  if (event.event === 'issued' || event.event === 'component-issued') {
    if (standing !== null) return { fault: 'NUMBER_ISSUED_TWICE' };
    return { standing: { state: 'in-force', letter: event.event === 'issued' ? event.claims.letter : null } };
  }
  if (standing === null) return { fault: 'NUMBER_UNKNOWN' };
  const isOpen = standing.state === 'in-force' || standing.state === 'suspended';
  const to = (state: LabelState, isAllowed: boolean): Step =>
    isAllowed ? { standing: { ...standing, state } } : { fault: 'TRANSITION_ILLEGAL' };
  switch (event.event) {
    case 'suspended':
      return to('suspended', standing.state === 'in-force');
    case 'reinstated':
      return to('in-force', standing.state === 'suspended');
    case 'withdrawn':
      return to('withdrawn', isOpen);
    case 'expired':
      return to('expired', isOpen);
    case 'version-added':
      return to(standing.state, isOpen && standing.letter !== null);
    case 'reduced':
      if (!isOpen || standing.letter === null) return { fault: 'TRANSITION_ILLEGAL' };
      if (rank(event.claims.letter) >= rank(standing.letter)) return { fault: 'LETTER_NOT_LOWER' };
      return { standing: { state: 'in-force', letter: event.claims.letter } };
  }
}
