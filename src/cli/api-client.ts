import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../foundation/user-error.ts';

export type ServerFlags = {
  readonly server?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly seat?: string | undefined;
};

export type ApiAnswer<T> = { readonly body: T; readonly headers: Headers };
export type ApiCall = {
  readonly json?: unknown;
  readonly chunk?: { readonly offset: number; readonly bytes: Uint8Array<ArrayBuffer> };
  readonly version?: number | undefined;
};

/** The programme's API, spoken to as the flags say. */
export type ApiClient = {
  readonly server: string;
  readonly call: <T>(method: string, path: string, call?: ApiCall) => Promise<ApiAnswer<T>>;
};

const attempts = 5;
const longestWaitSeconds = 60;

/**
 * Refused: `SERVER_MISSING`, `TOKEN_MISSING`, `SERVER_INSECURE` (a token would travel in clear); what the server refuses comes with the code it gave, what is no answer of the programme as
 * `SERVER_ANSWER`, and no answer at all as `SERVER_UNREACHABLE`.
 */
export function apiClient({ server: given, tokenFile, seat }: ServerFlags): ApiClient {
  const server = checkedServer(given ?? process.env['IQS_SERVER']);
  const token = (tokenFile === undefined ? process.env['IQS_TOKEN'] : readFileSync(tokenFile, 'utf8'))?.trim();
  if (!token) throw new UserError('TOKEN_MISSING', 'no token', '--token-file', 'give a file with a token, or set IQS_TOKEN');
  const base = { authorization: `Bearer ${token}`, accept: 'application/json', ...(seat === undefined ? {} : { 'iqs-seat': seat }) };
  return {
    server,
    call: async (method, path, { json, chunk, version } = {}) => {
      const headers = {
        ...base,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(chunk === undefined ? {} : { 'content-type': 'application/octet-stream', 'upload-offset': String(chunk.offset) }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        // One key over all attempts: an answer that was lost on the way is given again, not done again.
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      };
      const body = chunk?.bytes ?? (json === undefined ? null : JSON.stringify(json));
      return answered(await sent(`${server}/api/v1${path}`, { method, headers, body, redirect: 'error' }), path);
    },
  };
}

function checkedServer(text: string | undefined): string {
  if (text === undefined) throw new UserError('SERVER_MISSING', 'no server', '--server', 'give its address, or set IQS_SERVER');
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')))
    throw new UserError('SERVER_INSECURE', 'no https address', text, 'give the https address of the programme');
  return url.origin;
}

async function sent(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    let wait = 2 ** (attempt - 1);
    try {
      const answer = await fetch(url, init);
      if (attempt === attempts || ![429, 502, 503, 504].includes(answer.status)) return answer;
      wait = Math.max(wait, Number(answer.headers.get('retry-after') ?? 0) || 0);
      if (wait > longestWaitSeconds) return answer;
    } catch (error) {
      if (attempt === attempts || init.method === 'PATCH') {
        const why = error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : 'no answer';
        throw new UserError('SERVER_UNREACHABLE', why, url, 'try again later: what was done stays done');
      }
    }
    await sleep(wait * 1000);
  }
}

async function answered<T>(answer: Response, path: string): Promise<ApiAnswer<T>> {
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('application/problem+json')) throw problemOf(text, path);
  if (!answer.ok || (text !== '' && !type.startsWith('application/json')))
    throw new UserError('SERVER_ANSWER', `answered ${answer.status}`, path, 'check the address: this is no answer of the programme');
  return { body: (text === '' ? null : JSON.parse(text)) as T, headers: answer.headers };
}

function problemOf(text: string, path: string): UserError {
  const { code, title, detail, mend, errors } = JSON.parse(text) as Record<string, unknown>;
  const [first] = Array.isArray(errors)
    ? (errors as { readonly pointer?: string; readonly parameter?: string; readonly detail: string }[])
    : [];
  const place = first === undefined ? String(detail) : `${first.pointer ?? first.parameter}: ${first.detail}`;
  return new UserError(String(code), String(title), place === String(title) ? path : place, String(mend));
}
