import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import { compactJson } from '../../foundation/compact-json.ts';
import { instantText } from '../../foundation/instant-text.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Case } from '../../model/case.ts';
import type { CaseEvent } from '../../programme/case-event.ts';
import type { Viewer } from '../../programme/viewers-of.ts';
import { viewersOf } from '../../programme/viewers-of.ts';
import { waitsFor } from '../../programme/waits-for.ts';
import { appendJournal } from '../database/append-journal.ts';
import { readStream } from '../database/read-journal.ts';
import type { CaseRow, Tables } from '../database/tables.ts';
import type { CaseQuery, Page } from './desk.ts';

export const caseStream = (id: string): string => `case/${id}`;

export const caseUnknown = (id: string): UserError =>
  new UserError('CASE_UNKNOWN', 'there is no such case, or it is not yours', id, 'look at the list of your cases');

/** A case by its id, as its newest event left it. Refused: `CASE_UNKNOWN`. */
export async function readCase(db: Kysely<Tables>, id: string): Promise<Case> {
  const row = await db.selectFrom('cases').select('content').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw caseUnknown(id);
  return caseIn(row);
}

export const caseIn = ({ content }: Pick<CaseRow, 'content'>): Case => JSON.parse(content) as Case;

/** The case behind a certificate's number; null: none. */
export async function caseOfNumber(db: Kysely<Tables>, number: string): Promise<Case | null> {
  const row = await db.selectFrom('cases').select('content').where('number', '=', number).executeTakeFirst();
  return row === undefined ? null : caseIn(row);
}

/** Everything that happened to a case, oldest first. */
export async function readCaseEvents(db: Kysely<Tables>, id: string): Promise<readonly CaseEvent[]> {
  return (await readStream(db, caseStream(id))).map(({ event }) => event as CaseEvent);
}

/** An event and the case after it, in one transaction with whatever else the caller writes. Refused: `VERSION_CONFLICT` where the case has moved on. */
export async function appendCase(transaction: Transaction<Tables>, after: Case, event: CaseEvent): Promise<void> {
  const { by } = event;
  await appendJournal(transaction, {
    stream: caseStream(after.id),
    expectedVersion: after.version - 1,
    at: event.at,
    actor: by.kind === 'system' ? 'programme' : by.person,
    events: [event],
  });
  await writeCase(transaction, after);
}

/** To be raised with every change of what a row says of a case (`viewersOf`, `waitsFor`, words) or of what events make of it: rows of before are then made anew at the next start. */
export const caseShape = 1;

/** The case's row as the case stands; the job of an assessment that came to its end is let go of. */
export async function writeCase(transaction: Transaction<Tables>, of: Case): Promise<void> {
  const { id, ...rest } = rowOf(of);
  await transaction
    .insertInto('cases')
    .values({ id, ...rest, job: null })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...rest, ...(of.assessing === null ? { job: null } : {}) }))
    .execute();
}

function rowOf(of: Case): Omit<CaseRow, 'job'> {
  const { id, version, state, since, certificate, description } = of;
  const names = [id, certificate?.number, description?.product.name, description?.product.model, description?.product.maker];
  return {
    id,
    version,
    state,
    since,
    number: certificate?.number ?? null,
    words: names
      .filter((name) => typeof name === 'string')
      .join('\n')
      .toLowerCase(),
    viewers: viewersOf(of),
    waits: waitsFor(of),
    valid_until: certificate?.validUntil ?? null,
    shape: caseShape,
    content: compactJson(of),
  };
}

const usualLimit = 50;

/** Cases that any of the viewers may see, newest state first. `blind`: true for who must not find a case by a name that is hidden. Refused: `CURSOR_INVALID`. */
export async function listCases(
  db: Kysely<Tables>,
  viewers: readonly Viewer[] | 'all',
  { state, text, mine, cursor, limit = usualLimit }: CaseQuery,
  blind: boolean,
): Promise<Page<Case>> {
  let query = db.selectFrom('cases').select(['content', 'since', 'id']);
  if (viewers !== 'all') query = query.where(overlaps('viewers', viewers));
  if (mine === true && viewers !== 'all') query = query.where(overlaps('waits', viewers));
  if (state !== undefined) query = query.where('state', '=', state);
  if (text !== undefined && text !== '') {
    const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const isNamed = sql<SqlBool>`words LIKE ${pattern}`;
    query = query.where(blind ? sql<SqlBool>`(id = ${text} OR (state <> 'decision-pending' AND ${isNamed}))` : isNamed);
  }
  if (cursor !== undefined) {
    const { since, id } = placeIn(cursor);
    query = query.where(sql<SqlBool>`(since < ${since} OR (since = ${since} AND id > ${id}))`);
  }
  const rows = await query
    .orderBy('since', 'desc')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(caseIn),
    next: rows.length > limit && last !== undefined ? `${Date.parse(last.since) / 1000}.${last.id}` : null,
  };
}

const overlaps = (column: 'viewers' | 'waits', viewers: readonly Viewer[]) =>
  sql<SqlBool>`${sql.ref(column)} && ${sql.val([...viewers])}::text[]`;

function placeIn(cursor: string): { readonly since: string; readonly id: string } {
  const found = /^(\d{1,11})\.([A-Za-z0-9-]{1,40})$/.exec(cursor);
  if (found === null) throw new UserError('CURSOR_INVALID', 'this is no place in a list', cursor, 'take `next` of the page before');
  return { since: instantText(Number(found[1])), id: found[2] ?? '' };
}
