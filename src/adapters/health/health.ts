import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log/open-log.ts';

/** Throws when what it looks at cannot be worked with. */
export type HealthCheck = {
  readonly name: string;
  readonly look: () => Promise<void>;
  /** An answer is believed so long. */
  readonly keptMs: number;
};

/** By name only: why something failed stands in the log, and is nobody else's business. */
export type Readiness = { readonly ready: boolean; readonly checks: Readonly<Record<string, 'ok' | 'failed'>> };

export type Health = {
  readonly readiness: () => Promise<Readiness>;
  /** From now on not ready: nothing new is to come. */
  readonly stop: () => void;
};

const longestMs = 5000;

/** Looks at all at once; however many ask, a check runs once in its time. */
export function openHealth(checks: readonly HealthCheck[], log: Log): Health {
  let stopping = false;
  const looks = checks.map((check) => ({ name: check.name, ask: remembered(check, log) }));
  return {
    readiness: async () => {
      const found = await Promise.all(looks.map(async ({ name, ask }) => [name, (await ask()) ? 'ok' : 'failed'] as const));
      const states = Object.fromEntries([...found, ...(stopping ? [['stopping', 'failed'] as const] : [])]);
      return { ready: Object.values(states).every((state) => state === 'ok'), checks: states };
    },
    stop: () => {
      stopping = true;
    },
  };
}

function remembered({ name, look, keptMs }: HealthCheck, log: Log): () => Promise<boolean> {
  let answer: Promise<boolean> | null = null;
  let until = 0;
  let was = true;
  const ask = async (): Promise<boolean> => {
    let ok = true;
    try {
      await within(look(), name);
    } catch (error) {
      ok = false;
      if (was) log.error('not ready', { check: name, error });
    }
    if (ok && !was) log.info('ready again', { check: name });
    was = ok;
    until = performance.now() + keptMs;
    return ok;
  };
  let isRunning = false;
  return () => {
    if (answer !== null && (isRunning || performance.now() < until)) return answer;
    isRunning = true;
    answer = ask().finally(() => {
      isRunning = false;
    });
    return answer;
  };
}

/** Who does not answer within five seconds is not to be worked with. */
async function within(work: Promise<void>, name: string): Promise<void> {
  const timer = new AbortController();
  const late = sleep(longestMs, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new Error(`${name} did not answer within ${longestMs} ms`);
  });
  try {
    await Promise.race([work, late.catch((error: Error) => (error.name === 'AbortError' ? undefined : Promise.reject(error)))]);
  } finally {
    timer.abort();
  }
}
