import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { checkJournal } from '../database/check-journal.ts';
import { type DatabasePlace, openDatabase } from '../database/open-database.ts';

/** A process that appends events with jobs, and what it said is committed. */
export type Writer = { readonly child: ChildProcess; readonly said: () => readonly number[] };

export function startWriter(place: DatabasePlace, stream: string): Writer {
  const child = spawn(process.execPath, [new URL('append-and-die-fixture.ts', import.meta.url).pathname, JSON.stringify(place), stream], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  // What stands behind the last line end was cut off in the saying.
  return { child, said: () => text.split('\n').slice(0, -1).map(Number) };
}

/** Starts writers and kills them at random moments: every third one while it opens the database, the others while they write. What they said is committed. */
export async function killWriters(place: DatabasePlace, times: number, first = 0): Promise<readonly number[]> {
  const said: number[] = [];
  for (let run = first; run < first + times; run += 1) {
    const { child, said: saidByIt } = startWriter(place, `run:${run}`);
    if (run % 3 === 2) await sleep(Math.random() * 1500);
    else await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]).then(() => sleep(Math.random() * 250));
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    assert.equal(child.signalCode, 'SIGKILL', 'it ended by itself');
    said.push(...saidByIt());
  }
  return said;
}

/** The chain is whole, all that was said to be committed is there once, and each event has its one job. The number of events. */
export async function checkEventsAndJobs(place: DatabasePlace, said: readonly number[]): Promise<number> {
  const database = await openDatabase(place);
  try {
    const check = await checkJournal(database.db);
    assert.ok(check.ok, JSON.stringify(check));
    const events = await database.db.selectFrom('journal').select(['seq', 'version', 'event']).orderBy('seq').execute();
    for (const { version, event } of events) assert.equal(event, `{"n":${version}}`);
    const seqs = new Set(events.map(({ seq }) => seq));
    assert.deepEqual(
      said.filter((seq) => !seqs.has(seq)),
      [],
      'lost',
    );
    assert.equal(new Set(said).size, said.length, 'said twice');
    const { rows } = await sql<{ seq: number }>`SELECT (data->>'seq')::int AS seq FROM pgboss.job WHERE name = 'follow' ORDER BY 1`.execute(
      database.db,
    );
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      [...seqs],
    );
    return events.length;
  } finally {
    await database.close();
  }
}
