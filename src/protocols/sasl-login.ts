import { base64Text } from './base64-text.ts';

type PlainLogin = { readonly user: string | null; readonly password: string | null };

/** SASL PLAIN (RFC 4616, 2): authorisation name, name, password; null where it is none. */
function plainLogin(encoded: string): PlainLogin | null {
  const [, user, password, ...more] = (base64Text(encoded) ?? '').split('\0');
  return user === undefined || password === undefined || more.length > 0 ? null : { user, password };
}

/**
 * SASL over a line protocol (RFC 4954, 9051, 5034): after AUTH with a mechanism the client's lines are answers, until a login was read. LOGIN
 * sends name and password one after the other, PLAIN both at once; of other mechanisms no password can be seen.
 */
export class SaslLogin {
  readonly #tell: (login: PlainLogin) => void;
  #mechanism: string | null = null;
  #user: string | null = null;

  constructor(tell: (login: PlainLogin) => void) {
    this.#tell = tell;
  }

  get isOpen(): boolean {
    return this.#mechanism !== null;
  }

  begin(mechanism: string, initial: string | undefined): void {
    this.#mechanism = mechanism.toUpperCase();
    this.#user = null;
    if (this.#mechanism !== 'PLAIN' && this.#mechanism !== 'LOGIN') this.#mechanism = null;
    else if (initial !== undefined && initial !== '' && initial !== '=') this.answer(initial);
  }

  answer(line: string): void {
    // RFC 4954, 4: a lone `*` takes it back.
    if (line === '*') this.#mechanism = null;
    else if (this.#mechanism === 'PLAIN') this.#end(plainLogin(line));
    else if (this.#user === null) this.#user = base64Text(line) ?? '';
    else this.#end({ user: this.#user, password: base64Text(line) });
  }

  #end(login: PlainLogin | null): void {
    this.#mechanism = null;
    if (login !== null) this.#tell(login);
  }
}
