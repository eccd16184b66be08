// The portal in a real browser: every page by axe in both sizes, the keyboard, and an upload that goes on after a reload.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { lookAtPages } from './look-at-pages.ts';
import { openBrowser } from './open-browser.ts';
import { servePortal } from './serve-portal.ts';

const opened = await openBrowser();
const skip = 'skip' in opened ? opened.skip : false;
const browser = opened as Browser;
const desktop = { width: 1280, height: 900 };
/** Where to put pictures of the pages, for somebody to look at. */
const album = process.env['IQS_SCREENSHOTS'];

/** A page of each kind; the rest are looked at in the long test. */
const kinds =
  /sign-in$|portal$|new$|description$|draft\/evidence$|submission$|statements$|bench\/bench$|assessment$|pending\/decision$|review\/surveillance$|organisation$|account$|matters$|matter-1$/;

describe('the portal in a browser', { skip, concurrency: false }, () => {
  const cleanUp: (() => unknown)[] = [];
  let address = '';
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    const served = await servePortal();
    cleanUp.push(served.close);
    address = served.address;
    context = await browser.newContext({ viewport: desktop, locale: 'en-GB' });
    page = await context.newPage();
    if (album !== undefined) mkdirSync(album, { recursive: true });
  });
  after(async () => {
    await browser.close();
    for (const task of cleanUp) await task();
  });

  const open = async (who: string, path: string): Promise<void> => {
    await context.setExtraHTTPHeaders(who === '' ? {} : { 'x-person': who });
    await page.goto(`${address}${path}`);
  };

  test('each kind of page by axe on a phone, and nothing is wider than a screen of either size', async () => {
    assert.deepEqual(await lookAtPages(page, open, { sizes: ['phone'], only: kinds, album }), []);
  });

  test('a refused form takes the focus to why, and its field says what is wrong', async () => {
    await page.setViewportSize(desktop);
    await open('anna', '/portal/cases/draft/submission');
    await page.locator('#submit-earlierRefusals').fill('  ');
    await page.locator('#submit-agreed').press('Space');
    await page.locator('#act-submit button').press('Enter');
    await page.waitForSelector('[role=alert]');
    assert.equal(await page.evaluate('document.activeElement?.getAttribute("role")'), 'alert');
    assert.equal(await page.locator('#submit-earlierRefusals').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.locator('#submit-agreed').isChecked(), true);
  });

  test('a file goes up in pieces, and after a reload only what is missing', async () => {
    await open('anna', '/portal/cases/draft/evidence');
    const offsets: number[] = [];
    let left = 1;
    await page.route('**/uploads/*?offset=*', async (route) => {
      offsets.push(Number(new URL(route.request().url()).searchParams.get('offset')));
      if (left-- > 0) await route.continue();
      else await route.abort();
    });
    const fill = async (): Promise<void> => {
      await page.evaluate(`{
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array(9 * 1024 * 1024)], 'firmware.bin', { lastModified: 1 }));
        document.querySelector('#add-evidence-upload').files = files.files;
      }`);
      await page.locator('#add-evidence-is').selectOption('update-image');
      await page.locator('#act-add-evidence .go button').click();
    };
    await Promise.all([page.waitForRequest((request) => request.url().endsWith(`offset=${8 * 1024 * 1024}`)), fill()]);
    const again: number[] = [];
    await page.reload();
    await page.unroute('**/uploads/*?offset=*');
    await page.route('**/uploads/*?offset=*', async (route) => {
      again.push(Number(new URL(route.request().url()).searchParams.get('offset')));
      await route.continue();
    });
    await fill();
    await page.waitForURL('**/evidence?done=add-evidence');
    assert.equal(offsets[0], 0);
    assert.deepEqual(again, [8 * 1024 * 1024]);
    assert.match(await page.locator('.files').innerText(), /firmware\.bin/);
  });
});
