import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';
import { isAddress } from '../register/open-reader.ts';

const mostBytes = 4 * 2 ** 20;
const patienceMs = 15_000;

/** Files of a public site by their path below it; null where there is none. */
export type SiteReader = (path: string) => Promise<Uint8Array | null>;

/** Below the site, no step up, nothing hidden, and nothing that an address would read otherwise. */
const isPlain = (path: string): boolean => /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/.test(path);

/** A site in a folder, or behind an https address (http on this machine only). An answer has 15 seconds and 4 MiB; redirects are not followed. Refused: `SITE_ADDRESS`, `SITE_ANSWER`. */
export function siteReader(place: string): SiteReader {
  if (!isAddress(place)) return async (path) => (isPlain(path) ? fileAt(join(place, path)) : null);
  const base = new URL(place.endsWith('/') ? place : `${place}/`);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(base.hostname);
  if (base.protocol !== 'https:' && !(base.protocol === 'http:' && isLocal))
    throw new UserError('SITE_ADDRESS', 'not an https address', place, 'give a folder, or an address that begins with https://');
  return async (path) => (isPlain(path) ? fetched(new URL(path, base)) : null);
}

function fileAt(path: string): Uint8Array | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= mostBytes ? readFileSync(path) : null;
}

async function fetched(url: URL): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patienceMs), credentials: 'omit' });
    if (!answer.ok) {
      await answer.body?.cancel();
      return null;
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of answer.body ?? []) {
      size += part.length;
      if (size > mostBytes) throw new Error('more than 4 MiB');
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    throw new UserError(
      'SITE_ANSWER',
      error instanceof Error ? error.message : 'no answer',
      url.href,
      'try again, or look nothing up: verify --offline, assess without --site',
    );
  }
}
