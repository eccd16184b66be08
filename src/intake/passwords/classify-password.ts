import type { PasswordExhibit } from '../../model/exhibits.ts';

export type PasswordKind = Pick<PasswordExhibit, 'state' | 'scheme'>;

/** Prefixes of crypt(5) and what comes after them; the first that matches wins. Texts are at most a line long. */
const prefixed: readonly (readonly [RegExp, string])[] = [
  [/^\$1\$/, 'md5'],
  [/^\$2[abxy]?\$/, 'bcrypt'],
  [/^\$3\$/, 'nt'],
  [/^\$5\$/, 'sha256'],
  [/^\$6\$[A-Za-z0-9+/]+=*\$[A-Za-z0-9+/]{86}==$/, 'mosquitto'],
  [/^\$6\$/, 'sha512'],
  [/^\$7\$/, 'scrypt'],
  [/^\$gy\$/, 'gost-yescrypt'],
  [/^\$y\$/, 'yescrypt'],
  [/^\$apr1\$/, 'apr1'],
  [/^\$sha1[$,]/, 'sha1'],
  [/^\$md5[$,]/, 'sun-md5'],
  [/^\{SSHA\}/, 'ldap-ssha'],
  [/^\{SHA\}/, 'ldap-sha'],
  [/^_[./0-9A-Za-z]{19}$/, 'bsdi'],
  [/^[./0-9A-Za-z]{13}$/, 'des'],
];

/** What stands for "no password can": passwd(5), shadow(5), the BSDs' and Solaris's words. `x` and `##name` point to another file. */
const locks = /^(x|\*+|!+|!\*|\*!+|\*LK\*|\*NP\*|NP|LK|!!?locked|\*LOCKED\*|disabled|##.*)$/;

/**
 * What a password field of passwd(5), shadow(5) or an htpasswd file says: the empty field is `none`; `*`, `!`, `!!`, `*LK*`, `x` and
 * whatever hash stands behind a `!` or `*LK*` are `locked`; everything else is `set`, by a scheme or `unrecognised`. A locked hash
 * keeps its scheme, which is null otherwise.
 */
export function classifyPassword(field: string): PasswordKind {
  if (field === '') return { state: 'none', scheme: null };
  if (locks.test(field)) return { state: 'locked', scheme: null };
  const locked = /^(?:!+|\*LK\*|\*LOCKED\*)(.+)$/.exec(field);
  if (locked !== null) return { state: 'locked', scheme: schemeOf(locked[1] ?? '') };
  return { state: 'set', scheme: schemeOf(field) ?? 'unrecognised' };
}

function schemeOf(hash: string): string | null {
  return prefixed.find(([pattern]) => pattern.test(hash))?.[1] ?? null;
}
