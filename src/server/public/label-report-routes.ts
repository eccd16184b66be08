import type { Hono } from 'hono';
import { attachmentHeader } from '../../foundation/attachment-header.ts';
import { labelReportPage } from '../../reports/site/label-report-page.ts';
import { pageRoutes } from './page-routes.ts';
import { labelOf, type ProductSources, schemeOf } from './product-routes.ts';

const caching = { 'cache-control': 'public, max-age=10' } as const;

/** The report behind a label: criterion by criterion, as a page and as JSON. Not found where nothing is known of the assessment. */
export function labelReportRoutes(app: Hono, sources: ProductSources): void {
  const { deps, site, tell } = sources;
  const reportOf = async (number: string) => {
    const label = (await labelOf(number, sources))?.label;
    const verdicts = label === undefined ? [] : (await deps.behind(number)).verdicts;
    return label === undefined || verdicts.length === 0 ? null : { label, verdicts, scheme: schemeOf(deps, label.claims) };
  };
  pageRoutes(app, site, '/products/:number/report/', async (c, messages) => {
    const report = await reportOf(c.req.param('number') ?? '');
    if (report === null) return tell(c, 'not-found');
    return c.html(labelReportPage(await site.frame(), report, messages, site.languages), 200, caching);
  });
  app.get('/products/:number/report.json', async (c) => {
    const report = await reportOf(c.req.param('number'));
    if (report === null) return tell(c, 'not-found');
    const { label, verdicts } = report;
    const { product, scheme, gradedOn, issuedAt, validUntil } = label.claims;
    const { number, letter, state } = label;
    const headers = { ...caching, 'content-disposition': attachmentHeader(`report-${number}.json`) };
    return c.json({ number, product, letter, standing: state, scheme, gradedOn, issuedAt, validUntil, verdicts }, 200, headers);
  });
}
