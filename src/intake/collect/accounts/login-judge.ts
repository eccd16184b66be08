import type { CollectorContext } from '../../../model/collector.ts';
import type { PasswordExhibit } from '../../../model/exhibits.ts';
import type { KnownPassword } from '../../../model/password-memo.ts';
import { classifyPassword } from '../../passwords/classify-password.ts';
import { tryKnownLogins } from '../../passwords/try-known-logins.ts';

/** Turns what a store says of a login into its password exhibit. */
export type LoginJudge = {
  /** A field of passwd, shadow, htpasswd and the like, and the place of its line. */
  readonly hashed: (user: string, field: string, at: string) => PasswordExhibit;
  /** A password in clear; null where the text is not in the image. It is shown only when it is a known one. */
  readonly plain: (user: string, password: string | null) => PasswordExhibit;
  /** A text whose scheme the file's format tells (`nt`, `htdigest`). */
  readonly told: (user: string, scheme: string, hash: string, at: string) => PasswordExhibit;
  /** Whether one more account may be read; noted once when there are too many. */
  readonly admits: (at: string) => boolean;
  readonly note: CollectorContext['note'];
};

/** What a run may spend on its hashes, in DES-crypt tries: some 8 seconds of one core, a dozen MD5 hashes that stay unknown. */
const runEffort = 700_000;
/** No device has more accounts; a hostile image may. */
const mostAccounts = 20_000;

/** One judge a run: a hash that stands in several files is tried once. */
export function loginJudge({ host, tables, kept, note }: CollectorContext): LoginJudge {
  const memo = new Map<string, KnownPassword>();
  const effort = { left: runEffort, refused: 0 };
  let accounts = 0;
  const clear = new Set(tables.knownLogins.map((login) => login.password));
  const told = (user: string, scheme: string, hash: string, at: string): PasswordExhibit => {
    const before = effort.refused;
    const { known, tried } = tryKnownLogins({ user, scheme, hash }, tables.knownLogins, host, { memo, kept, effort });
    if (before === 0 && effort.refused > 0) note({ code: 'limit', at, detail: 'the effort is spent: from here on hashes were not tried' });
    // A hash of the empty password: the empty password opens it.
    return known === '' ? { state: 'none', scheme: null, hash, known, tried } : { state: 'set', scheme, hash, known, tried };
  };
  return {
    told,
    note,
    admits: (at) => {
      accounts += 1;
      if (accounts === mostAccounts + 1) note({ code: 'limit', at, detail: `only ${mostAccounts} accounts are read` });
      return accounts <= mostAccounts;
    },
    hashed: (user, field, at) => {
      const { state, scheme } = classifyPassword(field);
      if (state === 'set') return told(user, scheme ?? 'unrecognised', field, at);
      return { state, scheme: null, hash: scheme === null ? null : field, known: null, tried: 0 };
    },
    plain: (user, password) => {
      if (password === '') return { state: 'none', scheme: null, hash: null, known: null, tried: 0 };
      const known = password !== null && (clear.has(password) || password === user) ? password : null;
      return { state: 'set', scheme: 'plain', hash: null, known, tried: password === null ? 0 : 1 };
    },
  };
}
