import { logSigner, openAuthority } from '../adapters/authority/authority.ts';
import { publishLists } from '../adapters/authority/publish-lists.ts';
import { appendEntries } from '../adapters/register/append-entries.ts';
import { UserError } from '../foundation/user-error.ts';
import type { RegisterEvent } from '../model/register-entry.ts';
import { exitCodes } from './exit-codes.ts';
import { now } from './now.ts';

export type RecordFlags = {
  readonly reason?: string | undefined;
  readonly part?: string | undefined;
  readonly version?: string | undefined;
  readonly digest?: readonly string[] | undefined;
  readonly security?: true | undefined;
};

/** `iqs authority record DIR EVENT NUMBER`. What the register does not allow is refused there (`REGISTER_REFUSED`). */
export async function authorityRecordCommand(folder: string, event: string, number: string, flags: RecordFlags): Promise<number> {
  const authority = openAuthority(folder);
  const { first } = await appendEntries(authority.register, await logSigner(authority), [eventOf(event, number, flags)]);
  await publishLists(authority, now());
  process.stdout.write(`${number}: ${event}, entry ${first} of the register; lists published\n`);
  return exitCodes.done;
}

function eventOf(event: string, number: string, flags: RecordFlags): RegisterEvent {
  switch (event) {
    case 'suspended':
    case 'reinstated':
    case 'withdrawn':
      return { event, number, reason: needed(flags.reason, '--reason') };
    case 'expired':
      return { event, number };
    case 'version-added': {
      const { digest = [], security = false } = flags;
      return {
        event,
        number,
        part: needed(flags.part, '--part'),
        version: needed(flags.version, '--version'),
        hardware: null,
        digests: [...digest].sort(),
        security,
      };
    }
    default:
      throw new UserError('USAGE', 'no such event', event, 'one of suspended, reinstated, withdrawn, expired, version-added');
  }
}

function needed(value: string | undefined, flag: string): string {
  if (value === undefined) throw new UserError('USAGE', 'missing', flag, 'this event needs it');
  return value;
}
