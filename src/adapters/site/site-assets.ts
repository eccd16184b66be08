import { existsSync, readFileSync } from 'node:fs';
import { UserError } from '../../foundation/user-error.ts';

/** Scripts that go into a site, as the build made them. */
export type SiteAssets = { readonly checkPage: string; readonly registerPage: string; readonly serviceWorker: string };

const places = [new URL('./web/', import.meta.url), new URL('../../../dist/main/web/', import.meta.url)];

/** The built scripts, beside this program or, run from source, where the build put them. Refused: `SITE_NOT_BUILT`. */
export function siteAssets(): SiteAssets {
  const place = places.find((each) => existsSync(each));
  if (place === undefined)
    throw new UserError('SITE_NOT_BUILT', 'the scripts of the pages are not there', 'dist/main/web', 'run: npm run build');
  const read = (name: string): string => readFileSync(new URL(name, place), 'utf8');
  return { checkPage: read('check-page.js'), registerPage: read('register-page.js'), serviceWorker: read('service-worker.js') };
}
