import { randomBytes } from 'node:crypto';
import { UserError } from '../../foundation/user-error.ts';
import type { Case } from '../../model/case.ts';
import { isCertificateNumber } from '../../model/certificate-number.ts';
import type { Matter } from '../../model/matter.ts';
import { lodgedMatter, type MatterAct, type MatterPlace, type MatterRefusal, moveMatter } from '../../programme/matter.ts';
import { isMatterDuty } from '../../programme/matter-duties.ts';
import { peopleOfCase } from '../../programme/people-of-case.ts';
import type { ProgrammeSettings } from '../../programme/programme-settings.ts';
import { daysLater } from '../../programme/working-days.ts';
import type { Database } from '../database/database.ts';
import type { Desk, Seat } from './desk.ts';
import { listMatters, lodgeMatter, moveKeptMatter, readMatter } from './matter-store.ts';
import type { MatterInput, Matters, MatterWanted, PublicMatters, SeenMatter } from './matters.ts';
import { isMatterSeen, seeMatter } from './see-matter.ts';

export type MatterParts = {
  readonly database: Pick<Database, 'db'>;
  /** Read as `system`: which case a matter is about, and who had to do with it. */
  readonly desk: Pick<Desk, 'read' | 'list'>;
  readonly settings: ProgrammeSettings;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: () => string;
};

/** States that somebody decided on: what an appeal can be against. */
const decidedStates: readonly Case['state'][] = [
  'rejected',
  'refused',
  'in-force',
  'under-review',
  'suspended',
  'reduced',
  'withdrawn',
  'lapsed',
];

/** Matters in the database: for people with an account, and for the public pages. */
export function openMatters(parts: MatterParts): { readonly matters: Matters; readonly publicMatters: PublicMatters } {
  const { database } = parts;
  const matters: Matters = {
    lodge: (by, wanted) => lodge(parts, by, wanted),
    list: async (seat, query) => {
      const { items, next } = await listMatters(database, seat, query);
      return { items: items.map((matter) => seeMatter(matter, seat, parts.settings)), next };
    },
    read: async (seat, id) => {
      const kept = await readMatter(database, id);
      return kept === null || !isMatterSeen(kept.matter, seat) ? null : seeMatter(kept.matter, seat, parts.settings);
    },
    act: (seat, id, input) => act(parts, seat, id, input),
  };
  const publicMatters: PublicMatters = {
    lodge: async (matter) => lodgeMatter(database, { ...matter, ...(await placeOfNumber(parts, matter.report.number)) }),
    matterOf: async (id) => {
      const kept = await readMatter(database, id);
      return kept === null ? null : { ...kept.matter, report: { ...kept.matter.report, name: null, email: null } };
    },
    appeal: async (id, reasons) => {
      try {
        await moveKeptMatter(database, id, (before) => moved(parts, before, { name: 'appeal', reasons }));
      } catch (error) {
        if (!(error instanceof UserError) || !isRefusal(error.code)) throw error;
      }
    },
  };
  return { matters, publicMatters };
}

async function lodge(
  parts: MatterParts,
  by: Seat | null,
  { kind, about, words, name, email, language }: MatterWanted,
): Promise<SeenMatter> {
  const seat = by === 'system' ? null : by;
  const number = about !== null && isCertificateNumber(about) ? about : null;
  const of = about === null ? null : number === null ? await ownCase(parts, by, about) : await caseOfNumber(parts, number);
  if (number !== null && of === null && !(await isRegistered(parts, number))) throw aboutUnknown(number);
  if (kind === 'appeal') await refuseAppeal(parts, by, of);
  const place: MatterPlace = {
    case: of?.id ?? null,
    body: of?.body ?? null,
    lodgedBy: seat === null ? null : { person: seat.person, organisation: seat.organisation },
  };
  const report = { kind, number: number ?? of?.certificate?.number ?? null, words, name, email, language };
  const matter = lodgedMatter(randomBytes(18).toString('base64url'), report, parts.now(), place);
  await lodgeMatter(parts.database, matter);
  return seeMatter(matter, by, parts.settings);
}

