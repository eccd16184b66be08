import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { UserError } from '../../foundation/user-error.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { Case } from '../../model/case.ts';
import type { Action } from '../../model/case-action.ts';
import { anonymisedAssessment } from '../../programme/anonymised-assessment.ts';
import { anonymisedEvents } from '../../programme/anonymised-events.ts';
import type { Actor, CaseEvent } from '../../programme/case-event.ts';
import type { ProgrammeSettings } from '../../programme/programme-settings.ts';
import { type Act, transition } from '../../programme/transition.ts';
import { workOf } from '../../programme/work-of.ts';
import { assessmentJson } from '../../reports/assessment-json.ts';
import { appendJournal } from '../database/append-journal.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import type { Queue } from '../queue/queue.ts';
import { appendCase, listCases, readCase, readCaseEvents } from './case-store.ts';
import { contextFor, namesOf } from './context-for.ts';
import type { Desk, Seat, WithAct } from './desk.ts';
import type { Directory } from './directory.ts';
import { readAll } from './read-all.ts';
import { isHidden, mustSee, seenCase, summaryOf, viewersFor } from './seen-case.ts';

/** A change of a case, told while it is written: what throws undoes it. */
export type CaseChange = { readonly before: Case | null; readonly after: Case; readonly event: CaseEvent };

export type DeskDeps = {
  readonly database: Database;
  readonly queue: Pick<Queue, 'send'>;
  readonly directory: Directory;
  readonly store: Pick<EvidenceStore, 'get'>;
  readonly settings: ProgrammeSettings;
  /** Version of the agreement in force. */
  readonly agreement: string;
  /** Whether a file was uploaded for this very case. Threat: who knows a digest names somebody else's firmware as evidence of his own case. */
  readonly holds: (caseId: string, sha256: string, bytes: number) => Promise<boolean>;
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly now: () => string;
  /** Told inside the transaction of each change, after it was appended. */
  readonly onChange?: (transaction: Transaction<Tables>, change: CaseChange) => Promise<void>;
};

/** Attempts at an act that named no version, where somebody else acted at the same time. */
const mostAttempts = 5;

/** The desk over the database: each act is decided on the case as it stands, appended to the journal, and puts the work that follows into the queue, all in one transaction. */
export function openDesk(deps: DeskDeps): Desk {
  const { database, directory } = deps;
  return {
    open: async (seat, input, also) =>
      actOnce(deps, { seat, before: null, action: { name: 'open', input }, id: `C-${randomBytes(8).toString('hex')}`, also }),
    act: (seat, id, action, expectedVersion, also) => act(deps, { seat, id, action, also }, expectedVersion),
    read: async (seat, id) => {
      const of = mustSee(seat, await readCase(database.db, id));
      return seenCase(seat, of, deps.settings, await namesOf(of, directory));
    },
    list: async (seat, query) => {
      const { items, next } = await listCases(database.db, viewersFor(seat), query, seat !== 'system' && seat.role === 'decision-maker');
      const names = await directory.names(items.map(({ applicant }) => applicant));
      return { items: items.map((each) => summaryOf(seat, each, deps.settings, names)), next };
    },
    events: async (seat, id) => {
      const of = mustSee(seat, await readCase(database.db, id));
      const events = await readCaseEvents(database.db, id);
      return isHidden(seat, of) ? anonymisedEvents(events, seat === 'system' ? null : seat.person) : events;
    },
    assessment: (seat, id, digest) => assessmentOf(deps, seat, id, digest),
    organisations: async (kind) => (await directory.organisations(kind)).filter(({ waits }) => !waits),
  };
}

type Wanted = { readonly seat: Seat; readonly id: string; readonly action: Action; readonly also: WithAct | undefined };

