import { type Kysely, type Selectable, sql } from 'kysely';
import { UserError } from '../../foundation/user-error.ts';
import type { Matter } from '../../model/matter.ts';
import { isMatterOpenTo, type MatterAct } from '../../programme/matter.ts';
import { handlesMatter, type MatterSeat } from '../../programme/matter-duties.ts';
import { appendJournal } from '../database/append-journal.ts';
import type { Database } from '../database/database.ts';
import type { MatterRow, Tables } from '../database/tables.ts';
import type { Page, Seat } from './desk.ts';
import type { MatterQuery } from './matters.ts';

/** A matter with the number of its events; name and address of who wrote are in the report. */
export type KeptMatter = { readonly version: number; readonly matter: Matter };

/** What an act made of a matter; a refusal is thrown. */
export type MatterMove = (before: Matter) => Promise<{ readonly act: MatterAct; readonly matter: Matter }>;

const mostTries = 5;
const streamOf = (id: string): string => `matter/${id}`;

/** Writes a matter that is new. */
export async function lodgeMatter({ db }: Pick<Database, 'db'>, matter: Matter): Promise<void> {
  const { id, report, lodgedAt, lodgedBy } = matter;
  const { name, email } = report;
  await db.transaction().execute(async (transaction) => {
    const event = { name: 'lodged', matter: withoutReporter(matter) };
    const actor = lodgedBy === null ? 'anybody' : lodgedBy.person;
    await appendJournal(transaction, { stream: streamOf(id), expectedVersion: 0, at: lodgedAt, actor, events: [event] });
    await transaction
      .insertInto('matters')
      .values({
        id,
        version: 1,
        kind: report.kind,
        is_open: true,
        body: matter.body,
        organisation: lodgedBy?.organisation ?? null,
        lodged_at: lodgedAt,
        matter: JSON.stringify(withoutReporter(matter)),
        reporter_name: name,
        reporter_email: email,
      })
      .execute();
  });
}

/** Moves a matter; where somebody was faster, decides again on what it is then. Null: there is none. */
export async function moveKeptMatter(database: Pick<Database, 'db'>, id: string, move: MatterMove): Promise<Matter | null> {
  for (let tries = 1; ; tries += 1) {
    const kept = await readMatter(database, id);
    if (kept === null) return null;
    const { act, matter } = await move(kept.matter);
    try {
      await writeMove(database, kept.version, act, matter);
      return matter;
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'VERSION_CONFLICT' || tries === mostTries) throw error;
    }
  }
}

async function writeMove({ db }: Pick<Database, 'db'>, version: number, act: MatterAct, matter: Matter): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const actor = 'by' in act ? act.by : 'reporter';
    await appendJournal(transaction, {
      stream: streamOf(matter.id),
      expectedVersion: version,
      at: matter.since,
      actor,
      events: [act],
    });
    await transaction
      .updateTable('matters')
      .set({ version: version + 1, is_open: isOpen(matter), matter: JSON.stringify(withoutReporter(matter)) })
      .where('id', '=', matter.id)
      .execute();
  });
}

/** Whether the body still has something to do. */
const isOpen = (matter: Matter): boolean => matter.state !== 'decided' || isMatterOpenTo(matter, 'decide-appeal');

const withoutReporter = (matter: Matter): Matter => ({ ...matter, report: { ...matter.report, name: null, email: null } });

/** Null: there is none. */
export async function readMatter({ db }: { readonly db: Kysely<Tables> }, id: string): Promise<KeptMatter | null> {
  const row = await db.selectFrom('matters').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : keptOf(row);
}

function keptOf({ version, matter, reporter_name: name, reporter_email: email }: Selectable<MatterRow>): KeptMatter {
  const kept = matter as Matter;
  return { version, matter: { ...kept, report: { ...kept.report, name, email } } };
}

/** Matters that a seat's organisation lodged or handles, newest first. Refused: `CURSOR_INVALID`. */
export async function listMatters({ db }: Pick<Database, 'db'>, seat: Seat, { open, cursor, limit }: MatterQuery): Promise<Page<Matter>> {
  const place = cursor === undefined ? null : placeOf(cursor);
  const rows = await db
    .selectFrom('matters')
    .selectAll()
    .where(isOf(seat))
    .$if(open === true, (of) => of.where('is_open', '=', true))
    .$if(place !== null, (of) => of.where(sql<boolean>`(lodged_at, id) < (${place?.at}::text, ${place?.id}::text)`))
    .orderBy('lodged_at', 'desc')
    .orderBy('id', 'desc')
    .limit(Math.min(100, Math.max(1, limit)) + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > items.length && last !== undefined ? JSON.stringify([last.lodged_at, last.id]) : null;
  return { items: items.map((row) => keptOf(row).matter), next: next === null ? null : Buffer.from(next).toString('base64url') };
}

function isOf(seat: Seat) {
  if (seat === 'system') return sql<boolean>`true`;
  const own = sql<boolean>`organisation = ${seat.organisation}`;
  return handlesSome(seat) ? sql<boolean>`(${own} OR body = ${seat.organisation} OR body IS NULL)` : own;
}

const handlesSome = (seat: MatterSeat): boolean => handlesMatter({ body: null }, seat);

function placeOf(cursor: string): { readonly at: string; readonly id: string } {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [at, id] = Array.isArray(place) ? (place as readonly unknown[]) : [];
    if (typeof at === 'string' && typeof id === 'string' && !`${at}${id}`.includes('\0') && `${at}${id}`.isWellFormed()) return { at, id };
  } catch {
    // Said below.
  }
  throw new UserError('CURSOR_INVALID', 'no place in this list', cursor.slice(0, 100), 'begin at the first page');
}
