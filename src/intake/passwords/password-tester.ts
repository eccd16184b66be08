import type { Host } from '../../model/host.ts';
import { desCrypt } from './des-crypt.ts';
import { httpDigest } from './http-digest.ts';
import { md5Crypt } from './md5-crypt.ts';
import { ntHash } from './nt-hash.ts';
import { ldapSaltedSha, mosquittoSaltedSha } from './salted-sha.ts';
import { parseShaCrypt, shaCrypt } from './sha-crypt.ts';

export type PasswordTester = {
  readonly test: (password: string) => boolean;
  /** How many clear texts are worth trying: what one costs decides (see `work`). Infinity for the fast schemes. */
  readonly allowance: number;
  /** What one try costs, in DES-crypt tries: counted work, not time, so that a run ends at the same place on any machine. */
  readonly cost: number;
};

/** The spend guard: more rounds than this and a hash is not tried at all (a hostile image may name 999,999,999). */
const mostShaRounds = 100_000;
/** bcrypt's cost is a power of two: 14 is sixteen times the usual 10. */
const mostBcryptCost = 14;
/** SHA-crypt rounds, and bcrypt key set-ups, that one slow hash may cost: some ten seconds of one core at most. */
const work = { sha: 5_000_000, bcrypt: 2 ** 17 };

/**
 * Something to try clear texts with, for the schemes that can be tried here: `des` `bsdi` `md5` `apr1` `sha256` `sha512` `bcrypt` `nt`
 * `ldap-sha` `ldap-ssha` `mosquitto` `htdigest`. null for the others (`yescrypt` `scrypt` `sha1` `sun-md5` …), for malformed hashes and beyond the spend guard.
 */
export function passwordTester(scheme: string, hash: string, host: Host): PasswordTester | null {
  switch (scheme) {
    case 'des':
    case 'bsdi':
      return fast(desCrypt(hash), scheme === 'des' ? 1 : 20);
    case 'md5':
    case 'apr1':
      return fast(md5Crypt(hash), 25);
    case 'nt':
      return fast(ntHash(hash), 1);
    case 'ldap-sha':
    case 'ldap-ssha':
      return fast(ldapSaltedSha(hash, host), 1);
    case 'mosquitto':
      return fast(mosquittoSaltedSha(hash, host), 1);
    case 'htdigest':
      return fast(httpDigest(hash, host), 1);
    case 'sha256':
    case 'sha512':
      return slowSha(hash, host);
    case 'bcrypt':
      return slowBcrypt(hash, host);
    default:
      return null;
  }
}

function fast(test: ((password: Uint8Array) => boolean) | null, cost: number): PasswordTester | null {
  return test === null ? null : { test: encoded(test), allowance: Number.POSITIVE_INFINITY, cost };
}

function slowSha(hash: string, host: Host): PasswordTester | null {
  const target = parseShaCrypt(hash);
  if (target === null || target.rounds > mostShaRounds) return null;
  return { test: encoded(shaCrypt(target, host)), allowance: Math.floor(work.sha / target.rounds), cost: target.rounds / 5 };
}

function slowBcrypt(hash: string, host: Host): PasswordTester | null {
  const cost = /^\$2[abxy]?\$(\d\d)\$[./0-9A-Za-z]{53}$/.exec(hash)?.[1];
  if (cost === undefined || Number(cost) < 4 || Number(cost) > mostBcryptCost) return null;
  const rounds = 2 ** Number(cost);
  return { test: (password) => host.bcrypt(password, hash), allowance: Math.max(1, Math.floor(work.bcrypt / rounds)), cost: rounds * 10 };
}

const utf8 = new TextEncoder();
const encoded =
  (test: (password: Uint8Array) => boolean) =>
  (password: string): boolean =>
    test(utf8.encode(password));
