import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseFixture } from '../../src/adapters/database/database-fixture.ts';
import { openDatabase } from '../../src/adapters/database/open-database.ts';
import { folderStore } from '../../src/adapters/evidence-store/folder-store.ts';
import { randomNumbers } from '../../src/foundation/random-numbers-fixture.ts';
import { certify, endings, type Played, type Player } from './certify.ts';
import { checkActs, checkEvidence, checkJobs, checkMessages, checkRegister, hurryDeliveries } from './check-programme.ts';
import type { KeptProcess } from './kept-process.ts';
import { messageReceiver } from './message-receiver.ts';
import { runningProgramme } from './running-programme.ts';
import { seedProgramme } from './seed-programme.ts';

// IQS_KILLS: how many; IQS_KILL_MINUTES: no more after so long, for a look at it on a slow machine; IQS_KILL_SEED: of their moments and victims; IQS_KILL_PAUSE_MS: between two at most.
const numberIn = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const kills = numberIn('IQS_KILLS', 200);
const seed = numberIn('IQS_KILL_SEED', Date.now() % 2 ** 31);
const pauseMs = numberIn('IQS_KILL_PAUSE_MS', 4000);
const untilMs = numberIn('IQS_KILL_MINUTES', 90) * 60_000;
const lanes = 8;
const longestStartMs = 60_000;
const settleSeconds = 600;

const fixture = databaseFixture();

describe('a programme whose parts are killed', () => {
  test(`${kills} kills of server, workers and database: nothing lost, nothing doubled`, { timeout: 7_200_000 }, async (t) => {
    console.log(`IQS_KILL_SEED=${seed}`);
    const { url } = (await fixture.place('postgresql')) as { readonly url: string };
    const postgres = await fixture.server();
    const programme = await runningProgramme(t, url);
    const { url: hook, taken } = await messageReceiver(t, 10);
    const authority = join(programme.folder, 'data', 'authority');
    const seeded = await seedProgramme({ env: programme.env, authority, hook });
    const processes = [programme.server(), programme.worker('worker-1'), programme.worker('worker-2')];
    await Promise.all(processes.map(({ ready }) => ready()));

    let isOver = false;
    const stopping = new AbortController();
    const player: Player = { api: { at: programme.at, stopped: stopping.signal }, seeded, turns: new Map() };
    const played: Played[] = [];
    const lane = async (number: number): Promise<void> => {
      for (let round = 0; round === 0 || !isOver; round += 1)
        played.push(await certify(player, `Product ${number}-${round}`, endings[(number + round) % endings.length] ?? 'in-force'));
    };
    const running = Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
    const killed = killAll(processes, postgres, () => isOver).finally(() => {
      isOver = true;
    });
    const began = performance.now();
    await Promise.all([running.catch(over), killed]);
    await running;
    console.log(
      `${JSON.stringify(await killed)}; ${played.length} cases, ${played.flatMap(({ told }) => told).length} acts told done in ${seconds(began)} s`,
    );

    const database = await openDatabase({ url });
    try {
      await eventually(async () => {
        await hurryDeliveries(database);
        await checkJobs(database);
      });
      console.log(`the last job was done ${seconds(began)} s after the start`);
      const kept = await checkActs(database, played);
      await checkEvidence(database, await folderStore(join(programme.folder, 'data', 'evidence')), played);
      await Promise.all(processes.map(({ ready }) => ready()));
      await checkRegister({ authority, at: programme.at }, kept, played);
      checkMessages(taken, kept);
      assert.deepEqual(
        processes.flatMap(({ faults }) => faults),
        [],
      );
    } finally {
      await database.close();
    }

    function over(error: unknown): never {
      isOver = true;
      stopping.abort(error);
      throw error;
    }
  });
});

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000);

type Postgres = Awaited<ReturnType<typeof fixture.server>>;

/** How often each was killed. */
async function killAll(
  processes: readonly KeptProcess[],
  postgres: Postgres,
  isOver: () => boolean,
): Promise<Readonly<Record<string, number>>> {
  const random = randomNumbers(seed);
  const count: Record<string, number> = {};
  const last = Date.now() + untilMs;
  for (let done = 0; done < kills && !isOver() && Date.now() < last; ) {
    const victim = processes[random(processes.length + 1)];
    // Every fourth may still be starting: on a slow machine nothing else would ever be killed.
    if (random(4) > 0) await Promise.race([victim?.ready(), sleep(longestStartMs)]);
    await sleep(50 + random(pauseMs));
    if (victim === undefined) {
      process.kill(postgres.pid() ?? 0, 'SIGKILL');
      await postgres.restart();
    } else if (victim.pid() === null) continue;
    else victim.kill();
    const name = victim?.name ?? 'database';
    count[name] = (count[name] ?? 0) + 1;
    done += 1;
  }
  return count;
}

/** Jobs of killed workers are another's after their lease. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (const last = Date.now() + settleSeconds * 1000; ; await sleep(1000)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > last) throw error;
    }
  }
}
