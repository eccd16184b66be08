import { readFileSync } from 'node:fs';
import { appendEntries } from '../adapters/register/append-entries.ts';
import { folderReader } from '../adapters/register/folder-reader.ts';
import { loadSigner } from '../adapters/register/note-signer.ts';
import { UserError } from '../foundation/user-error.ts';
import type { RegisterEvent } from '../model/register-entry.ts';
import { exitCodes } from './exit-codes.ts';

/** `iqs register append DIR FILE`: what is not an event, or not allowed, is refused under the lock, and with it all of the file. */
export async function registerAppendCommand(dir: string, file: string, flags: { readonly keyFile: string }): Promise<number> {
  const origin = await originOf(dir);
  const { first, entries } = await appendEntries(dir, await loadSigner(flags.keyFile, origin, 'log'), readEvents(file));
  process.stdout.write(entries.map(({ event, at }, offset) => `${first + offset} ${at} ${event}\n`).join(''));
  return exitCodes.done;
}

/** What the register calls itself; appending verifies that the key has signed under that name. */
async function originOf(dir: string): Promise<string> {
  const bytes = await folderReader(dir).read('checkpoint');
  if (bytes === null)
    throw new UserError('REGISTER_MISSING', 'no checkpoint', dir, 'make a register with iqs register init, or correct the place');
  return Buffer.from(bytes).toString('utf8').split('\n', 1)[0] ?? '';
}

/** The shape of each is the register's business (`REGISTER_REFUSED`). */
function readEvents(file: string): readonly RegisterEvent[] {
  const text = readFileSync(file, 'utf8');
  try {
    const events: unknown = JSON.parse(text);
    if (Array.isArray(events) && events.every((event) => typeof event === 'object' && event !== null))
      return events as readonly RegisterEvent[];
  } catch {
    // Said below.
  }
  throw new UserError('REGISTER_EVENTS', 'not a list of events in JSON', file, 'docs/spec/register.md says what an event holds');
}
