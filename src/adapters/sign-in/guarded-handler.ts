import { createHmac } from 'node:crypto';
import { generateRandomString } from 'better-auth/crypto';
import type { AttemptLimits } from './attempt-limits.ts';
import { type Auth, addressHeader } from './create-auth.ts';
import { type Endpoint, endpointOf } from './endpoints.ts';
import { refusalOf } from './outcome.ts';
import { nonceHeader } from './resolve-provider-user.ts';
import type { SessionRow, Sessions } from './sessions.ts';
import type { SignInConfig, SignInEvent } from './sign-in-config.ts';

const mostBytes = 64 * 1024;

export type Handle = (request: Request, address: string) => Promise<Response>;

export type Told = (event: Omit<SignInEvent, 'at'>) => Promise<void>;

type Parts = {
  readonly auth: Auth;
  readonly config: SignInConfig;
  readonly limits: AttemptLimits;
  readonly sessions: Sessions;
  readonly tell: Told;
};

/**
 * What every request about signing in goes through, from a browser's script and from our own pages alike: only known endpoints and fields, counted attempts,
 * the library, a new session instead of the old one, and the audit.
 */
export function guardedHandler(parts: Parts): Handle {
  const { auth, config, sessions } = parts;
  return async (request, address) => {
    const path = new URL(request.url).pathname.replace(/^\/auth/, '');
    const endpoint = endpointOf(path);
    if (endpoint === null || endpoint.method !== request.method) return refusal(404, 'NOT_FOUND');
    const body = endpoint.method === 'POST' ? await fieldsOf(request, endpoint.fields) : {};
    if (body === null) return refusal(400, 'BODY_INVALID');
    const before = await sessions.current(request.headers);
    const attempt = await admitted(parts, { request, endpoint, body, before, address });
    if (attempt.wait !== null) return refusal(429, 'TOO_MANY_ATTEMPTS', attempt.wait);
    const nonce = generateRandomString(32);
    const answer = await auth.handler(forwarded(request, path, body, { address, nonce, baseUrl: config.baseUrl }));
    return concluded(parts, { asked: request.headers, nonce, answer, path, endpoint, before, attempt, address });
  };
}

type Asked = {
  readonly request: Request;
  readonly endpoint: Endpoint;
  readonly body: Readonly<Record<string, unknown>>;
  readonly before: SessionRow | null;
  readonly address: string;
};
type Attempt = { readonly wait: number | null; readonly account: string | null; readonly person: string | null };

/** Counts the attempt by address and by account before anything is judged. An account that does not exist is counted like one that does. */
async function admitted(parts: Parts, asked: Asked): Promise<Attempt> {
  const { endpoint, address, before } = asked;
  const nobody = { account: null, person: before?.userId ?? null };
  if (endpoint.counts === 'nothing') return { ...nobody, wait: null };
  const { person, account } = endpoint.counts === 'address' ? nobody : await accountOf(parts, asked);
  const tooMany = await parts.limits.fromAddress(address);
  if (tooMany !== null) {
    await parts.tell({ actor: null, action: 'lock-out', target: person, outcome: 'TOO_MANY_ATTEMPTS', address });
    return { account, person, wait: tooMany };
  }
  const locked = account === null ? null : await parts.limits.onAccount(account);
  if (locked?.fresh === true) await parts.tell({ actor: null, action: 'lock-out', target: person, outcome: 'TOO_MANY_ATTEMPTS', address });
  return { account, person, wait: locked?.seconds ?? null };
}

async function accountOf({ auth, config }: Parts, { request, endpoint, body, before }: Asked): Promise<Omit<Attempt, 'wait'>> {
  if (endpoint.counts === 'email') {
    const { internalAdapter } = await auth.$context;
    const email = (textOf(body['email']) ?? '').trim().toLowerCase();
    // Asked for either kind of address, so that it costs both the same time.
    const person = (await internalAdapter.findUserByEmail(email))?.user.id ?? null;
    return { person, account: createHmac('sha256', config.secret).update(`email:${email}`).digest('base64url') };
  }
  const person = before?.userId ?? (await auth.api.challengedPerson({ headers: request.headers })).person;
  return { person, account: person === null ? null : `person:${person}` };
}

/** A JSON object of at most 64 KiB, with the known fields only; null: something else. */
async function fieldsOf(request: Request, fields: readonly string[]): Promise<Readonly<Record<string, unknown>> | null> {
  if (fields.length === 0) return {};
  const text = await request.text();
  if (text.length > mostBytes) return null;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
    return Object.fromEntries(Object.entries(read).filter(([name]) => fields.includes(name)));
  } catch {
    return null;
  }
}

