import type { KnownLogin } from '../../model/tables.ts';

/** Published logins to look pairs up in; made once per worker. */
export class PublishedLogins {
  readonly #pairs: ReadonlySet<string>;
  readonly #passwords: ReadonlySet<string>;

  constructor(logins: readonly KnownLogin[]) {
    this.#pairs = new Set(logins.map(({ user, password }) => `${user ?? '*'}\n${password}`));
    this.#passwords = new Set(logins.map(({ password }) => password));
  }

  /** Whether somebody published the pair, or the password for no particular user. A password seen without a user counts when it is published with any. */
  has(user: string | null, password: string): boolean {
    if (user === null) return this.#passwords.has(password);
    return this.#pairs.has(`${user}\n${password}`) || this.#pairs.has(`*\n${password}`);
  }
}
