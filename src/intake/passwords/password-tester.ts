import type { Host } from '../../model/host.ts';
import { desCrypt } from './des-crypt.ts';
import { md5Crypt } from './md5-crypt.ts';
import { ntHash } from './nt-hash.ts';
import { ldapSaltedSha, mosquittoSaltedSha } from './salted-sha.ts';
import { parseShaCrypt, shaCrypt } from './sha-crypt.ts';

export type PasswordTester = {
  readonly test: (password: string) => boolean;
  /** How many clear texts are worth trying: what one costs decides (see `work`). Infinity for the fast schemes. */
  readonly allowance: number;
};

/** The spend guard: more rounds than this and a hash is not tried at all (a hostile image may name 999,999,999). */
const mostShaRounds = 100_000;
/** bcrypt's cost is a power of two: 14 is sixteen times the usual 10. */
const mostBcryptCost = 14;
/** SHA-crypt rounds, and bcrypt key set-ups, that one slow hash may cost: some ten seconds of one core at most. */
const work = { sha: 5_000_000, bcrypt: 2 ** 17 };

/**
 * Something to try clear texts with, for the schemes that can be tried here: `des` `bsdi` `md5` `apr1` `sha256` `sha512` `bcrypt` `nt`
 * `ldap-sha` `ldap-ssha` `mosquitto`. null for the others (`yescrypt` `scrypt` `sha1` `sun-md5` …), for malformed hashes and beyond the spend guard.
 */
export function passwordTester(scheme: string, hash: string, host: Host): PasswordTester | null {
  switch (scheme) {
    case 'des':
    case 'bsdi':
      return fast(desCrypt(hash));
    case 'md5':
    case 'apr1':
      return fast(md5Crypt(hash));
    case 'nt':
      return fast(ntHash(hash));
    case 'ldap-sha':
    case 'ldap-ssha':
      return fast(ldapSaltedSha(hash, host));
    case 'mosquitto':
      return fast(mosquittoSaltedSha(hash, host));
    case 'sha256':
    case 'sha512':
      return slowSha(hash, host);
    case 'bcrypt':
      return slowBcrypt(hash, host);
    default:
      return null;
  }
}

function fast(test: ((password: Uint8Array) => boolean) | null): PasswordTester | null {
  return test === null ? null : { test: encoded(test), allowance: Number.POSITIVE_INFINITY };
}

function slowSha(hash: string, host: Host): PasswordTester | null {
  const target = parseShaCrypt(hash);
  if (target === null || target.rounds > mostShaRounds) return null;
  return { test: encoded(shaCrypt(target, host)), allowance: Math.floor(work.sha / target.rounds) };
}

function slowBcrypt(hash: string, host: Host): PasswordTester | null {
  const cost = /^\$2[abxy]?\$(\d\d)\$[./0-9A-Za-z]{53}$/.exec(hash)?.[1];
  if (cost === undefined || Number(cost) < 4 || Number(cost) > mostBcryptCost) return null;
  return { test: (password) => host.bcrypt(password, hash), allowance: Math.max(1, Math.floor(work.bcrypt / 2 ** Number(cost))) };
}

const utf8 = new TextEncoder();
const encoded =
  (test: (password: Uint8Array) => boolean) =>
  (password: string): boolean =>
    test(utf8.encode(password));
