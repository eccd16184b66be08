import type { OrganisationKind } from '../../model/organisation.ts';
import type { LaboratoryAuthorisation } from '../../programme/case-context.ts';
import type { PersonFacts } from '../../programme/conflict-of.ts';
import type { Organisation } from './desk.ts';

/** Who the people and organisations of the programme are: what a case is judged by besides itself. */
export type Directory = {
  /** By id, with all roles that are held, whatever a session may use of them; who is not known is left out. */
  facts(people: readonly string[]): Promise<ReadonlyMap<string, PersonFacts>>;
  /** Names of people and organisations by id; who is not known is left out. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** By name. */
  organisations(kind?: OrganisationKind): Promise<readonly Organisation[]>;
  /** What a laboratory may evaluate from now on, and until when; null: nothing. Refused: `ORGANISATION_UNKNOWN`. */
  authorise(by: string, laboratory: string, authorisation: LaboratoryAuthorisation | null): Promise<void>;
  /** Organisations that a person works for or advised within two years; they take the place of those declared before. Refused: `ORGANISATION_UNKNOWN`. */
  declareTies(person: string, ties: readonly string[]): Promise<void>;
};
