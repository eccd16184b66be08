import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codePrefixForm } from '../../credential/printed-code.ts';
import { UserError } from '../../foundation/user-error.ts';
import { makeKeyFile } from '../keys/file-signer.ts';
import { appendEntries } from '../register/append-entries.ts';
import { initRegister } from '../register/init-register.ts';
import { type Authority, issuerOf, logSigner, openAuthority, signerAt } from './authority.ts';
import type { AuthorityFile, KeyPlace } from './authority-schema.ts';
import { keyYears, yearsLater } from './key-term.ts';
import { publishLists } from './publish-lists.ts';

export type NewAuthority = {
  readonly name: string;
  readonly body: string;
  /** Address of the public site, e.g. `https://register.example/`. */
  readonly base: string;
  readonly training: boolean;
  /** Of the issuer's key; null: a new file. */
  readonly issuerKey: KeyPlace | null;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: string;
};

/**
 * Makes an authority: keys for scheme owner, issuer and log (mode 600), an empty register with the issuer's key as its first entry, the first lists. Refused:
 * `AUTHORITY_EXISTS`, `AUTHORITY_INVALID` for an address that no printed code can hold.
 */
export async function initAuthority(folder: string, given: NewAuthority): Promise<Authority> {
  if (existsSync(join(folder, 'authority.json')))
    throw new UserError('AUTHORITY_EXISTS', 'there is an authority already', folder, 'choose another folder');
  const codePrefix = `${given.base.toUpperCase()}C/`;
  if (!codePrefixForm.test(codePrefix) || codePrefix.length > 60 || !/^[A-Z][A-Z0-9]{1,5}$/.test(given.body))
    throw new UserError(
      'AUTHORITY_INVALID',
      'not an address or body that a printed code can hold',
      `${given.base} ${given.body}`,
      'https://HOST/ of letters, digits, dots and dashes; a body of 2 to 6 capitals and digits',
    );
  mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  const place: KeyPlace = given.issuerKey ?? newKey(folder, 'keys/issuer-1.pem');
  const root = newKey(folder, 'keys/root.pem');
  const signer = await signerAt({ folder }, place);
  const file: AuthorityFile = {
    iqs: 'authority/1',
    name: given.name,
    training: given.training,
    base: given.base,
    body: given.body,
    codePrefix,
    origin: `${new URL(given.base).host}/iqs-register`,
    witnesses: [],
    quorum: 0,
    root,
    log: { path: 'keys/log.pem' },
    keys: [{ kid: signer.kid, from: given.now, until: yearsLater(given.now, keyYears), place }],
  };
  await initRegister(join(folder, 'register'), file.origin, join(folder, file.log.path));
  writeFileSync(join(folder, 'authority.json'), `${JSON.stringify(file, undefined, 2)}\n`, { flag: 'wx' });
  const authority = openAuthority(folder);
  const { id } = await issuerOf(authority, new Map());
  await appendEntries(
    authority.register,
    await logSigner(authority),
    [{ event: 'key-added', issuer: id, kid: signer.kid, jwk: signer.jwk }],
    { now: () => given.now },
  );
  await publishLists(authority, given.now);
  return authority;
}

function newKey(folder: string, path: string): KeyPlace {
  if (!existsSync(join(folder, path))) makeKeyFile(join(folder, path));
  return { kind: 'file', path };
}
