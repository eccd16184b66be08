// The server's public pages in a real browser: every page on a phone in the dark by axe (WCAG 2.2 AA), and the way through them by keyboard. The other sizes and colours: the long test.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noBrowser, publicBrowser } from './public-browser.ts';

describe('the public pages in a browser', { skip: noBrowser, concurrency: false }, () => {
  const { open, address, pages, lookAtAll } = publicBrowser();
  lookAtAll(390, 844, 'dark');

  test('by keyboard: search, mark two, compare, and send a report', async () => {
    const page = await open(1280, 900);
    await page.goto(address());
    await page.focus('input[name=q]');
    await page.keyboard.type('cam');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=cam/);
    await page.goto(address());
    for (const box of (await page.locator('input[name=n]').all()).slice(0, 2)) {
      await box.focus();
      await page.keyboard.press('Space');
    }
    await page.locator('.after button').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('table.compare');
    await page.goto(`${address()}/report-a-problem/fr/`);
    await page.focus('#words');
    await page.keyboard.type('Il ouvre à tout le monde.');
    await page.locator('form[method=post] button').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#faults');
    await page.focus('#kind');
    await page.keyboard.press('Space');
    await page.locator('form[method=post] button').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.steps');
    assert.equal(pages().matters.size, 2);
    await page.context().close();
  });
});
