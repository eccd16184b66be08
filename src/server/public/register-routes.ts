import type { Hono } from 'hono';
import { countFacets } from '../../adapters/register-index/count-facets.ts';
import { searchRegister } from '../../adapters/register-index/search-register.ts';
import { byCodeUnit } from '../../foundation/order.ts';
import { isCertificateNumber } from '../../model/certificate-number.ts';
import { comparePage, mostCompared } from '../../reports/site/compare-page.ts';
import { criteriaPage } from '../../reports/site/criteria-page.ts';
import { criterionPage } from '../../reports/site/criterion-page.ts';
import { askedQuery, searchPage } from '../../reports/site/search-page.ts';
import { inLanguage } from '../../reports/site/site-page.ts';
import { statisticsPage } from '../../reports/site/statistics-page.ts';
import { pageRoutes } from './page-routes.ts';
import type { ProductSources } from './product-routes.ts';
import { readSearch } from './read-search.ts';
import { statisticsCharts } from './statistics-charts.ts';

const labelsPerPage = 25;

/** Search, comparison, statistics and criteria. */
export function registerRoutes(app: Hono, sources: ProductSources): void {
  searchRoute(app, sources);
  compareRoute(app, sources);
  const { site, register } = sources;
  pageRoutes(app, site, '/statistics/', async (c, messages) => {
    const figures = await register.figures();
    return c.html(statisticsPage(await site.frame(), figures, statisticsCharts(figures, messages), messages, site.languages));
  });
  criteriaRoutes(app, sources);
}

function searchRoute(app: Hono, { deps, register, site }: ProductSources): void {
  pageRoutes(app, site, '/', async (c, messages) => {
    const { asked, filter, sort, after } = readSearch(c.req.query());
    const number = asked.q.toUpperCase();
    // Who gives the whole number wants the product.
    if (isCertificateNumber(number) && (await register.labels([number])).has(number))
      return c.redirect(`/products/${number}/${inLanguage(messages.language)}`, 302);
    const now = deps.now();
    const isAsked = askedQuery({ ...asked, sort: 'newest' }) !== '';
    const [{ labels, next }, all, makers] = await Promise.all([
      searchRegister(deps.database, { ...filter, sort, after, limit: labelsPerPage }, now),
      register.counts(),
      register.makers(),
    ]);
    const counts = isAsked ? await countFacets(deps.database, filter, now) : all;
    const none: ReadonlyMap<string, number> = new Map();
    const view = {
      asked,
      labels,
      total: counts.total,
      isMore: counts.isMore,
      // Of a part of what fits, the shares would mislead.
      counts: counts.isMore ? { letter: none, category: none, scheme: none, state: none } : counts,
      categories: [...all.category.keys()].sort(byCodeUnit),
      schemes: [...all.scheme.keys()].sort(byCodeUnit),
      makers,
      isLater: after !== null,
      next,
    };
    return c.html(searchPage(await site.frame(), view, messages, site.languages));
  });
}

function compareRoute(app: Hono, { register, site }: ProductSources): void {
  pageRoutes(app, site, '/compare/', async (c, messages) => {
    const given = (c.req.queries('n') ?? []).map((number) => number.trim().toUpperCase().slice(0, 40)).filter((number) => number !== '');
    const asked = [...new Set(given)].slice(0, mostCompared);
    const found = await register.labels(asked.filter(isCertificateNumber));
    const labels = asked.flatMap((number) => found.get(number)?.label ?? []);
    const unknown = asked.filter((number) => !found.has(number));
    return c.html(comparePage(await site.frame(), { labels, asked, unknown }, messages, site.languages));
  });
}

function criteriaRoutes(app: Hono, { deps, site, tell }: ProductSources): void {
  const { schemes } = deps.catalogue;
  pageRoutes(app, site, '/criteria/', async (c, messages) => c.html(criteriaPage(await site.frame(), schemes, messages, site.languages)));
  pageRoutes(app, site, '/criteria/:scheme/:criterion/', async (c, messages) => {
    const scheme = schemes.find(({ source }) => source.id === c.req.param('scheme'));
    const criterion = scheme?.criteria.find(({ id }) => id === c.req.param('criterion'));
    if (scheme === undefined || criterion === undefined) return tell(c, 'not-found');
    return c.html(criterionPage(await site.frame(), scheme, criterion, messages, site.languages));
  });
}
