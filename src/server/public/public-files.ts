import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import type { Authority } from '../../adapters/authority/authority.ts';
import { logSigner } from '../../adapters/authority/authority.ts';
import { folderReader } from '../../adapters/register/folder-reader.ts';
import { readHead } from '../../adapters/register/read-log.ts';
import { readIndexed } from '../../adapters/register-index/read-indexed.ts';
import { receiptMaker } from '../../adapters/site/receipt-maker.ts';
import { siteComponent, siteLabel } from '../../adapters/site/site-label.ts';
import { compactJson } from '../../foundation/compact-json.ts';
import { isCertificateNumber } from '../../model/certificate-number.ts';
import { labelHistory } from '../../register/label-history.ts';
import { isRegisterPath } from '../../register/tile-path.ts';
import { BoundedCache } from './bounded-cache.ts';
import type { PublicDeps } from './public-deps.ts';

type Kept = { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag: string; readonly checkedMs: number; readonly stamp: string };

const mostBytes = 32 * 2 ** 20;

/** A file is looked at again after so long: a list that was replaced is out within it. */
const trustMs = 1000;

const day = 86_400;

/** A tile or bundle that is full never changes; nor does a partial one, for its width is in its name. */
const cachingOf = (path: string): string =>
  path.startsWith('register/tile/')
    ? `public, max-age=${365 * day}, immutable`
    : path.startsWith('labels/')
      ? 'public, max-age=300'
      : 'public, max-age=10';

const types: readonly (readonly [RegExp, string])[] = [
  [/\.jwt$/, 'application/jwt'],
  [/\.svg$/, 'image/svg+xml'],
  [/\.json$/, 'application/json'],
  [/\.txt$|checkpoint$/, 'text/plain; charset=utf-8'],
];

/** The authority's files under the same paths as in an exported site, so that every verifier works against a server too. Anyone may read them from anywhere: they are signed. */
export function publicFiles(app: Hono, deps: PublicDeps, notFound: (c: Context) => Promise<Response>): void {
  const { authority } = deps;
  const cache = new BoundedCache<Kept>(mostBytes);
  const serve = async (c: Context): Promise<Response> => {
    const path = c.req.path.slice(1);
    const place = placeOf(path, authority);
    const kept = place === null ? null : await keptFile(cache, path, place);
    if (kept === null) return notFound(c);
    const headers = { etag: kept.etag, 'cache-control': cachingOf(path), ...fileHeaders(path) };
    if (c.req.header('if-none-match') === kept.etag) return c.body(null, 304, headers);
    return c.body(kept.bytes, 200, headers);
  };
  for (const path of ['/trust-list.jwt', '/status/*', '/register/*']) app.get(path, serve);
  app.get('/labels/:number/history.json', async (c) => (await receipts(c, deps)) ?? notFound(c));
  app.get('/labels/:number/:file', serve);
}

const fileHeaders = (path: string): Record<string, string> => ({
  'content-type': types.find(([pattern]) => pattern.test(path))?.[1] ?? 'application/octet-stream',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  // A label opened by itself is a document: it may style itself, and nothing else.
  ...(path.endsWith('.svg') ? { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox" } : {}),
});

/** Only paths that an export has; a name of a file has no slash and does not begin with a dot. */
function placeOf(path: string, { register, publicFolder }: Authority): string | null {
  if (path.startsWith('register/')) return isRegisterPath(path.slice(9)) ? join(register, path.slice(9)) : null;
  const isPublic =
    /^(trust-list\.jwt|status\/[a-z0-9]{1,12}\/[a-z]{1,20}\/[0-9]{1,6}\.jwt|labels\/IQS-[A-Z0-9]+-[0-9]+\/(label-[a-z]+-[a-z]+\.svg|credential\.jwt|code\.txt|claims\.json))$/;
  return isPublic.test(path) ? join(publicFolder, path) : null;
}

async function keptFile(cache: BoundedCache<Kept>, path: string, place: string): Promise<Kept | null> {
  const known = cache.get(path);
  const nowMs = performance.now();
  if (known !== undefined && nowMs - known.checkedMs < trustMs) return known;
  try {
    const { mtimeMs, size, ino } = await stat(place);
    const stamp = `${mtimeMs} ${size} ${ino}`;
    const fresh = known?.stamp === stamp ? { ...known, checkedMs: nowMs } : await readKept(place, stamp, nowMs);
    cache.set(path, fresh);
    return fresh;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    throw error;
  }
}

async function readKept(place: string, stamp: string, checkedMs: number): Promise<Kept> {
  const bytes = new Uint8Array(await readFile(place));
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`, stamp, checkedMs };
}

/** The receipts of a number under the log's head of this moment; null: never issued. */
async function receipts(c: Context, { authority, database, now }: PublicDeps): Promise<Response | null> {
  const number = c.req.param('number') ?? '';
  if (!isCertificateNumber(number)) return null;
  const [found] = await readIndexed(database, [number]);
  if (found === undefined) return null;
  const reader = folderReader(authority.register);
  const head = await readHead(reader, { logKey: (await logSigner(authority)).key, witnesses: [], quorum: 0 }, authority.register);
  const history = labelHistory(number, found.entries);
  const standing = (siteLabel(history, now(), authority, new Map()) ?? siteComponent(history, now()))?.state;
  const text = compactJson({ number, standing, receipts: await receiptMaker(reader, head)(history) });
  return c.body(text, 200, { 'cache-control': 'public, max-age=10', ...fileHeaders('history.json') });
}
