import { oneLine } from '../../foundation/one-line.ts';
import { redact } from '../../foundation/redact.ts';
import type { KnownLogin } from '../../model/tables.ts';
import { type Checked, checked, type LoginForm } from './service.ts';

export type LoginPair = { readonly user: string; readonly password: string };

/** Which published logins are tried: those that name a user; of `mirai` only what Mirai's scanner tries. */
export type LoginList = 'all' | 'mirai';

/** The pairs in the order in which they are tried: Mirai's first, then by how many lists publish them; each once. */
export function chooseLogins(logins: readonly KnownLogin[], list: LoginList): readonly LoginPair[] {
  const isMirai = ({ source }: KnownLogin): boolean => source.split(',').includes('mirai');
  const worth = (login: KnownLogin): number => (isMirai(login) ? 1000 : 0) + login.source.split(',').length;
  const named = logins.filter((login) => login.user !== null && (list === 'all' || isMirai(login)));
  const ordered = named.map((login, index) => ({ login, index })).sort((a, b) => worth(b.login) - worth(a.login) || a.index - b.index);
  const pairs = ordered.map(({ login }) => ({ user: login.user ?? '', password: login.password }));
  const keys = pairs.map(({ user, password }) => `${user}\0${password}`);
  return pairs.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

/** So many attempts in a row without an answer are a lock-out, or a service that went down: none is sent after them. */
const silences = 3;

export type TryOptions = {
  readonly pause: () => Promise<void>;
  /** A login that nobody has: where it is let in, no login means anything. */
  readonly nobody: LoginPair;
};

/** Each pair once, with a pause after each; stops at the first that is let in, and when it is locked out, and says which. */
export async function tryKnownLogins(form: LoginForm, pairs: readonly LoginPair[], { pause, nobody }: TryOptions): Promise<Checked> {
  const say = (result: Checked['result'], words: string): Checked => checked('known-login', result, `${form.how}: ${words}`);
  if ((await form.attempt(nobody.user, nobody.password)) === 'accepted')
    return say('yes', 'lets in any login, one made up for this test too');
  let unanswered = 0;
  for (const [index, { user, password }] of pairs.entries()) {
    await pause();
    const outcome = await form.attempt(user, password);
    const tried = `after ${index + 1} of ${pairs.length} published logins`;
    if (outcome === 'accepted') return say('yes', `lets in ${oneLine(user, 120)} with ${redact(password)} ${tried}`);
    if (outcome === 'locked') return say('unknown', `locked out ${tried}; stopped`);
    unanswered = outcome === 'unclear' ? unanswered + 1 : 0;
    if (unanswered >= silences) return say('unknown', `no clear answer any more ${tried}; stopped: it may have locked us out`);
  }
  return unanswered > 0
    ? say('unknown', 'the last answers were not clear')
    : say('no', `none of ${pairs.length} published logins is let in`);
}
