import { openAuthority } from '../adapters/authority/authority.ts';
import { publishLists } from '../adapters/authority/publish-lists.ts';
import { exitCodes } from './exit-codes.ts';
import { now } from './now.ts';

/** `iqs authority publish DIR`. */
export async function authorityPublishCommand(folder: string): Promise<number> {
  const authority = openAuthority(folder);
  await publishLists(authority, now());
  process.stdout.write(`${authority.publicFolder}: trust-list.jwt, trust.json and status/ are new; the status lists speak for 24 hours\n`);
  return exitCodes.done;
}
