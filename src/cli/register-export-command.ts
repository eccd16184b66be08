import { openAuthority } from '../adapters/authority/authority.ts';
import { chooseMessages } from '../adapters/catalogue/choose-messages.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { exportSite } from '../adapters/site/export-site.ts';
import { siteAssets } from '../adapters/site/site-assets.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';

/** `iqs register export DIR --authority FOLDER`: the register as a site that any web server serves. */
export async function registerExportCommand(folder: string, { authority }: { readonly authority: string }): Promise<number> {
  const catalogue = await loadCatalogue();
  const others = catalogue.messages.map(({ language }) => language).filter((language) => language !== 'en');
  const languages = ['en', ...others].map((language) => chooseMessages(catalogue, language));
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const { labels, components, size } = await exportSite(folder, openAuthority(authority), { languages, assets: siteAssets(), now });
  const counted = components === 0 ? '' : ` and ${components} component statement${components === 1 ? '' : 's'}`;
  process.stdout.write(
    `${safeText(folder)}\n  ${labels} label${labels === 1 ? '' : 's'}${counted}, ${size} entries of the register, ${languages.length} languages\n  any web server serves it; the page that checks labels is verify/index.html\n`,
  );
  return exitCodes.done;
}
