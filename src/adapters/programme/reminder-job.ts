import { sql, type Transaction } from 'kysely';
import type { Role } from '../../model/organisation.ts';
import type { Clock } from '../../programme/case-clocks.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import type { JobKind, Queue } from '../queue/queue.ts';
import type { Mail, MailMessage } from '../sign-in/sign-in-config.ts';

/** What one person is told of: nothing that a committee may not know. */
export type Reminder = { readonly case: string } & Pick<Clock, 'kind' | 'due'>;
type ReminderJob = Reminder & { readonly person: string };

/** A mail server that is away comes back: the last of these runs is some hours after the first. */
export const reminderJobKind: JobKind = { name: 'remind', leaseSeconds: 60, longestSeconds: 120, retries: 10, retryDelaySeconds: 30 };

/** Queues a message to each of those `awaited` who have the role in the organisation, or to all who have it where none of them has. The number queued. */
export async function sendReminders(
  transaction: Transaction<Tables>,
  queue: Pick<Queue, 'send'>,
  { organisation, role, awaited }: { readonly organisation: string; readonly role: Role; readonly awaited: readonly string[] },
  reminder: Reminder,
): Promise<number> {
  const { rows } = await sql<{ readonly person: string }>`
    SELECT "userId" AS person FROM auth_member
    WHERE "organizationId" = ${organisation} AND ${role} = ANY (string_to_array(role, ',')) ORDER BY "userId"`.execute(transaction);
  const holders = rows.map(({ person }) => person);
  const own = holders.filter((person) => awaited.includes(person));
  const told = own.length > 0 ? own : holders;
  for (const person of told) await queue.send(transaction, reminderJobKind.name, { person, ...reminder } satisfies ReminderJob);
  return told.length;
}

export type ReminderParts = {
  readonly database: Pick<Database, 'db'>;
  readonly mail: Mail;
  /** The words, in the language of the person (null: not known). */
  readonly write: (reminder: Reminder, language: string | null) => Omit<MailMessage, 'to'>;
};

/** Sends one message to the address that the person has now; who is not there any more gets none. A worker that is killed between sending and saying so sends it twice. */
export const remindJob =
  ({ database, mail, write }: ReminderParts) =>
  async ({ person, ...reminder }: ReminderJob): Promise<void> => {
    const { rows } = await sql<{ readonly email: string; readonly language: string | null }>`
      SELECT email, language FROM auth_user WHERE id = ${person}`.execute(database.db);
    for (const { email, language } of rows) await mail.send({ to: email, ...write(reminder, language) });
  };
