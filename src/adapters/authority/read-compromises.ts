import { folderReader } from '../register/folder-reader.ts';
import type { Authority, Compromises } from './authority.ts';
import { readRegister } from './read-register.ts';

/** The keys that the register records as compromised, with the entry that says so. */
export async function readCompromises(authority: Authority): Promise<Compromises> {
  const found = new Map<string, { at: string; index: number }>();
  let index = 0;
  for await (const entry of readRegister(authority, folderReader(authority.register))) {
    if (entry.event === 'key-compromised') found.set(entry.kid, { at: entry.at, index });
    index += 1;
  }
  return found;
}
