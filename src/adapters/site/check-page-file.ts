import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Messages } from '../../model/message.ts';
import type { PublicJwk } from '../../model/register-entry.ts';
import { type CheckData, checkPage, spokenTexts } from '../../reports/site/check-page.ts';
import type { SiteFrame } from '../../reports/site/site-data.ts';
import { siteStyle } from '../../reports/site/site-style.ts';
import type { Authority } from '../authority/authority.ts';
import type { SiteAssets } from './site-assets.ts';

/** Status lists that go into the page that checks labels, so that a saved copy can say how things stood: a body's first 1.3 million labels. */
const mostLists = 30;

/** verify/index.html with the lists as they are now. */
export function checkPageFile(
  site: SiteFrame,
  { file, publicFolder }: Authority,
  languages: readonly Messages[],
  assets: Pick<SiteAssets, 'checkPage'>,
): string {
  const lists = existsSync(join(publicFolder, 'status'))
    ? filesBelow(join(publicFolder, 'status')).filter((path) => path.endsWith('.jwt'))
    : [];
  const data: CheckData = {
    site: file.base,
    trustList: readFileSync(join(publicFolder, 'trust-list.jwt'), 'utf8').trim(),
    roots: [JSON.parse(readFileSync(join(publicFolder, 'root.jwk'), 'utf8')) as PublicJwk],
    statusLists: lists
      .slice(0, mostLists)
      .map((path) => ({ path: `status/${path}`, text: readFileSync(join(publicFolder, 'status', path), 'utf8').trim() })),
    languages: languages.map(spokenTexts),
  };
  // An address behind `//#` would be asked for by developer tools, which the policy forbids.
  const script = assets.checkPage.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '');
  const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');
  return checkPage(site, data, { script, style: siteStyle, digestOf });
}

/** Paths of the files below a folder, with forward slashes, sorted. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
