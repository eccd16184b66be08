import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { type ServerType, serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { databaseFixture } from '../../src/adapters/database/database-fixture.ts';
import { lodgedMatter } from '../../src/programme/matter.ts';
import { type PublicFixture, publicFixture } from '../../src/server/public/public-fixture.ts';
import { openBrowser } from './open-browser.ts';

const opened = await openBrowser();
/** Why there is no browser; false: there is one. */
export const noBrowser = 'skip' in opened ? opened.skip : false;
const browser = opened as Browser;
const fixture = databaseFixture();
const matter = 'm'.repeat(24);
/** Where to put pictures of the pages, for somebody to look at. */
const album = process.env['IQS_SCREENSHOTS'];

const paths: Readonly<Record<string, string>> = {
  search: '/',
  nothing: '/nl/?q=zzz',
  product: '/products/IQS-TRAIN-0000001/',
  review: '/products/IQS-TRAIN-0000002/de/',
  compare: '/compare/?n=IQS-TRAIN-0000001&n=IQS-TRAIN-0000005&n=IQS-TRAIN-0000099',
  chooser: '/compare/fr/',
  statistics: '/statistics/',
  criteria: '/criteria/nl/',
  criterion: '/criteria/iqs-2027/no-known-login/',
  report: '/report-a-problem/?number=IQS-TRAIN-0000001',
  matter: `/report-a-problem/${matter}/`,
  missing: '/nowhere/at/all',
  verify: '/verify/',
};

export type PublicBrowser = {
  /** A page of that size; whatever it complains of fails the test. */
  readonly open: (width: number, height: number) => Promise<Page>;
  readonly address: () => string;
  readonly pages: () => PublicFixture;
  /** A test that goes to every public page, in one size and one scheme of colours, and asks axe. */
  readonly lookAtAll: (width: number, height: number, scheme: 'dark' | 'light') => void;
};

// budget: what is set up once and shared by the tests stands together.
/** The public pages served to a browser; called inside a `describe`. */
export function publicBrowser(): PublicBrowser {
  const cleanUp: (() => void)[] = [];
  let pages: PublicFixture;
  let server: ServerType;
  let address = '';
  before(async () => {
    pages = await publicFixture({ after: (task) => void cleanUp.push(task) }, await fixture.open('embedded'));
    pages.reviews.set('IQS-TRAIN-0000002', { since: '2027-03-02T11:00:00Z', criteria: ['no-known-login'] });
    const report = {
      kind: 'flaw',
      number: 'IQS-TRAIN-0000001',
      words: 'It lets me in.\nEvery time.',
      name: null,
      email: null,
      language: 'en',
    } as const;
    pages.matters.set(matter, {
      ...lodgedMatter(matter, report, '2027-03-01T10:00:00Z'),
      state: 'decided',
      decision: { outcome: 'partly', reasons: 'The older version did.', by: 'p', at: '2027-03-02T09:00:00Z' },
    });
    server = serve({ fetch: pages.app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((listening) => server.once('listening', listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await browser.close();
    server.close();
    cleanUp.toReversed().forEach((task) => task());
  });

  async function open(width: number, height: number): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: 'light', locale: 'en-GB' });
    const page = await context.newPage();
    page.on('pageerror', (error) => assert.fail(error));
    page.on('console', (message) => assert.ok(message.type() !== 'error' || /404|422/.test(message.text()), message.text()));
    return page;
  }

  async function look(page: Page, name: string, scheme: 'light' | 'dark'): Promise<void> {
    await page.emulateMedia({ colorScheme: scheme });
    const axe = new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
    const { violations } = await axe.setLegacyMode().analyze();
    const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
    assert.deepEqual(told, [], `${name}, ${scheme}`);
    if (album === undefined) return;
    mkdirSync(album, { recursive: true });
    await page.screenshot({ path: join(album, `${name}-${page.viewportSize()?.width}-${scheme}.png`), fullPage: true });
  }

  const lookAtAll = (width: number, height: number, scheme: 'dark' | 'light'): void =>
    void test(`nobody is shut out, and nothing is wider than the screen: ${width} px, ${scheme}`, async () => {
      const page = await open(width, height);
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(address + path);
        await look(page, name, scheme);
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${name} is too wide`);
      }
      await page.context().close();
    });

  return { open, address: () => address, pages: () => pages, lookAtAll };
}
