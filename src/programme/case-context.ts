import type { Case } from '../model/case.ts';
import type { PersonFacts } from './conflict-of.ts';
import type { ProgrammeSettings } from './programme-settings.ts';

/** What a laboratory may evaluate, and until when (6-programme, People). */
export type LaboratoryAuthorisation = { readonly schemes: readonly string[]; readonly until: string };

/** What an act is judged by besides the case: read by the program, so that the machine itself stays pure. */
export type CaseContext = {
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly now: string;
  readonly settings: ProgrammeSettings;
  /** Everybody the act concerns: who acts, and whom it names as members of a committee. */
  readonly people: ReadonlyMap<string, PersonFacts>;
  /** By organisation; one that is not there is not authorised. */
  readonly laboratories: ReadonlyMap<string, LaboratoryAuthorisation>;
  /** The agreement's version in force. */
  readonly agreement: string;
  /** Digest over description, statements and evidence as they stand now. */
  readonly input: string;
  /** SHA-256 of the decision document as it stands now; null before the vote is closed. */
  readonly document: string | null;
  /** The case that is to be renewed; null where none is. */
  readonly renewed: Case | null;
};
