import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';
import { makeKeyFile } from '../keys/file-signer.ts';
import { appendEntries } from '../register/append-entries.ts';
import { type Authority, issuerOf, logSigner, openAuthority, signerAt } from './authority.ts';
import type { AuthorityFile, KeyPlace } from './authority-schema.ts';
import { keyYears, yearsLater } from './key-term.ts';
import { publishLists } from './publish-lists.ts';
import { replaceFile } from './replace-file.ts';

/**
 * A new issuing key takes over from `now` on (RFC 3339 in UTC, whole seconds); the old one signs no more, and what it signed stays genuine. The register records both before the
 * new key is used. Gives the new thumbprint.
 */
export async function rollKey(authority: Authority, now: string): Promise<string> {
  const { folder, file, register } = authority;
  const place: KeyPlace = { kind: 'file', path: freePath(folder, file.keys.length + 1) };
  makeKeyFile(join(folder, place.path));
  const signer = await signerAt(authority, place);
  const old = file.keys.at(-1) as AuthorityFile['keys'][number];
  const { id } = await issuerOf(authority, new Map());
  await appendEntries(register, await logSigner(authority), [
    { event: 'key-added', issuer: id, kid: signer.kid, jwk: signer.jwk },
    { event: 'key-retired', kid: old.kid },
  ]);
  const keys = [
    ...file.keys.slice(0, -1),
    { ...old, until: now < old.until ? now : old.until },
    { kid: signer.kid, from: now, until: yearsLater(now, keyYears), place },
  ];
  keepFile(folder, { ...file, keys });
  await publishLists(openAuthority(folder), now);
  return signer.kid;
}

/** Records that somebody else may hold a key: what it signed holds from now on only where the register had it before. A new key takes over if it was the newest. */
export async function recordCompromise(authority: Authority, kid: string, reason: string, now: string): Promise<void> {
  const { folder, file, register } = authority;
  if (!file.keys.some((key) => key.kid === kid))
    throw new UserError('KEY_UNKNOWN', 'not a key of this authority', kid, 'its keys are in authority.json');
  await appendEntries(register, await logSigner(authority), [{ event: 'key-compromised', kid, reason }]);
  if (file.keys.at(-1)?.kid !== kid) return publishLists(authority, now);
  const place: KeyPlace = { kind: 'file', path: freePath(folder, file.keys.length + 1) };
  makeKeyFile(join(folder, place.path));
  const signer = await signerAt(authority, place);
  const { id } = await issuerOf(authority, new Map());
  await appendEntries(register, await logSigner(authority), [{ event: 'key-added', issuer: id, kid: signer.kid, jwk: signer.jwk }]);
  keepFile(folder, { ...file, keys: [...file.keys, { kid: signer.kid, from: now, until: yearsLater(now, keyYears), place }] });
  return publishLists(openAuthority(folder), now);
}

function freePath(folder: string, from: number): string {
  for (let number = from; ; number += 1) if (!existsSync(join(folder, 'keys', `issuer-${number}.pem`))) return `keys/issuer-${number}.pem`;
}

const keepFile = (folder: string, file: AuthorityFile): void =>
  replaceFile(join(folder, 'authority.json'), `${JSON.stringify(file, undefined, 2)}\n`);
