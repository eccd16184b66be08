import type { Case } from '../model/case.ts';
import type { Role } from '../model/organisation.ts';

/** What the programme knows of a person besides the case. */
export type PersonFacts = {
  readonly person: string;
  readonly memberships: readonly { readonly organisation: string; readonly roles: readonly Role[] }[];
  /** Organisations that the person declared to work for or to have advised within two years. */
  readonly ties: readonly string[];
};

/** Why a person may not act in a hat on this case, however right the role: `CONFLICT_TIE` with the applicant, `CONFLICT_HAT` of another duty on it. */
export type Conflict = { readonly code: 'CONFLICT_TIE' | 'CONFLICT_HAT'; readonly detail: string };

/**
 * Separation of duties: nobody of the applicant evaluates, reviews, decides or watches, and nobody has two hats on one case (ISO/IEC 17065, 4.2 and 7.6; 6-programme,
 * People). Null: none is known.
 */
export function conflictOf(
  { applicant, hats, committee }: Pick<Case, 'applicant' | 'hats'> & Partial<Pick<Case, 'committee'>>,
  { person, memberships, ties }: PersonFacts,
  role: Role,
): Conflict | null {
  const isTied = ties.includes(applicant) || memberships.some(({ organisation }) => organisation === applicant);
  if (role !== 'applicant' && isTied) return { code: 'CONFLICT_TIE', detail: applicant };
  const other = hats.find((hat) => hat.person === person && hat.role !== role);
  if (other !== undefined) return { code: 'CONFLICT_HAT', detail: other.role };
  // A seat on the committee is a hat from the day it is given, not from the vote on.
  const isMember = committee?.members.includes(person) === true;
  return isMember && role !== 'decision-maker' ? { code: 'CONFLICT_HAT', detail: 'decision-maker' } : null;
}
