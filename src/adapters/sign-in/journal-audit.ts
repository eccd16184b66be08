import { appendJournal } from '../database/append-journal.ts';
import type { Database } from '../database/database.ts';
import type { Audit } from './sign-in-config.ts';

/** Puts what happened about signing in into the journal: stream `person/<id>` of whom it was done to or who did it, else `sign-in`. */
export const journalAudit =
  ({ db }: Pick<Database, 'db'>): Audit =>
  async ({ at, actor, action, target, outcome, address }) => {
    const stream = actor === null && target === null ? 'sign-in' : `person/${actor ?? target}`;
    const event = { event: 'sign-in', action, target, outcome, address };
    const entry = { stream, expectedVersion: 'any', at, actor: actor ?? 'nobody', events: [event] } as const;
    await db.transaction().execute((transaction) => appendJournal(transaction, entry));
  };
