import { setTimeout as sleep } from 'node:timers/promises';
import { openReader } from '../adapters/register/open-reader.ts';
import { watchOnce } from '../adapters/register/watch-once.ts';
import type { WatchOptions } from '../register/watch-register.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { type PolicyFlags, registerPolicy, wholeNumber } from './register-policy.ts';

export type WatchFlags = PolicyFlags & {
  readonly state: string;
  readonly once?: true | undefined;
  readonly every: string;
  readonly recheck?: string | undefined;
  readonly stale?: string | undefined;
};

/**
 * `iqs register watch PLACE`: one line a look on standard output, one an alarm on standard error, `CODE place: detail`. It ends at the first alarm, except when the
 * server does not answer or nothing is new: those may mend themselves, and are said each time.
 */
export async function registerWatchCommand(place: string, flags: WatchFlags): Promise<number> {
  const policy = await registerPolicy(flags);
  const every = wholeNumber('--every', flags.every, 1, 86_400);
  const limits = {
    recheck: flags.recheck === undefined ? null : wholeNumber('--recheck', flags.recheck, 0, 2 ** 40),
    stale: flags.stale === undefined ? null : wholeNumber('--stale', flags.stale, 1, 2 ** 32),
  };
  const reader = openReader(place);
  for (;;) {
    const now = Math.floor(Date.now() / 1000);
    const options: WatchOptions = { ...limits, now };
    const { alarms, size } = await watchOnce(reader, policy, flags.state, options);
    for (const { code, at, detail } of alarms) process.stderr.write(`${safeText(`${code} ${at}: ${detail}`)}\n`);
    if (alarms.length === 0) process.stdout.write(`${new Date(now * 1000).toISOString()} ${size} entries, nothing wrong\n`);
    const isLasting = alarms.some(({ code }) => code !== 'WATCH_UNREACHABLE' && code !== 'WATCH_STALE');
    if (flags.once || isLasting) return alarms.length === 0 ? exitCodes.done : exitCodes.checkFailed;
    await sleep(every * 1000);
  }
}
