import type { CollectorContext } from '../../../model/collector.ts';
import type { PasswordExhibit } from '../../../model/exhibits.ts';
import type { KnownPassword } from '../../../model/password-memo.ts';
import { classifyPassword } from '../../passwords/classify-password.ts';
import { tryKnownLogins } from '../../passwords/try-known-logins.ts';

/** Turns what a store says of a login into its password exhibit. */
export type LoginJudge = {
  /** A field of passwd, shadow, htpasswd and the like. */
  readonly hashed: (user: string, field: string) => PasswordExhibit;
  /** A password in clear; null where the text is not in the image. It is shown only when it is a known one. */
  readonly plain: (user: string, password: string | null) => PasswordExhibit;
  /** A text whose scheme the file's format tells (`nt`, `htdigest`). */
  readonly told: (user: string, scheme: string, hash: string) => PasswordExhibit;
};

/** What a run may spend on its hashes, in DES-crypt tries: some 25 seconds of one core, 36 MD5 hashes that stay unknown. */
const runEffort = 2_000_000;

/** One judge a run: a hash that stands in several files is tried once. */
export function loginJudge({ host, tables, kept }: CollectorContext): LoginJudge {
  const memo = new Map<string, KnownPassword>();
  const effort = { left: runEffort };
  const clear = new Set(tables.knownLogins.map((login) => login.password));
  const told = (user: string, scheme: string, hash: string): PasswordExhibit => {
    const { known, tried } = tryKnownLogins({ user, scheme, hash }, tables.knownLogins, host, { memo, kept, effort });
    // A hash of the empty password: the empty password opens it.
    return known === '' ? { state: 'none', scheme: null, hash, known, tried } : { state: 'set', scheme, hash, known, tried };
  };
  return {
    told,
    hashed: (user, field) => {
      const { state, scheme } = classifyPassword(field);
      if (state === 'set') return told(user, scheme ?? 'unrecognised', field);
      return { state, scheme: null, hash: scheme === null ? null : field, known: null, tried: 0 };
    },
    plain: (user, password) => {
      if (password === '') return { state: 'none', scheme: null, hash: null, known: null, tried: 0 };
      const known = password !== null && (clear.has(password) || password === user) ? password : null;
      return { state: 'set', scheme: 'plain', hash: null, known, tried: password === null ? 0 : 1 };
    },
  };
}
