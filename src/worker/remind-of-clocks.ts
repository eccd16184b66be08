import type { Transaction } from 'kysely';
import type { Database } from '../adapters/database/database.ts';
import type { Tables } from '../adapters/database/tables.ts';
import { caseIn } from '../adapters/programme/case-store.ts';
import { sendReminders } from '../adapters/programme/reminder-job.ts';
import { tellWebhooks } from '../adapters/programme/tell-webhooks.ts';
import type { Queue } from '../adapters/queue/queue.ts';
import type { Case } from '../model/case.ts';
import type { Role } from '../model/organisation.ts';
import { awaitedPeople } from '../programme/awaited-people.ts';
import { type Clock, caseClocks } from '../programme/case-clocks.ts';
import type { ProgrammeSettings } from '../programme/programme-settings.ts';
import { daysLater } from '../programme/working-days.ts';

type Reminding = {
  readonly database: Pick<Database, 'db'>;
  readonly queue: Pick<Queue, 'send'>;
  readonly settings: ProgrammeSettings;
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly now: () => string;
};

/** How long before a deadline its organisation is told. */
const daysBefore = 3;
const page = 200;
const over = ['rejected', 'cancelled', 'expired'] as const;

/** Tells organisations by their webhooks, and people by mail, of deadlines that come within three days or are past, each once. Gives how many. */
export async function remindOfClocks(reminding: Reminding): Promise<number> {
  const { database, settings, now } = reminding;
  const until = daysLater(now(), daysBefore);
  let told = 0;
  for (let after = ''; ; ) {
    const rows = await database.db
      .selectFrom('cases')
      .select(['id', 'content'])
      .where('state', 'not in', [...over])
      .where('id', '>', after)
      .orderBy('id')
      .limit(page)
      .execute();
    for (const of of rows.map(caseIn)) {
      const due = caseClocks(of, settings).filter((clock) => clock.due <= until);
      for (const clock of due) told += await tell(reminding, of, clock);
    }
    const last = rows.at(-1);
    if (last === undefined) return told;
    after = last.id;
  }
}

/** Noted and queued together: who is killed between the two told nobody and noted nothing. */
async function tell({ database, queue, now }: Reminding, of: Case, clock: Clock): Promise<number> {
  const { kind, whose, due, about } = clock;
  const noted = await database.db.transaction().execute(async (transaction: Transaction<Tables>) => {
    const [row] = await transaction
      .insertInto('told_clocks')
      .values({ case_id: of.id, kind, about: about ?? '', due })
      .onConflict((conflict) => conflict.doNothing())
      .returning('case_id')
      .execute();
    const organisation = sideOf(of, whose);
    if (row === undefined || organisation === null) return false;
    await tellWebhooks(transaction, queue, organisation, 'case.due', { at: now(), case: of.id, state: of.state, clock: kind, about, due });
    await sendReminders(transaction, queue, { organisation, role: whose, awaited: awaitedPeople(of, clock) }, { case: of.id, kind, due });
    return true;
  });
  return noted ? 1 : 0;
}

function sideOf({ applicant, laboratory, body }: Case, role: Role): string | null {
  if (role === 'applicant') return applicant;
  return role === 'evaluator' ? laboratory : body;
}