async function act(deps: DeskDeps, wanted: Wanted, expected: number | undefined): Promise<Case> {
  const { seat, id, action } = wanted;
  for (let attempt = 1; ; attempt += 1) {
    const before = mustSee(seat, await readCase(deps.database.db, id));
    if (expected !== undefined && expected !== before.version) throw movedOn(id, expected, before.version);
    if (action.name === 'add-evidence') await mustHold(deps, id, action.input.evidence);
    try {
      return await actOnce(deps, { ...wanted, before });
    } catch (error) {
      const isRace = error instanceof UserError && error.code === 'VERSION_CONFLICT';
      if (!isRace || expected !== undefined || attempt === mostAttempts) throw error;
    }
  }
}

const movedOn = (id: string, expected: number, now: number): UserError =>
  new UserError(
    'VERSION_CONFLICT',
    `the case is at version ${now} by now, not ${expected}`,
    id,
    'look at it as it is now and decide again',
  );

async function mustHold(
  { holds }: DeskDeps,
  id: string,
  { file, sha256, bytes }: { file: string; sha256: string; bytes: number },
): Promise<void> {
  if (!(await holds(id, sha256, bytes)))
    throw new UserError('EVIDENCE_NOT_UPLOADED', 'these bytes were not uploaded for this case', file, 'upload the file, then add it');
}

async function actOnce(deps: DeskDeps, { seat, before, action, id, also }: Wanted & { readonly before: Case | null }): Promise<Case> {
  const done = transition(before, { by: actorOf(seat), action } as Act, await contextFor(deps, seat, before, action), id);
  if (done.outcome === 'refused') {
    const { code, detail } = done.refusal;
    if (code === 'CONFLICT_TIE' || code === 'CONFLICT_HAT') await recordAttempt(deps, seat, id, action, code);
    throw new UserError(
      code,
      `the case refuses to ${action.name}`,
      detail,
      'docs/spec/programme.md says what is possible when, and for whom',
    );
  }
  const { case: after, event } = done;
  await deps.database.db.transaction().execute(async (transaction) => {
    await appendCase(transaction, after, event);
    await putWork(deps, transaction, { before, after, event });
    await deps.onChange?.(transaction, { before, after, event });
    await also?.(transaction, after);
  });
  return after;
}

const actorOf = (seat: Seat): Actor => (seat === 'system' ? { kind: 'system' } : { kind: 'person', ...seat });

/** An attempt against the separation of duties is kept although it came to nothing (6-programme, People). */
async function recordAttempt({ database, now }: DeskDeps, seat: Seat, id: string, { name }: Action, code: string): Promise<void> {
  if (seat === 'system') return;
  await database.db.transaction().execute((transaction) =>
    appendJournal(transaction, {
      stream: `attempts/${id}`,
      expectedVersion: 'any',
      at: now(),
      actor: seat.person,
      events: [{ action: name, role: seat.role, organisation: seat.organisation, refused: code }],
    }),
  );
}

async function putWork({ queue }: DeskDeps, transaction: Transaction<Tables>, { before, after, event }: CaseChange): Promise<void> {
  const work = workOf(event, before, after);
  if (work === null) return;
  const job = await queue.send(transaction, work.kind, { case: after.id }, { singletonKey: after.id });
  if (work.kind === 'assess') await transaction.updateTable('cases').set({ job }).where('id', '=', after.id).execute();
}

async function assessmentOf({ database, store, directory }: DeskDeps, seat: Seat, id: string, digest: string): Promise<Uint8Array> {
  const of = mustSee(seat, await readCase(database.db, id));
  if (!of.assessments.some((each) => each.digest === digest))
    throw new UserError('EVIDENCE_UNKNOWN', 'the case has no such assessment', digest, 'see the list of its assessments');
  const bytes = await readAll(await store.get(digest, { verify: true }));
  if (!isHidden(seat, of)) return bytes;
  const names = await namesOf(of, directory);
  const whole = JSON.parse(new TextDecoder().decode(bytes)) as Assessment;
  return new TextEncoder().encode(assessmentJson(anonymisedAssessment(whole, of, [...names.values()])));
}
