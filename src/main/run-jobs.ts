import { writeReminder } from '../adapters/mail/write-reminder.ts';
import { deliverWebhookJob } from '../adapters/programme/deliver-webhook-job.ts';
import { productName } from '../adapters/programme/product-name.ts';
import { reminderJobKind, remindJob } from '../adapters/programme/reminder-job.ts';
import { sweepEvidenceUploads } from '../adapters/programme/sweep-evidence-uploads.ts';
import { sweepRequests } from '../adapters/programme/sweep-requests.ts';
import { type WebhookJob, webhookJobKind } from '../adapters/programme/webhook-job.ts';
import type { JobKind } from '../adapters/queue/queue.ts';
import { jobKinds, startWorker } from '../worker/start-worker.ts';
import type { OpenProgramme } from './open-programme.ts';
import type { ProgrammeServices } from './programme-services.ts';

/** Every kind of job of a programme. */
export const allJobKinds: readonly JobKind[] = [...jobKinds, webhookJobKind, reminderJobKind, { name: 'sweep', retries: 1 }];

const uploadDays = 7;
const dayMs = 86_400_000;

/** Runs every kind of job in this process. */
export async function runJobs(open: OpenProgramme, { programme, signIn, incoming, mail, languages }: ProgrammeServices): Promise<void> {
  const { config, database, queue, sessionSecret } = open;
  const { concurrency } = config.worker;
  await startWorker(programme, queue, { concurrency });
  const webhooks = { database, queue, serverSecret: sessionSecret, rules: config.webhooks, now: programme.now };
  await queue.work<WebhookJob>(webhookJobKind.name, { concurrency }, deliverWebhookJob(webhooks));
  const write = writeReminder(languages, productName, config.baseUrl);
  await queue.work(reminderJobKind.name, { concurrency: 1 }, remindJob({ database, mail, write }));
  await queue.work('sweep', { concurrency: 1 }, async () => {
    await signIn.sweep();
    await sweepRequests(database, programme.now());
    await sweepEvidenceUploads(database, incoming, new Date(Date.now() - uploadDays * dayMs));
  });
  await queue.schedule('sweep', '41 3 * * *', {});
}
