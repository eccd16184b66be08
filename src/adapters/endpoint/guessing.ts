import type { LoginPair } from './known-logins.ts';
import { type Checked, checked, type LoginForm, type LoginOutcome } from './service.ts';

/** Fewer attempts tell nothing: people mistype as often. */
const fewest = 10;
/** OWASP ASVS 4.0.3, 2.2.1: no more than 100 failed attempts an hour on one account. */
const mostAnHour = 100;

export type Attempt = { readonly outcome: LoginOutcome; readonly ms: number };

export type GuessOptions = {
  readonly user: string;
  /** Passwords that are wrong. */
  readonly wrong: (index: number) => string;
  readonly now: () => number;
};

/** So many wrong logins of one made-up user, one after the other without a pause: is it refused, delayed or locked? Stops when it is. */
export async function measureGuessing(form: LoginForm, attempts: number, { user, wrong, now }: GuessOptions): Promise<Checked> {
  const done: Attempt[] = [];
  for (let index = 0; index < attempts; index += 1) {
    const pair: LoginPair = { user, password: wrong(index) };
    const start = now();
    const outcome = await form.attempt(pair.user, pair.password);
    done.push({ outcome, ms: now() - start });
    if (outcome === 'locked' || outcome === 'accepted') break;
    if (done.length >= 3 && done.slice(-3).every((one) => one.outcome === 'unclear')) break;
  }
  return judgeGuessing(form.how, done);
}

/** What the attempts show, with figures. A pace up to 100 an hour is no danger; a lock of accounts that exist is not seen by a user that does not. */
export function judgeGuessing(how: string, attempts: readonly Attempt[]): Checked {
  const say = (result: Checked['result'], words: string): Checked => checked('unlimited-guessing', result, `${how}: ${words}`);
  const total = attempts.reduce((sum, { ms }) => sum + ms, 0);
  const count = `${attempts.length} wrong attempts in ${seconds(total)}`;
  const last = attempts.at(-1)?.outcome;
  if (last === 'accepted') return say('unknown', `lets in a login made up for this test after ${count}`);
  if (last === 'locked') return say('no', `locked out after ${count}`);
  const refused = attempts.filter(({ outcome }) => outcome === 'refused').length;
  if (last === 'unclear' && attempts.length >= 3) {
    return refused > 0
      ? say('no', `no answer any more after ${count}, ${refused} of them refused`)
      : say('unknown', `no clear answer to ${count}`);
  }
  const pace = Math.round((attempts.length / Math.max(total, 1)) * 3_600_000);
  if (pace <= mostAnHour) return say('no', `${count}: at most ${pace} an hour on one connection`);
  const [early, late] = [
    median(attempts.slice(0, Math.ceil(attempts.length / 3))),
    median(attempts.slice(-Math.ceil(attempts.length / 3))),
  ];
  const delays = late >= early * 2 && late >= early + 1000;
  if (delays) return say('no', `delayed: ${count}, the first answered in ${seconds(early)}, the last in ${seconds(late)}`);
  if (attempts.length < fewest)
    return say('unknown', `${count}, neither locked nor delayed: too few to tell, give --guessing at least ${fewest}`);
  return say('yes', `${count}, neither locked nor delayed: ${pace} an hour on one connection`);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function median(attempts: readonly Attempt[]): number {
  const sorted = attempts.map(({ ms }) => ms).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
