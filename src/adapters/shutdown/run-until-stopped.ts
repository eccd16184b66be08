import type { Log } from '../log/open-log.ts';

/** What is to be closed, in order. */
export type Closing = { readonly what: string; readonly close: () => Promise<void> };

const signals = ['SIGTERM', 'SIGINT'] as const;
const lingerMs = 500;
const signalNumber = { SIGTERM: 15, SIGINT: 2 } as const;

/**
 * Waits for SIGTERM or SIGINT, then closes one after the other; what fails is logged and the next is closed all the same. A second signal ends the process at once: what
 * was open is as after a power cut, which nothing of ours is harmed by. The exit code: 0; 1 when something did not close.
 */
export async function runUntilStopped(log: Log, closings: readonly Closing[]): Promise<number> {
  const signal = await firstSignal();
  log.info('stopping', { signal });
  const again = (second: (typeof signals)[number]): void => process.exit(128 + signalNumber[second]);
  for (const each of signals) process.on(each, again);
  let code = 0;
  for (const { what, close } of closings) {
    try {
      await close();
    } catch (error) {
      code = 1;
      log.error('not closed', { what, error });
    }
  }
  for (const each of signals) process.off(each, again);
  log.info('stopped');
  // Whatever was cut off may still be waiting for something; it is waited for no longer.
  setTimeout(() => process.exit(code), lingerMs).unref();
  return code;
}

function firstSignal(): Promise<(typeof signals)[number]> {
  return new Promise((resolve) => {
    const come = (signal: (typeof signals)[number]): void => {
      for (const each of signals) process.off(each, come);
      resolve(signal);
    };
    for (const each of signals) process.on(each, come);
  });
}