function forwarded(
  request: Request,
  path: string,
  body: Readonly<Record<string, unknown>>,
  { address, nonce, baseUrl }: { readonly address: string; readonly nonce: string; readonly baseUrl: string },
): Request {
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.set(addressHeader, address);
  headers.set(nonceHeader, nonce);
  // A changed password ends every other session.
  const whole = path === '/change-password' ? { ...body, revokeOtherSessions: true } : body;
  if (request.method === 'POST') headers.set('content-type', 'application/json');
  const url = new URL(`/auth${path}${new URL(request.url).search}`, baseUrl);
  return new Request(url, { method: request.method, headers, ...(request.method === 'POST' ? { body: JSON.stringify(whole) } : {}) });
}

type Answered = {
  readonly nonce: string;
  readonly asked: Headers;
  readonly answer: Response;
  readonly path: string;
  readonly endpoint: Endpoint;
  readonly before: SessionRow | null;
  readonly attempt: Attempt;
  readonly address: string;
};

/** After the library: the old session goes when there is a new one, the account's count is cleared, the audit is told, and no session is in the body. */
async function concluded(parts: Parts, { nonce, asked, answer, path, endpoint, before, attempt, address }: Answered): Promise<Response> {
  const { sessions, limits, tell } = parts;
  const location = answer.headers.get('location');
  const error = location === null ? null : new URL(location, parts.config.baseUrl).searchParams.get('error');
  const ok = answer.status < 400 && error === null;
  const body = withNonce(await bodyOf(answer), path, nonce);
  const fresh = ok ? await sessions.setBy(answer.headers) : null;
  const raised = ok && fresh === null && before?.strong === false && isFactor(path) ? await sessions.strengthen(asked) : null;
  const current = raised?.session ?? fresh;
  if (before !== null && current !== null && current.token !== before.token) await sessions.end(before.token);
  if (ok && attempt.account !== null) await limits.succeeded(attempt.account);
  if (endpoint.action !== null) {
    const person = current?.userId ?? attempt.person;
    const waits = ok && body?.['twoFactorRedirect'] === true ? 'SECOND_FACTOR_NEEDED' : 'done';
    const outcome = ok ? waits : error === null ? refusalOf(textOf(body?.['code'])) : error;
    await tell({
      actor: ok && waits === 'done' ? person : (before?.userId ?? null),
      action: endpoint.action,
      target: person,
      outcome,
      address,
    });
  }
  return answered(answer, path, body, [...answer.headers.getSetCookie().map(sessions.untilBrowserCloses), ...(raised?.cookies ?? [])]);
}

/** A factor given in a session that was begun without one (by an identity provider, say) makes the session anew, as a strong one. */
const isFactor = (path: string): boolean => path === '/two-factor/verify-totp' || path === '/two-factor/verify-backup-code';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

async function bodyOf(answer: Response): Promise<Record<string, unknown> | null> {
  if (!(answer.headers.get('content-type') ?? '').includes('json')) return null;
  const read: unknown = await answer.json().catch(() => null);
  return Array.isArray(read) ? { list: read } : (read as Record<string, unknown> | null);
}

/** The nonce goes with the browser to the identity provider, which puts it under its signature; it is compared in `resolveProviderUser`. */
function withNonce(body: Record<string, unknown> | null, path: string, nonce: string): Record<string, unknown> | null {
  const url = path === '/sign-in/sso' ? textOf(body?.['url']) : undefined;
  if (url === undefined) return body;
  const to = new URL(url);
  to.searchParams.set('nonce', nonce);
  return { ...body, url: to.href };
}

function answered(answer: Response, path: string, body: Record<string, unknown> | null, cookies: readonly string[]): Response {
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  headers.delete('set-cookie');
  headers.set('cache-control', 'no-store');
  for (const line of cookies) headers.append('set-cookie', line);
  if (body === null) return new Response(null, { status: answer.status, headers });
  const shown = 'list' in body ? body['list'] : shownOf(path, body);
  return new Response(JSON.stringify(shown), { status: answer.status, headers });
}

function shownOf(path: string, body: Record<string, unknown>): Record<string, unknown> {
  if (path === '/passkey/generate-authenticate-options') return { ...body, userVerification: 'required' };
  if (typeof body['code'] === 'string') return { code: refusalOf(body['code']) };
  const { token: _token, session: _session, ...rest } = body;
  return rest;
}

function refusal(status: number, code: string, retryAfter?: number): Response {
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  return new Response(JSON.stringify({ code, ...(retryAfter === undefined ? {} : { retryAfter }) }), { status, headers });
}
