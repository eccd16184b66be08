import type { AttemptLimits } from './attempt-limits.ts';
import type { Auth } from './create-auth.ts';
import type { Handle, Told } from './guarded-handler.ts';
import { done, type Outcome, refusalOf, refused } from './outcome.ts';
import type { People } from './people.ts';
import type { From } from './person.ts';
import type { Sessions } from './sessions.ts';
import type { MailMessage, SignInConfig } from './sign-in-config.ts';

/** What the calls of sign-in share. */
export type Parts = {
  readonly auth: Auth;
  readonly config: SignInConfig;
  readonly sessions: Sessions;
  readonly people: People;
  readonly limits: AttemptLimits;
  readonly handle: Handle;
  readonly tell: Told;
  readonly post: (message: MailMessage) => void;
  readonly knownPasswords: ReadonlySet<string>;
};

/** Asks one of the endpoints as a browser would, with the person's own cookies: the same counting, rules and audit hold for pages and for scripts. */
export async function ask<T>(
  { handle, config }: Parts,
  from: From,
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<Outcome<T>> {
  const headers = new Headers({ origin: config.baseUrl });
  for (const name of ['cookie', 'user-agent']) {
    const value = from.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (body !== undefined) headers.set('content-type', 'application/json');
  const request = new Request(`${config.baseUrl}/auth${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await handle(request, from.address);
  const read = (await answer.json().catch(() => ({}))) as T & { readonly code?: string };
  if (answer.status < 400) return done(read, answer.headers.getSetCookie());
  if (answer.status === 429) return refused('TOO_MANY_ATTEMPTS', Number(answer.headers.get('retry-after') ?? 60));
  return refused(refusalOf(read.code));
}

/** Runs one of the library's own calls and turns what it throws into a refusal; what is no refusal goes on. */
export async function attempt<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return done(await call());
  } catch (thrown) {
    const { statusCode, body } = thrown as { readonly statusCode?: number; readonly body?: { readonly code?: string } };
    if (statusCode === undefined || statusCode >= 500) {
      if (body?.code === undefined) throw thrown;
    }
    return refused(refusalOf(body?.code?.toUpperCase()));
  }
}
