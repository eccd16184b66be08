import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import type { Unlisten } from './database.ts';

const againAfterMs = 1000;

/** LISTEN on a connection of its own, made anew when it is lost. Rejects when the first one cannot be made. */
export async function listenOn(
  url: string,
  channel: string,
  onNotice: (payload: string) => void,
  onReconnect?: () => void,
): Promise<Unlisten> {
  const stopped = new AbortController();
  let client: Client;
  const connect = async (): Promise<void> => {
    const made = new Client({ connectionString: url, keepAlive: true, application_name: 'iqs listening' });
    made.on('notification', ({ payload }) => onNotice(payload ?? ''));
    // 'end' follows every error of a connection that was made.
    made.on('error', () => undefined);
    await made.connect();
    await made.query(`LISTEN ${escapeIdentifier(channel)}`);
    made.once('end', () => void reconnect());
    client = made;
    // Stopped while it was being made: nobody else ends it.
    if (stopped.signal.aborted) return made.end();
    onReconnect?.();
  };
  const reconnect = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        return await connect();
      } catch {
        await sleep(againAfterMs, undefined, { signal: stopped.signal }).catch(() => undefined);
      }
    }
  };
  await connect();
  return async () => {
    stopped.abort();
    await client.end();
  };
}
