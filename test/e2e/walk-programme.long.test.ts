// Every page of the sample programme, as each role sees it and as everybody does: axe, a phone's width, the browser's complaints, and where its links lead.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { PersonKey } from '../../samples/programme/people.ts';
import { seedSample } from '../../samples/programme/seed-sample.ts';
import { databaseFixture } from '../../src/adapters/database/database-fixture.ts';
import { buyer } from './buyer.ts';
import { lookAt } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { portalPerson } from './portal-person.ts';
import { type RunningProgramme, runProgramme } from './run-programme.ts';

const opened = await openBrowser();
const skip = 'skip' in opened ? opened.skip : false;
const browser = opened as Browser;
const fixture = databaseFixture();

/** One for each role; the administrators come last. */
const walkers: readonly PersonKey[] = ['anna', 'eva', 'rosa', 'dora', 'sam', 'olga', 'bea'];
const own = [
  '/portal',
  '/portal/cases',
  '/portal/cases/new',
  '/portal/surveillance',
  '/portal/matters',
  '/portal/organisation',
  '/portal/account',
];
/** Looked at by those who are shown the way there. */
const notForAll: readonly string[] = ['/portal/surveillance', '/portal/cases/new'];
const phone = { width: 390, height: 844 };

describe('the sample programme', { skip, concurrency: false }, () => {
  let programme: RunningProgramme;
  before(async () => {
    programme = await runProgramme(fixture);
    await seedSample(programme.open, programme.services, programme.access, () => undefined);
  });
  after(async () => {
    await browser.close();
    await programme.stop();
  });

  for (const key of walkers)
    test(`as ${key} sees it`, async () => {
      const troubles: string[] = [];
      const person = await portalPerson(browser, programme, key, (what) => void troubles.push(what));
      const { page } = person;
      await person.signIn();
      await page.setViewportSize(phone);
      const walk = walkOf(page, programme.address, troubles);
      for (const path of own) if (!notForAll.includes(path) || (await page.content()).includes(`href="${path}"`)) await walk.look(path);
      await page.goto(`${programme.address}/portal/cases`);
      const cases = await hrefs(page, 'main .cases a');
      const seen = new Set<string>();
      for (const path of cases) {
        await page.goto(`${programme.address}${path}`);
        const state = await page.locator('.casehead .state').getAttribute('class');
        for (const tab of await hrefs(page, 'nav.tabs a')) {
          const kind = `${state} ${tab.split('/')[4] ?? ''}`;
          if (!seen.has(kind)) await walk.look(tab);
          seen.add(kind);
        }
      }
      await walk.follow(/^\/portal\//);
      assert.deepEqual(troubles, []);
      await person.context.close();
    });

  test('as everybody sees it', async () => {
    const troubles: string[] = [];
    const { page, context } = await buyer(browser, programme.address, (what) => void troubles.push(what));
    const walk = walkOf(page, programme.address, troubles);
    for (const path of [
      '/',
      '/?q=nothing-of-the-kind',
      '/statistics/',
      '/criteria/',
      '/compare/',
      '/report-a-problem/',
      '/verify/',
      '/portal/sign-in',
      '/portal/forgot',
    ])
      await walk.look(path);
    await page.goto(programme.address);
    const products = await hrefs(page, 'main a[href*="/products/"], main a[href^="products/"]');
    for (const path of new Set(products)) await walk.look(path);
    await walk.look(
      `/compare/?${products
        .slice(0, 3)
        .map((path) => `n=${path.split('/')[2]}`)
        .join('&')}`,
    );
    const criteria = [...walk.links].filter((path) => /^\/criteria\/[^/]+\/[^/]+\/$/.test(path));
    for (const path of criteria.slice(0, 3)) await walk.look(path);
    await walk.follow(/^\//);
    assert.deepEqual(troubles, []);
    await context.close();
  });
});

/** Paths that links of the page lead to, without what stands behind `#`; those of other sites are left out. */
async function hrefs(page: Page, selector: string): Promise<readonly string[]> {
  const { origin } = new URL(page.url());
  const all = await page.locator(selector).evaluateAll((links) => links.map((link) => (link as unknown as { readonly href: string }).href));
  return [
    ...new Set(
      all
        .map((href) => new URL(href))
        .filter((url) => url.origin === origin)
        .map(({ pathname, search }) => `${pathname}${search}`),
    ),
  ];
}

type Walk = {
  readonly links: Set<string>;
  /** Opens a page and looks at it. */
  readonly look: (path: string) => Promise<void>;
  /** Asks for every link that was seen, with the session's cookies. */
  readonly follow: (only: RegExp) => Promise<void>;
};

function walkOf(page: Page, address: string, troubles: string[]): Walk {
  const links = new Set<string>();
  return {
    links,
    look: async (path) => {
      const answer = await page.goto(`${address}${path}`);
      if (answer?.status() !== 200) troubles.push(`${path}: answers ${answer?.status()}`);
      await lookAt(page, path, (what) => void troubles.push(what));
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (over > 0) troubles.push(`${path}: ${over} px wider than a phone`);
      for (const link of await hrefs(page, 'a[href]')) links.add(link);
    },
    follow: async (only) => {
      for (const path of links) {
        // Other languages are the same pages.
        if (!only.test(path) || /[?&]lang=|\/(nl|fr|de)\//.test(path)) continue;
        const answer = await page.request.get(`${address}${path}`);
        if (answer.status() !== 200) troubles.push(`a link to ${path}: answers ${answer.status()}`);
      }
    },
  };
}
