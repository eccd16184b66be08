import type { Host } from '../../model/host.ts';
import type { KnownPassword, PasswordMemo } from '../../model/password-memo.ts';
import type { KnownLogin } from '../../model/tables.ts';
import { type PasswordTester, passwordTester } from './password-tester.ts';

/** What may still be spent on a run's hashes, in DES-crypt tries (`PasswordTester.cost`): an image may bring thousands of them. */
export type Effort = {
  left: number;
  /** How many hashes were not tried because nothing was left. */
  refused?: number;
};

export type Remembered = {
  /** Of this run: the same hash again costs nothing. */
  readonly memo?: PasswordMemo;
  /** Of earlier runs: saves the time, but is charged as if it had been tried, so that a full cache and an empty one give the same bytes. */
  readonly kept?: PasswordMemo | undefined;
  readonly effort?: Effort;
};

/** Less work than this is done again sooner than it is looked up. */
const worthKeeping = 5000;

export type HashedLogin = { readonly user: string; readonly scheme: string; readonly hash: string };

/**
 * Tries published logins against one hash, in this order and each clear text once: the empty one, the user name and its reverse, the
 * table's entries for the user (Mirai's first), Mirai's other passwords, the rest. Slow schemes stop before the rest, and where the
 * spend guard of the scheme says. `tried` is 0 for a scheme that cannot be tried and once the effort is used up.
 */
export function tryKnownLogins(
  login: HashedLogin,
  table: readonly KnownLogin[],
  host: Host,
  { memo, kept, effort }: Remembered = {},
): KnownPassword {
  const key = `${login.hash}|${login.user}`;
  const before = memo?.get(key);
  if (before !== undefined) return before;
  const tester = passwordTester(login.scheme, login.hash, host);
  if (tester === null) return { known: null, tried: 0 };
  if (effort !== undefined && effort.left <= 0) {
    effort.refused = (effort.refused ?? 0) + 1;
    return { known: null, tried: 0 };
  }
  const earlier = kept?.get(key);
  const result = earlier ?? tryAll(tester, login.user, rankedTable(table));
  if (effort !== undefined) effort.left -= tester.cost * result.tried;
  if (earlier === undefined && tester.cost * result.tried >= worthKeeping) kept?.set(key, result);
  memo?.set(key, result);
  return result;
}

/** The table's distinct passwords by rank, made once per table. */
type RankedTable = {
  readonly byUser: ReadonlyMap<string, readonly string[]>;
  readonly mirai: readonly string[];
  readonly rest: readonly string[];
};

const ranked = new WeakMap<readonly KnownLogin[], RankedTable>();

function rankedTable(table: readonly KnownLogin[]): RankedTable {
  const ready = ranked.get(table);
  if (ready !== undefined) return ready;
  const byUser = new Map<string, string[]>();
  const miraiFirst = [...table.filter(isMirai), ...table.filter((entry) => !isMirai(entry))];
  for (const { user, password } of miraiFirst) {
    if (user === null) continue;
    const passwords = byUser.get(user);
    if (passwords === undefined) byUser.set(user, [password]);
    else passwords.push(password);
  }
  const made = {
    byUser,
    mirai: [...new Set(table.filter(isMirai).map((entry) => entry.password))],
    rest: [...new Set(table.map((entry) => entry.password))],
  };
  ranked.set(table, made);
  return made;
}

const isMirai = (entry: KnownLogin): boolean => entry.source.split(',').includes('mirai');

function tryAll({ test, allowance }: PasswordTester, user: string, table: RankedTable): KnownPassword {
  const seen = new Set<string>();
  const reversed = [...user].reverse().join('');
  const lists = [['', user, reversed], table.byUser.get(user) ?? [], table.mirai, allowance === Number.POSITIVE_INFINITY ? table.rest : []];
  for (const list of lists)
    for (const password of list) {
      if (seen.has(password)) continue;
      if (seen.size >= allowance) return { known: null, tried: seen.size };
      seen.add(password);
      if (test(password)) return { known: password, tried: seen.size };
    }
  return { known: null, tried: seen.size };
}
