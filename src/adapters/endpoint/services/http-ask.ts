import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';

export type HttpRequest = {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  /** As the `Host` field says it. */
  readonly host: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: readonly string[];
  /** At most 64 KiB, as Latin-1. */
  readonly body: string;
};

const largest = 64 * 1024;

/**
 * One request on an open (guarded) connection; redirects are told, never followed. null: no answer that is HTTP, or none in time. Headers beyond
 * 64 KiB are no answer; of a body 64 KiB are kept, and the connection ends there.
 */
export function httpAsk(
  stream: Duplex,
  { method = 'GET', path, host, headers = {}, body }: HttpRequest,
  ms: number,
): Promise<HttpAnswer | null> {
  return new Promise((resolve) => {
    const finish = (answer: HttpAnswer | null): void => {
      clearTimeout(timer);
      stream.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(null), ms);
    try {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const asked = request({
        // Without `agent`: an agent, even `false`, would open a connection of its own, past the guard.
        createConnection: () => stream,
        method,
        path,
        maxHeaderSize: largest,
        headers: { host, 'user-agent': 'iqs-probe', accept: '*/*', connection: 'close', ...length, ...headers },
      });
      asked.once('error', () => finish(null));
      asked.once('response', (response) => void collect(response, ms).then(finish));
      asked.end(body);
    } catch {
      // A path or a value that HTTP cannot carry.
      finish(null);
    }
  });
}

async function collect(response: IncomingMessage, ms: number): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // A body that never ends is an answer all the same: what came until half the time is over is looked at.
  const timer = setTimeout(() => response.destroy(), ms / 2);
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= largest) break;
    }
  } catch {
    // Cut off: what came is looked at.
  }
  clearTimeout(timer);
  const { statusCode = 0, headers } = response;
  return {
    status: statusCode,
    headers,
    cookies: headers['set-cookie'] ?? [],
    body: Buffer.concat(chunks).subarray(0, largest).toString('latin1'),
  };
}
