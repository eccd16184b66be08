import type { Browser, BrowserContext, Page } from 'playwright-core';
import { organisations, type PersonKey, type SamplePerson } from '../../samples/programme/people.ts';
import { totpCode } from '../../src/adapters/sign-in/totp-code.ts';
import type { RunningProgramme } from './run-programme.ts';

const stepMs = 30_000;

/** Somebody of the sample organisations at a browser of their own. */
export type PortalPerson = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** A code of the authenticator that was not used yet: of this half minute, else the next, which a clock may be off by. */
  readonly code: () => Promise<string>;
  /** Through the form: the password, and the code where the portal asks for one. */
  readonly signIn: () => Promise<void>;
  /** From the list of work into the case that waits there. */
  readonly openCase: (name: RegExp | string) => Promise<void>;
  /** A section of the case, by its tab. */
  readonly section: (name: string) => Promise<void>;
  /** Presses a button and waits until the page says that it was done. */
  readonly press: (button: string | RegExp) => Promise<void>;
};

/** `trouble`: told of whatever the browser complains of. */
export async function portalPerson(
  browser: Browser,
  { address, access }: Pick<RunningProgramme, 'address' | 'access'>,
  key: PersonKey,
  trouble: (what: string) => void,
): Promise<PortalPerson> {
  const { name, email } = personOf(key);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', colorScheme: 'light' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => trouble(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && trouble(`${name} at ${page.url()}: ${message.text()}`));
  let used = 0;
  const code = (): Promise<string> => {
    used = Math.max(Math.floor(Date.now() / stepMs), used + 1);
    return totpCode(access.totp, new Date(used * stepMs));
  };
  return {
    context,
    page,
    code,
    signIn: async () => {
      await page.goto(`${address}/portal`);
      await page.locator('#password-email').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(access.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      if (!page.url().includes('/sign-in/code')) return;
      await page.getByLabel('Code').fill(await code());
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('heading', { name: 'What waits for you' }).waitFor();
    },
    openCase: async (wanted) => {
      await page.getByRole('link', { name: 'My work' }).click();
      await page.locator('main').getByRole('link', { name: wanted }).first().click();
      await page.getByRole('navigation', { name: 'Sections of this case' }).waitFor();
    },
    section: async (wanted) => {
      await page.getByRole('navigation', { name: 'Sections of this case' }).getByRole('link', { name: wanted, exact: true }).click();
      await page.waitForLoadState();
    },
    press: async (button) => {
      await page.getByRole('button', { name: button, exact: true }).first().click();
      const told = page.locator('.flash, .trouble[role=alert]').first();
      await told.waitFor();
      if ((await page.locator('.trouble[role=alert]').count()) > 0)
        throw new Error(`${name}, ${String(button)}: ${await told.innerText()}`);
    },
  };
}

function personOf(key: PersonKey): SamplePerson {
  const found = Object.values(organisations)
    .flatMap(({ people }) => people)
    .find((person) => person.key === key);
  if (found === undefined) throw new Error(`nobody is ${key}`);
  return found;
}
