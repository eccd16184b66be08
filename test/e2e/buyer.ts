import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Buyer = { readonly context: BrowserContext; readonly page: Page; readonly setOffline: (isOffline: boolean) => Promise<void> };

/** Somebody without an account, on a phone. */
export async function buyer(browser: Browser, address: string, trouble: (what: string) => void): Promise<Buyer> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'light' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => trouble(`buyer: ${error.message}`));
  let isOffline = false;
  // Without a network something or other cannot be had, and the browser says so.
  page.on('console', (message) => {
    if (message.type() === 'error' && !isOffline) trouble(`buyer at ${page.url()}: ${message.text()}`);
  });
  await page.goto(address);
  const setOffline = async (is: boolean): Promise<void> => {
    isOffline = is;
    await context.setOffline(is);
  };
  return { context, page, setOffline };
}
