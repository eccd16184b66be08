import type { Case } from '../../model/case.ts';
import type { Action } from '../../model/case-action.ts';
import type { CaseContext } from '../../programme/case-context.ts';
import type { ProgrammeSettings } from '../../programme/programme-settings.ts';
import type { Database } from '../database/database.ts';
import { documentOf, inputDigest } from './case-digests.ts';
import { readCase } from './case-store.ts';
import type { Seat } from './desk.ts';
import type { Directory } from './directory.ts';

type Sources = {
  readonly database: Database;
  readonly directory: Directory;
  readonly settings: ProgrammeSettings;
  readonly agreement: string;
  readonly now: () => string;
};

const nothing = { description: null, statements: [], evidence: [] };

/** What an act is judged by besides the case. Refused: `CASE_UNKNOWN` for a case to be renewed that is not there. */
export async function contextFor(sources: Sources, seat: Seat, before: Case | null, action: Action): Promise<CaseContext> {
  const { database, directory, settings, agreement, now } = sources;
  const people = new Set(seat === 'system' ? named(action) : [seat.person, ...named(action)]);
  const renews = action.name === 'open' ? action.input.renews : null;
  return {
    now: now(),
    settings,
    people: await directory.facts([...people]),
    laboratories: needsLaboratories(action) ? await laboratoriesOf(directory) : new Map(),
    agreement,
    input: inputDigest(before ?? nothing),
    document: documentOf(before)?.sha256 ?? null,
    renewed: renews === null ? null : await readCase(database.db, renews),
  };
}

/** Whom an act names as members of a committee. */
function named(action: Action): readonly string[] {
  if (action.name === 'recommend') return action.input.members;
  return action.name === 'replace-member' ? [action.input.by] : [];
}

const needsLaboratories = ({ name }: Action): boolean => !['vote', 'sign', 'add-evidence', 'record-assessment'].includes(name);

async function laboratoriesOf(directory: Directory): Promise<CaseContext['laboratories']> {
  const laboratories = await directory.organisations('laboratory');
  return new Map(laboratories.flatMap(({ id, authorisation }) => (authorisation === null ? [] : [[id, authorisation] as const])));
}

/** Names of the people and organisations of a case, by id. */
export function namesOf(of: Case, directory: Directory): Promise<ReadonlyMap<string, string>> {
  const { applicant, body, laboratory, hats, committee, sentBack = [] } = of;
  const people = [
    of.openedBy,
    ...hats.flatMap(({ person, organisation }) => (organisation === null ? [person] : [person, organisation])),
    ...(committee?.members ?? []),
    ...(committee?.recused.map(({ member }) => member) ?? []),
    ...sentBack.flatMap(({ votes }) => votes.map(({ member }) => member)),
  ];
  return directory.names([...new Set([applicant, body, ...(laboratory === null ? [] : [laboratory]), ...people])]);
}
