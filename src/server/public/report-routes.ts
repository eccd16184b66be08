import { randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { storable } from '../../adapters/register-index/search-words.ts';
import { isCertificateNumber } from '../../model/certificate-number.ts';
import type { Messages } from '../../model/message.ts';
import { lodgedMatter, matterClocks } from '../../programme/matter.ts';
import { matterPage } from '../../reports/site/matter-page.ts';
import { reportLimits, reportPage } from '../../reports/site/report-page.ts';
import { inLanguage } from '../../reports/site/site-page.ts';
import { pageRoutes } from './page-routes.ts';
import type { PublicDeps } from './public-deps.ts';
import { readReport } from './read-report.ts';
import type { SiteRenderer } from './site-renderer.ts';
import type { TellPage } from './tell-page.ts';

/** Reports from one address in an hour. A household or an office has one address: enough for several people. */
const mostReports = 10;
const hourSeconds = 3600;

/** A form of words at most as long as the longest report, four bytes a character, percent-encoded. */
const mostBytes = 160 * 1024;

/** Who has the address has the matter: so it is neither kept on the way nor told to the next page. */
const secret = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' };

/** Report a problem, and follow what became of it. */
export function reportRoutes(app: Hono, deps: PublicDeps, site: SiteRenderer, tell: TellPage): void {
  const limiter = new RateLimiterMemory({ points: mostReports, duration: hourSeconds });
  pageRoutes(app, site, '/report-a-problem/', async (c, messages) => {
    const number = c.req.query('number') ?? '';
    const draft = { kind: '', number: isCertificateNumber(number) ? number : '', words: '', name: '', email: '' };
    return c.html(reportPage(await site.frame(), draft, [], messages, site.languages));
  });
  for (const { language } of site.languages)
    app.post(`/report-a-problem/${inLanguage(language)}`, bodyLimit({ maxSize: mostBytes, onError: (c) => tell(c, 'refused') }), (c) =>
      take(c, site.messagesOf(language), { deps, site, tell, limiter }),
    );
  pageRoutes(app, site, '/report-a-problem/:id{[A-Za-z0-9_-]{24}}/', async (c, messages) => {
    const matter = await deps.matterOf(c.req.param('id') ?? '');
    if (matter === null) return tell(c, 'not-found');
    const page = matterPage(await site.frame(), matter, matterClocks(matter, deps.settings), messages, site.languages);
    return c.html(page, 200, secret);
  });
  for (const { language } of site.languages)
    app.post(
      `/report-a-problem/:id{[A-Za-z0-9_-]{24}}/${inLanguage(language)}`,
      bodyLimit({ maxSize: mostBytes, onError: (c) => tell(c, 'refused') }),
      async (c) => {
        const { reasons } = await c.req.parseBody();
        const given = typeof reasons === 'string' ? storable(reasons).trim().slice(0, reportLimits.words) : '';
        if (given !== '' && (await deps.matterOf(c.req.param('id'))) !== null) await deps.appeal(c.req.param('id'), given);
        return c.redirect(c.req.path, 303);
      },
    );
}

type Taking = { readonly deps: PublicDeps; readonly site: SiteRenderer; readonly tell: TellPage; readonly limiter: RateLimiterMemory };

async function take(c: Context, messages: Messages, { deps, site, tell, limiter }: Taking): Promise<Response> {
  const read = readReport(await c.req.parseBody(), messages.language);
  if (read.outcome === 'machine') return tell(c, 'refused');
  if (read.outcome === 'faulty') return c.html(reportPage(await site.frame(), read.draft, read.faults, messages, site.languages), 422);
  try {
    await limiter.consume(networkOf(deps.addressOf(c)));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    c.header('retry-after', String(Math.ceil(error.msBeforeNext / 1000)));
    return tell(c, 'too-many');
  }
  const matter = lodgedMatter(randomBytes(18).toString('base64url'), read.report, deps.now());
  await deps.lodge(matter);
  return c.redirect(`/report-a-problem/${matter.id}/${inLanguage(messages.language)}`, 303);
}

/** Whoever has an IPv6 address has 2^64 of them: the network counts. */
const networkOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
