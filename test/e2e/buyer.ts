import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Buyer = { readonly context: BrowserContext; readonly page: Page };

/** Somebody without an account, on a phone. */
export async function buyer(browser: Browser, address: string, trouble: (what: string) => void): Promise<Buyer> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'light' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => trouble(`buyer: ${error.message}`));
  const isComplaint = (text: string): boolean => !text.includes('ERR_INTERNET_DISCONNECTED');
  page.on(
    'console',
    (message) => message.type() === 'error' && isComplaint(message.text()) && trouble(`buyer at ${page.url()}: ${message.text()}`),
  );
  await page.goto(address);
  return { context, page };
}
