import { sql, type Transaction } from 'kysely';
import { UserError } from '../../foundation/user-error.ts';
import type { OrganisationKind, Role } from '../../model/organisation.ts';
import type { LaboratoryAuthorisation } from '../../programme/case-context.ts';
import type { PersonFacts } from '../../programme/conflict-of.ts';
import { appendJournal } from '../database/append-journal.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import type { Organisation } from './desk.ts';
import type { Directory } from './directory.ts';

type Db = Pick<Database, 'db'>;

/** The directory over the tables of sign-in: one query a call, however many ids. `now`: RFC 3339. Changes go to the journal in the same transaction. */
export function openDirectory(database: Db, now: () => string): Directory {
  return {
    facts: (people) => facts(database, people),
    names: (ids) => names(database, ids),
    organisations: (kind) => organisations(database, kind ?? null),
    authorise: (by, laboratory, authorisation) => authorise(database, now(), by, laboratory, authorisation),
    declareTies: (person, ties) => declareTies(database, now(), person, [...new Set(ties)].toSorted()),
  };
}

/** A list of ids as one value: the same text for any number of them. */
const listed = (ids: readonly string[]) => sql`SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)`;

// The library's tables call an administrator `admin`.
const roleOf = (name: string): Role => (name === 'admin' ? 'administrator' : (name as Role));

async function facts({ db }: Db, people: readonly string[]): Promise<ReadonlyMap<string, PersonFacts>> {
  if (people.length === 0) return new Map();
  const { rows } = await sql<{ readonly id: string; readonly memberships: string; readonly ties: string }>`
    SELECT u.id,
      coalesce((SELECT json_agg(json_build_array(m."organizationId", m.role) ORDER BY m."organizationId")
        FROM auth_member m WHERE m."userId" = u.id), '[]')::text AS memberships,
      coalesce((SELECT json_agg(t.organisation ORDER BY t.organisation) FROM person_ties t WHERE t.person = u.id), '[]')::text AS ties
    FROM auth_user u WHERE u.id IN (${listed(people)})`.execute(db);
  return new Map(
    rows.map(({ id, memberships, ties }) => {
      const held = JSON.parse(memberships) as readonly (readonly [string, string])[];
      const roles = held.map(([organisation, role]) => ({ organisation, roles: role.split(',').map(roleOf) }));
      return [id, { person: id, memberships: roles, ties: JSON.parse(ties) as readonly string[] }];
    }),
  );
}

async function names({ db }: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ readonly id: string; readonly name: string }>`
    SELECT id, name FROM auth_user WHERE id IN (${listed(ids)})
    UNION ALL SELECT id, name FROM auth_organisation WHERE id IN (${listed(ids)})`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type OrganisationRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly schemes: string | null;
  readonly until: string | null;
  readonly waits: boolean;
};

async function organisations({ db }: Db, kind: OrganisationKind | null): Promise<readonly Organisation[]> {
  const { rows } = await sql<OrganisationRow>`
    SELECT o.id, o.name, o.kind, a.schemes, a.until,
      NOT EXISTS (SELECT 1 FROM auth_member m WHERE m."organizationId" = o.id) AS waits
    FROM auth_organisation o LEFT JOIN laboratory_authorisations a ON a.laboratory = o.id
    WHERE ${kind}::text IS NULL OR o.kind = ${kind}
    ORDER BY o.name, o.id`.execute(db);
  return rows.map(({ id, name, kind: is, schemes, until, waits }) => ({
    id,
    name,
    kind: is,
    authorisation: schemes === null || until === null ? null : { schemes: schemes.split(' '), until },
    waits,
  }));
}

async function authorise(
  { db }: Db,
  at: string,
  by: string,
  laboratory: string,
  authorisation: LaboratoryAuthorisation | null,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const event = { event: authorisation === null ? 'authorisation-ended' : 'authorised', laboratory, ...authorisation };
    await journal(transaction, `directory/${laboratory}`, at, by, event);
    await needOrganisations(transaction, [laboratory], 'laboratory');
    if (authorisation === null) {
      await transaction.deleteFrom('laboratory_authorisations').where('laboratory', '=', laboratory).execute();
      return;
    }
    const values = { schemes: authorisation.schemes.join(' '), until: authorisation.until, at };
    await transaction
      .insertInto('laboratory_authorisations')
      .values({ laboratory, ...values })
      .onConflict((conflict) => conflict.column('laboratory').doUpdateSet(values))
      .execute();
  });
}

async function declareTies({ db }: Db, at: string, person: string, ties: readonly string[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await journal(transaction, `person/${person}`, at, person, { event: 'ties-declared', ties });
    await needOrganisations(transaction, ties, null);
    await transaction.deleteFrom('person_ties').where('person', '=', person).execute();
    if (ties.length > 0)
      await transaction
        .insertInto('person_ties')
        .values(ties.map((organisation) => ({ person, organisation, at })))
        .execute();
  });
}

/** First in its transaction (see appendJournal); what is refused afterwards takes the entry back with it. */
async function journal(transaction: Transaction<Tables>, stream: string, at: string, actor: string, event: object): Promise<void> {
  await appendJournal(transaction, { stream, expectedVersion: 'any', at, actor, events: [event] });
}

async function needOrganisations(transaction: Transaction<Tables>, ids: readonly string[], kind: OrganisationKind | null): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ readonly id: string }>`
    SELECT id FROM auth_organisation WHERE id IN (${listed(ids)}) AND (${kind}::text IS NULL OR kind = ${kind})`.execute(transaction);
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  if (missing === undefined) return;
  const what = kind === null ? 'no such organisation' : `no such ${kind}`;
  throw new UserError('ORGANISATION_UNKNOWN', what, missing, 'look at the list of organisations');
}
