import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../src/adapters/database/database.ts';
import { databaseFixture } from '../../src/adapters/database/database-fixture.ts';
import { openDatabase } from '../../src/adapters/database/open-database.ts';
import { s3Keys, s3Server } from '../../src/adapters/evidence-store/s3-server-fixture.ts';
import { readCaseEvents } from '../../src/adapters/programme/case-store.ts';
import { act, draft, type Player, type Playing, productNamed } from './certify.ts';
import { checkJobs } from './check-programme.ts';
import { runningProgramme } from './running-programme.ts';
import { seedProgramme } from './seed-programme.ts';

const count = 30;
const names = ['worker-1', 'worker-2', 'worker-3'];
const waitSeconds = 600;

const fixture = databaseFixture();

describe('workers that share a database and a store, and nothing else', () => {
  test(`do ${count} assessments once each though one of them is killed in the middle of its own`, { timeout: 1_800_000 }, async (t) => {
    const { url } = (await fixture.place('postgresql')) as { readonly url: string };
    const s3 = await s3Server();
    t.after(() => s3.close());
    const programme = await runningProgramme(t, url, {
      IQS_EVIDENCE_STORE: 's3',
      IQS_EVIDENCE_ENDPOINT: new URL(s3.endpoint).origin,
      IQS_EVIDENCE_BUCKET: new URL(s3.endpoint).pathname.slice(1),
      IQS_EVIDENCE_REGION: s3.region,
      IQS_EVIDENCE_ACCESS_KEY_ID: s3Keys.accessKeyId,
      IQS_EVIDENCE_SECRET_ACCESS_KEY: s3Keys.secretAccessKey,
    });
    const seeded = await seedProgramme({ env: programme.env, authority: join(programme.folder, 'data', 'authority'), hook: null });
    await programme.server().ready();
    const player: Player = { api: { at: programme.at, stopped: t.signal }, seeded, turns: new Map() };
    const cases: string[] = [];
    for (let number = 0; number < count; number += 1) cases.push(await asked(player, `Product ${number}`));

    // Folders of their own, without keys: they assess, and have only database and store together.
    const workers = names.map((name) => programme.worker(name, { IQS_DATA_FOLDER: join(programme.folder, name) }));
    const following = Promise.all(cases.map((id) => progressOf(player, id)));
    const database = await openDatabase({ url });
    t.after(() => database.close());
    await until(async () => (await running(database)) === names.length);
    workers[0]?.kill();
    const killedAt = performance.now();
    const told = (await following).flat();
    const seconds = Math.round((performance.now() - killedAt) / 1000);

    assert.ok(
      told.some(({ done, total }) => done !== null && total !== null && done < total),
      'how far a running one has come is told while it runs',
    );
    await until(async () => (await checkJobs(database).catch(() => false)) === undefined);
    for (const id of cases) {
      const recorded = (await readCaseEvents(database.db, id)).filter(({ name }) => name.startsWith('record-'));
      assert.deepEqual(
        recorded.map(({ name }) => name),
        ['record-assessment'],
        id,
      );
    }
    const { rows } = await sql<{ retries: number }>`SELECT sum(retry_count)::int AS retries FROM pgboss.job WHERE name = 'assess'`.execute(
      database.db,
    );
    assert.ok((rows[0]?.retries ?? 0) >= 1, 'the killed one had a job in its hands');
    assert.deepEqual(
      workers.flatMap(({ faults }) => faults),
      [],
    );
    console.log(`the last of ${count} assessments was recorded ${seconds} s after the kill; ${told.length} reports of progress`);
  });
});

/** A draft whose assessment is asked for. */
async function asked(player: Player, name: string): Promise<string> {
  const playing: Playing = { player, told: [], files: [], id: '' };
  await draft(playing, productNamed(name));
  await act(playing, 'anna', 'request-assessment', { purpose: 'preview' });
  return playing.id;
}

type Progress = { readonly assessing: string | null; readonly done: number | null; readonly total: number | null };

/** What the stream of a case's progress tells until it says that it is done. */
async function progressOf({ api: { at }, seeded }: Player, id: string): Promise<readonly Progress[]> {
  const headers = { authorization: `Bearer ${seeded.askers.anna.token}`, accept: 'text/event-stream' };
  const answer = await fetch(`${at}/api/v1/cases/${id}/progress`, { headers, signal: AbortSignal.timeout(waitSeconds * 1000) });
  const text = await answer.text();
  assert.match(text, /^event: done$/m);
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as Progress);
}

async function running({ db }: Database): Promise<number> {
  const { rows } = await sql`SELECT 1 FROM pgboss.job WHERE name = 'assess' AND state = 'active'`.execute(db);
  return rows.length;
}

async function until(is: () => Promise<boolean>): Promise<void> {
  for (const last = Date.now() + waitSeconds * 1000; !(await is()); await sleep(20))
    if (Date.now() > last) throw new Error('it never came to be');
}
