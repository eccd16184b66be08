import { type Authority, logSigner, openAuthority } from '../adapters/authority/authority.ts';
import { publishLists } from '../adapters/authority/publish-lists.ts';
import { readRegister } from '../adapters/authority/read-register.ts';
import { appendEntries } from '../adapters/register/append-entries.ts';
import { folderReader } from '../adapters/register/folder-reader.ts';
import { UserError } from '../foundation/user-error.ts';
import { DependantsFold } from '../issuance/dependants-fold.ts';
import type { RegisterEvent } from '../model/register-entry.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { now } from './now.ts';
import { dependantLine } from './register-dependants-command.ts';

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
  const dependants = event === 'withdrawn' || event === 'suspended' || event === 'expired' ? await dependantLines(authority, number) : [];
  process.stdout.write(`${number}: ${event}, entry ${first} of the register; lists published\n${dependants.join('')}`);
  return exitCodes.done;
}

/** The labels that rest on the number, for their review; none where it is no component statement's. */
async function dependantLines(authority: Authority, number: string): Promise<readonly string[]> {
  const fold = new DependantsFold(number);
  for await (const entry of readRegister(authority, folderReader(authority.register))) fold.add(entry);
  const { component, labels } = fold.at(now());
  if (component === null) return [];
  if (labels.length === 0) return ['No label rests on it.\n'];
  return [
    `Labels that rest on it, each to be reviewed (${labels.length}):\n`,
    ...labels.map((label) => `${safeText(dependantLine(label))}\n`),
  ];
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
