// Every page of the portal by axe on a desk, and in the dark on both.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { lookAtPages } from './look-at-pages.ts';
import { openBrowser } from './open-browser.ts';
import { servePortal } from './serve-portal.ts';

const opened = await openBrowser();
const skip = 'skip' in opened ? opened.skip : false;
const browser = opened as Browser;

describe('every page of the portal by axe', { skip, concurrency: false }, () => {
  after(async () => browser.close());

  for (const [colorScheme, sizes] of [
    ['light', ['desk']],
    ['dark', ['desk', 'phone']],
  ] as const)
    test(`${colorScheme}: ${sizes.join(', ')}`, async (t) => {
      const { address, close } = await servePortal();
      t.after(close);
      const context = await browser.newContext({ colorScheme, locale: 'en-GB' });
      const page = await context.newPage();
      const open = async (who: string, path: string): Promise<void> => {
        await context.setExtraHTTPHeaders(who === '' ? {} : { 'x-person': who });
        await page.goto(`${address}${path}`);
      };
      assert.deepEqual(await lookAtPages(page, open, { sizes, album: undefined }), []);
      await context.close();
    });
});
