import { DecodeError } from '../../foundation/decode-error.ts';
import type { KnownLogin } from '../../model/tables.ts';

/**
 * Reads catalogue/tables/known-logins.tsv: `#` comments, then lines of user, password and sources (ids parted by commas), parted by tabs.
 * A user `*` is null; `%XX` stands for the character of that code. Throws `DecodeError('malformed')` with the line's number as offset.
 */
export function parseKnownLogins(text: string): readonly KnownLogin[] {
  const logins: KnownLogin[] = [];
  text.split('\n').forEach((line, index) => {
    if (line === '' || line.startsWith('#')) return;
    const [user, password, source, more] = line.split('\t');
    if (user === undefined || password === undefined || source === undefined || source === '' || more !== undefined)
      throw new DecodeError('malformed', `known logins: line ${index + 1} has not three fields`, index + 1);
    logins.push({ user: user === '*' ? null : unescaped(user), password: unescaped(password), source });
  });
  return logins;
}

const unescaped = (field: string): string =>
  field.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
