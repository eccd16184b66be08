import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { certificateNumberForm } from '../../model/certificate-number.ts';
import type { LabelClaims } from '../../model/label-claims.ts';
import type { Messages } from '../../model/message.ts';
import type { PublicScheme } from '../../reports/site/criteria-page.ts';
import { productFeed } from '../../reports/site/product-feed.ts';
import { servedProductPage } from '../../reports/site/served-product-page.ts';
import { inLanguage } from '../../reports/site/site-page.ts';
import { BoundedCache } from './bounded-cache.ts';
import { pageRoutes } from './page-routes.ts';
import type { PublicDeps } from './public-deps.ts';
import type { PublicRegister } from './public-register.ts';
import type { SiteRenderer } from './site-renderer.ts';
import type { TellPage } from './tell-page.ts';

type Rendered = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  /** Size of the log for which it was found to hold. */
  readonly position: number;
  readonly renderedMs: number;
};

const mostBytes = 128 * 2 ** 20;

/** A page is made anew after so long at the latest: a review begins, a term ends, and neither is in the log. */
const freshMs = 10_000;

export type ProductSources = {
  readonly deps: PublicDeps;
  readonly register: PublicRegister;
  readonly site: SiteRenderer;
  readonly tell: TellPage;
};

/** A label's page and its feed. A page is kept as bytes by number and language until the log has grown or its time is over. */
export function productRoutes(app: Hono, sources: ProductSources): void {
  const { site, tell, deps } = sources;
  const cache = new BoundedCache<Rendered>(mostBytes);
  pageRoutes(app, site, '/products/:number/', async (c, messages) => {
    const page = await renderedPage(cache, c.req.param('number') ?? '', messages, sources);
    if (page === null) return tell(c, 'not-found');
    const headers = { etag: page.etag, 'cache-control': 'public, max-age=10', 'content-type': 'text/html; charset=utf-8' };
    return c.req.header('if-none-match') === page.etag ? c.body(null, 304, headers) : c.body(page.bytes, 200, headers);
  });
  for (const { language } of site.languages)
    app.get(`/products/:number/${inLanguage(language)}feed.xml`, async (c: Context) => {
      const number = c.req.param('number') ?? '';
      const found = await labelOf(number, sources);
      if (found === undefined) return tell(c, 'not-found');
      const feed = productFeed(
        await site.frame(),
        found.label,
        (await deps.behind(number)).review,
        deps.authority.file.base,
        site.messagesOf(language),
      );
      return c.body(feed, 200, { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'public, max-age=300' });
    });
}

export const labelOf = async (
  number: string,
  { register }: ProductSources,
): Promise<Awaited<ReturnType<PublicRegister['labels']>> extends ReadonlyMap<string, infer Found> ? Found | undefined : never> =>
  certificateNumberForm.test(number) ? (await register.labels([number])).get(number) : undefined;

/** The scheme a label was graded by, as long as the catalogue has that very vintage. */
export const schemeOf = ({ catalogue }: Pick<PublicDeps, 'catalogue'>, { scheme }: Pick<LabelClaims, 'scheme'>): PublicScheme | null =>
  catalogue.schemes.find(({ source }) => source.id === scheme.id && source.vintage === scheme.vintage) ?? null;

async function renderedPage(
  cache: BoundedCache<Rendered>,
  number: string,
  messages: Messages,
  sources: ProductSources,
): Promise<Rendered | null> {
  const { deps, register, site } = sources;
  const key = `${number} ${messages.language}`;
  const position = await register.position();
  const kept = cache.get(key);
  if (kept !== undefined && kept.position === position && performance.now() - kept.renderedMs < freshMs) return kept;
  const found = await labelOf(number, sources);
  if (found === undefined) return null;
  const { label } = found;
  const scheme = schemeOf(deps, label.claims);
  const text = servedProductPage(await site.frame(), { label, scheme, ...(await deps.behind(number)) }, messages, site.languages);
  const bytes = new TextEncoder().encode(text);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const rendered = { bytes, etag, position, renderedMs: performance.now() };
  cache.set(key, rendered);
  return rendered;
}
