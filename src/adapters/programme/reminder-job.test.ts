import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockKinds } from '../../programme/case-clocks.ts';
import { chooseMessages } from '../catalogue/choose-messages.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { databaseFixture } from '../database/database-fixture.ts';
import { writeReminder } from '../mail/write-reminder.ts';
import type { Queue } from '../queue/queue.ts';
import type { MailMessage } from '../sign-in/sign-in-config.ts';
import { remindJob, sendReminders } from './reminder-job.ts';

const fixture = databaseFixture();
const people = `
INSERT INTO auth_user (id, name, email, "emailVerified", "createdAt", "updatedAt", language) VALUES
  ('ada', 'Ada', 'ada@body.example', true, now(), now(), 'nl'), ('bo', 'Bo', 'bo@body.example', true, now(), now(), NULL),
  ('cy', 'Cy', 'cy@body.example', true, now(), now(), NULL);
INSERT INTO auth_organisation (id, name, slug, kind, "createdAt") VALUES ('b', 'Body', 'b', 'body', now());
INSERT INTO auth_member (id, "organizationId", "userId", role, "createdAt") VALUES
  ('1', 'b', 'ada', 'admin,reviewer', now()), ('2', 'b', 'bo', 'reviewer', now()), ('3', 'b', 'cy', 'decision-maker', now());
`;
const catalogue = await loadCatalogue();
const languages = ['en', 'nl', 'fr', 'de'].map((language) => chooseMessages(catalogue, language));
const write = writeReminder(languages, 'IQS', 'https://iqs.example');
const reminder = { case: 'C-1', kind: 'take-up-review', due: '2026-12-03' } as const;

describe('reminders by mail', async () => {
  const database = await fixture.open('embedded');
  await database.script(people);
  const queued = async (
    awaited: readonly string[],
    role: 'reviewer' | 'surveillance-officer' = 'reviewer',
  ): Promise<readonly unknown[]> => {
    const jobs: unknown[] = [];
    const queue: Pick<Queue, 'send'> = { send: async (_transaction, name, data) => String(jobs.push([name, data])) };
    await database.db.transaction().execute(async (transaction) => {
      assert.equal(await sendReminders(transaction, queue, { organisation: 'b', role, awaited }, reminder), jobs.length);
    });
    return jobs;
  };

  it('go to those who are awaited as long as they have the role, else to all who have it', async () => {
    const to = (person: string) => ['remind', { person, ...reminder }];
    assert.deepEqual(await queued(['bo', 'gone']), [to('bo')]);
    for (const awaited of [[], ['cy'], ['gone']]) assert.deepEqual(await queued(awaited), [to('ada'), to('bo')]);
    assert.deepEqual(await queued([], 'surveillance-officer'), []);
  });

  it('are written in the person’s language, to the address of today; who is gone gets none', async () => {
    const sent: MailMessage[] = [];
    const remind = remindJob({ database, mail: { send: async (message) => void sent.push(message) }, write });
    for (const person of ['ada', 'bo', 'gone']) await remind({ person, ...reminder });
    assert.deepEqual(
      sent.map(({ to, subject }) => [to, subject]),
      [
        ['ada@body.example', 'Uiterlijk 3 december 2026: Begin van de beoordeling'],
        ['bo@body.example', 'Due on 3 December 2026: Start of the review'],
      ],
    );
    assert.ok(sent.every(({ text }) => text.includes('https://iqs.example/portal/cases/C-1')));
    await assert.rejects(
      remindJob({ database, mail: { send: () => Promise.reject(new Error('away')) }, write })({ person: 'bo', ...reminder }),
    );
  });

  it('are whole in every language, for every clock', () => {
    for (const kind of clockKinds)
      for (const { language } of languages) {
        const { subject, text } = write({ ...reminder, kind }, language);
        assert.doesNotMatch(subject + text, /[⟦{}]|undefined/, `${kind} ${language}`);
      }
    assert.deepEqual(write(reminder, 'tlh'), write(reminder, null));
  });
});
