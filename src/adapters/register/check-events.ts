import { asDecodeError } from '../../foundation/decode-error.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { RegisterEntry, RegisterEvent } from '../../model/register-entry.ts';
import { followKeys, type KeyHistory, noKeys } from '../../register/key-history.ts';
import type { LabelHistory } from '../../register/label-history.ts';
import { encodeEntry } from '../../register/read-entry.ts';
import { type NumberEvent, transition } from '../../register/transition.ts';
import type { FolderView } from './folder-view.ts';

/** An entry as it will stand in the log. */
export type EncodedEntry = { readonly entry: RegisterEntry; readonly bytes: Uint8Array };

/** Events with their instant, encoded; each allowed after all before it. What is not is refused, and with it all of them: `REGISTER_REFUSED`. */
export async function checkEvents(events: readonly RegisterEvent[], at: string, view: FolderView): Promise<readonly EncodedEntry[]> {
  const keys = await keysOf(view);
  const labels = new Map<string, Known>();
  const encoded: EncodedEntry[] = [];
  for (const event of events) {
    const entry: RegisterEntry = { ...event, at };
    encoded.push({ entry, bytes: encode(entry) });
    const fault = followKeys(keys, entry);
    if (fault !== null) throw refused(entry, fault);
    if ('number' in entry) labels.set(entry.number, follow(labels.get(entry.number) ?? (await view.history(entry.number)), entry));
  }
  return encoded;
}

type Known = Pick<LabelHistory, 'standing' | 'claims'>;

function follow({ standing, claims }: Known, entry: RegisterEntry & NumberEvent): Known {
  const next = transition(standing, entry);
  if ('fault' in next) throw refused(entry, next.fault);
  if (entry.event === 'version-added' && !claims?.parts.some(({ id }) => id === entry.part)) throw refused(entry, 'PART_UNKNOWN');
  return { standing: next.standing, claims: entry.event === 'issued' ? entry.claims : claims };
}

async function keysOf(view: FolderView): Promise<KeyHistory> {
  const keys = noKeys();
  for (const { entry } of await view.others()) followKeys(keys, entry);
  return keys;
}

function encode(entry: RegisterEntry): Uint8Array {
  try {
    return encodeEntry(entry);
  } catch (error) {
    throw refused(entry, asDecodeError(error).message);
  }
}

const refused = (entry: RegisterEntry, why: string): UserError =>
  new UserError(
    'REGISTER_REFUSED',
    `${entry.event}: ${why}`,
    'number' in entry ? entry.number : 'kid' in entry ? entry.kid : 'entry',
    'nothing was appended; docs/spec/register.md says what is allowed when',
  );
