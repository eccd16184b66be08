import { setTimeout as sleep } from 'node:timers/promises';

/** Where to ask; once stopped, nothing more is asked. */
export type Api = { readonly at: string; readonly stopped: AbortSignal };

export type Question = {
  readonly token: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  /** JSON, or bytes as they are. */
  readonly body?: object | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>>; readonly offset: number | null };

const patienceMs = 15_000;

/** Asks once. Null: no answer came, or none that says anything (the server is down, the database is, the same request is being answered). */
export async function askOnce({ at, stopped }: Api, { token, method, path, body, headers = {} }: Question): Promise<Answer | null> {
  const isBytes = body instanceof Uint8Array;
  try {
    const response = await fetch(`${at}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
      signal: AbortSignal.any([stopped, AbortSignal.timeout(patienceMs)]),
    });
    const text = await response.text();
    if (response.status >= 500 || response.status === 429) return null;
    const read = text === '' ? {} : (JSON.parse(text) as Answer['body']);
    const offset = response.headers.get('upload-offset');
    return read['code'] === 'IDEMPOTENCY_RUNNING'
      ? null
      : { status: response.status, body: read, offset: offset === null ? null : Number(offset) };
  } catch {
    return null;
  }
}

/** Asks until there is an answer. */
export async function ask(api: Api, question: Question, seconds = 600): Promise<Answer> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(250)) {
    api.stopped.throwIfAborted();
    const answer = await askOnce(api, question);
    if (answer !== null) return answer;
  }
  throw new Error(`no answer within ${seconds} s to ${question.method} ${question.path}`);
}
