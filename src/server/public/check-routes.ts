import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { isCertificateNumber } from '../../model/certificate-number.ts';
import { codePage } from '../../reports/site/code-page.ts';
import { numberIn } from '../../verifier/number-in.ts';
import type { ProductSources } from './product-routes.ts';

/** The page that checks labels is made anew after so long: the lists in it are signed anew from time to time. */
const freshMs = 10_000;

const longestCode = 4000;

/** A worker goes by its own policy, not by that of the page that began it: without this it may fetch nothing, and so keep nothing. */
const workerPolicy = "default-src 'none'; connect-src 'self'";

/** The page that checks labels, the addresses of printed codes, and the pages' own files. */
export function checkRoutes(app: Hono, { deps, register, site, tell }: ProductSources): void {
  let kept: { readonly text: string; readonly madeMs: number } | null = null;
  const page = async (): Promise<string> => {
    if (kept === null || performance.now() - kept.madeMs > freshMs) kept = { text: await site.checkPage(), madeMs: performance.now() };
    return kept.text;
  };
  for (const path of ['/verify/', '/verify/index.html'])
    app.get(path, async (c) => {
      const text = await page();
      c.header('content-security-policy', policyOf(text));
      return c.html(text, 200, { 'cache-control': 'no-cache' });
    });
  app.get('/verify', (c) => c.redirect('/verify/', 301));
  for (const { path, type, text } of site.assets) {
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    const caching = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    const policy = path.endsWith('service-worker.js') ? { 'content-security-policy': workerPolicy } : {};
    const headers = { etag, 'cache-control': caching, 'content-type': type, ...policy };
    app.get(`/${path}`, (c) => (c.req.header('if-none-match') === etag ? c.body(null, 304, headers) : c.body(text, 200, headers)));
  }
  app.get('/C/*', async (c) => {
    const rest = c.req.path.slice('/C/'.length).replace(/\/(index\.html)?$/, '');
    if (!/^[A-Z0-9.:/-]+$/.test(rest) || rest.length > longestCode) return tell(c, 'not-found');
    const code = `${deps.authority.file.codePrefix}${rest}`;
    // What stands in it is not believed here: it leads to the product it names, and to the page that checks it.
    const number = numberIn(code);
    const found = number !== null && isCertificateNumber(number) ? (await register.labels([number])).get(number) : undefined;
    if (found === undefined) return tell(c, 'not-found');
    return c.html(codePage(found.label, code, '/', site.languages), 200, { 'cache-control': 'public, max-age=300' });
  });
}

/** Of the page that checks labels, which carries its policy so that a saved copy has it too; a frame can only be forbidden in a header. */
function policyOf(text: string): string {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(text)?.[1] ?? "default-src 'none'";
  return `${policy.replaceAll('&#39;', "'")}; frame-ancestors 'none'`;
}