const aboutUnknown = (about: string): UserError =>
  new UserError('MATTER_ABOUT_UNKNOWN', 'no such certificate or case', about, 'give the number on the label, or the id of a case of yours');

/** Threat: ids of cases that are tried until one is there. Only a case that the seat may read is known. */
async function ownCase({ desk }: MatterParts, seat: Seat | null, id: string): Promise<Case> {
  if (seat === null) throw aboutUnknown(id);
  try {
    return (await desk.read(seat, id)).case;
  } catch (error) {
    throw error instanceof UserError && error.code === 'CASE_UNKNOWN' ? aboutUnknown(id) : error;
  }
}

/** An appeal is of whoever was party to the case, and in time (6-programme, A case). */
async function refuseAppeal(parts: MatterParts, seat: Seat | null, of: Case | null): Promise<void> {
  if (of === null) throw aboutUnknown('-');
  await ownCase(parts, seat, of.id);
  if (!decidedStates.includes(of.state))
    throw new UserError('NOT_DECIDED', 'nothing was decided on this case that could be appealed', of.id, 'wait for the decision');
  const until = daysLater(of.since, parts.settings.appealDays);
  if (parts.now() > until) throw new UserError('APPEAL_LATE', 'the time to appeal is over', until, 'lodge a complaint instead');
}

async function caseOfNumber({ desk }: MatterParts, number: string): Promise<Case | null> {
  const { items } = await desk.list('system', { text: number, limit: 100 });
  const found = items.find((each) => each.number === number);
  return found === undefined ? null : (await desk.read('system', found.id)).case;
}

async function placeOfNumber(parts: MatterParts, number: string | null): Promise<Pick<MatterPlace, 'case' | 'body'>> {
  const of = number === null ? null : await caseOfNumber(parts, number);
  return { case: of?.id ?? null, body: of?.body ?? null };
}

async function isRegistered({ database: { db } }: MatterParts, number: string): Promise<boolean> {
  return (await db.selectFrom('register_index').select('number').where('number', '=', number).executeTakeFirst()) !== undefined;
}

async function act(parts: MatterParts, seat: Seat, id: string, input: MatterInput): Promise<SeenMatter> {
  const unknown = new UserError('MATTER_UNKNOWN', 'no such matter, or it is not yours', id, 'look at the list');
  const matter = await moveKeptMatter(parts.database, id, (before) => {
    if (!isMatterSeen(before, seat)) throw unknown;
    if (seat === 'system' || !isMatterDuty(before, input.name, seat))
      throw new UserError('ROLE_MISSING', 'this act belongs to another role', input.name, 'act in another role');
    return moved(parts, before, input.name === 'appeal' ? input : { ...input, by: seat.person });
  });
  if (matter === null) throw unknown;
  return seeMatter(matter, seat, parts.settings);
}

/** Who had to do with the case is asked before anything is written: on the embedded database nothing can be asked inside a transaction. */
async function moved(
  { desk, settings, now }: MatterParts,
  before: Matter,
  input: MatterAct,
): Promise<{ readonly act: MatterAct; readonly matter: Matter }> {
  const decides = input.name === 'decide' || input.name === 'decide-appeal';
  const of = decides && before.case !== null ? (await desk.read('system', before.case)).case : null;
  const result = moveMatter(before, input, { now: now(), settings, involved: of === null ? new Set() : peopleOfCase(of) });
  if (result.outcome === 'done') return { act: input, matter: result.matter };
  throw new UserError(result.refusal, refusals[result.refusal], before.state, 'look at the matter again');
}

const refusals: Readonly<Record<MatterRefusal, string>> = {
  STATE_FORBIDS: 'this is not possible in the state of the matter',
  TIME_BACKWARDS: 'the act is dated before what happened',
  CONFLICT_CASE: 'who had to do with the case does not decide what is brought against it',
  CONFLICT_HAT: 'who had the matter in hand does not decide the appeal',
  REASONS_MISSING: 'a decision and an appeal have reasons',
  APPEAL_LATE: 'the time to appeal is over',
};

const isRefusal = (code: string): boolean => Object.hasOwn(refusals, code);
