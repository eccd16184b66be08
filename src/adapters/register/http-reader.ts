import { UserError } from '../../foundation/user-error.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { isRegisterPath } from '../../register/tile-path.ts';
import { longestFile } from './folder-reader.ts';

const mostRedirects = 3;
const patienceMs = 30_000;

/**
 * A register's files from a web server. An answer has 30 seconds and the length of the longest file; a redirect is followed on the same host only, and not
 * from https to http. 404 and 410: there is no such file. Everything else is `REGISTER_HTTP`.
 */
export function httpReader(prefix: string, timeoutMs = patienceMs): RegisterReader {
  const base = new URL(prefix.endsWith('/') ? prefix : `${prefix}/`);
  if (!['http:', 'https:'].includes(base.protocol) || base.username !== '' || base.search !== '' || base.hash !== '')
    throw new UserError('REGISTER_HTTP', 'not a plain http or https address', prefix, 'give the address that checkpoint lies under');
  return {
    read: async (path) => {
      if (!isRegisterPath(path)) return null;
      const url = new URL(path, base);
      try {
        return await fetchBytes(url, AbortSignal.timeout(timeoutMs), path === 'checkpoint');
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw httpError(url, whyOf(error));
      }
    },
  };
}

/** `fetch failed` says nothing; its cause does. */
const whyOf = (error: unknown): string =>
  !(error instanceof Error) ? 'no answer' : error.cause instanceof Error ? error.cause.message : error.message;

const httpError = (url: URL, what: string): UserError =>
  new UserError('REGISTER_HTTP', what, url.href, 'check the address; try again when the server answers');

async function fetchBytes(first: URL, signal: AbortSignal, fresh: boolean): Promise<Uint8Array | null> {
  let url = first;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const answer = await fetch(url, { signal, redirect: 'manual', cache: fresh ? 'no-store' : 'default', credentials: 'omit' });
    if (answer.status === 200) return await boundedBody(answer, url);
    await answer.body?.cancel();
    if (answer.status === 404 || answer.status === 410) return null;
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || location === null) throw httpError(url, `status ${answer.status}`);
    const next = new URL(location, url);
    if (next.host !== first.host || (next.protocol !== first.protocol && next.protocol !== 'https:'))
      throw httpError(url, `redirects to ${next.host}`);
    url = next;
  }
  throw httpError(first, 'redirects without end');
}

async function boundedBody(answer: Response, url: URL): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > longestFile) throw httpError(url, 'an answer longer than any file of a register');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
