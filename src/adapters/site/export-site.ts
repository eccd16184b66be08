import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { compactJson } from '../../foundation/compact-json.ts';
import type { Messages } from '../../model/message.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { isRegisterPath } from '../../register/tile-path.ts';
import { codePage } from '../../reports/site/code-page.ts';
import { indexFolder, indexPage, indexPages } from '../../reports/site/index-page.ts';
import { labelRecord } from '../../reports/site/label-record.ts';
import { productPage } from '../../reports/site/product-page.ts';
import type { Site, SiteLabel } from '../../reports/site/site-data.ts';
import { inLanguage } from '../../reports/site/site-page.ts';
import { siteStyle } from '../../reports/site/site-style.ts';
import type { Authority } from '../authority/authority.ts';
import { folderReader } from '../register/folder-reader.ts';
import { checkPageFile, filesBelow } from './check-page-file.ts';
import { type ReadSite, readSite } from './read-site.ts';
import { receiptMaker } from './receipt-maker.ts';
import type { SiteAssets } from './site-assets.ts';
import { type SiteFolder, siteFolder } from './site-folder.ts';
import { siteIcon } from './site-icon.ts';

export type ExportOptions = {
  /** English first. */
  readonly languages: readonly Messages[];
  readonly assets: SiteAssets;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: string;
};

export type Exported = { readonly labels: number; readonly components: number; readonly size: number };

/**
 * Writes an authority's public site: pages, data, the log as it is, and the page that checks labels. The same register at the same `now` gives the same bytes;
 * an older export is replaced as a whole.
 */
export async function exportSite(folder: string, authority: Authority, { languages, assets, now }: ExportOptions): Promise<Exported> {
  const out = siteFolder(folder);
  try {
    // The head is read once: whatever is appended meanwhile comes with the next export.
    const checkpoint = readFileSync(join(authority.register, 'checkpoint'));
    const reader = headedBy(folderReader(authority.register), checkpoint);
    const read = await readSite(authority, reader, now);
    const { site } = read;
    for (const messages of languages)
      for (let page = 1; page <= indexPages(site); page += 1)
        out.write(`${indexFolder(page)}${inLanguage(messages.language)}index.html`, indexPage(site, page, messages, languages));
    for (const label of site.labels) writeLabel(out, site, label, authority, languages);
    await writeReceipts(out, read, reader);
    writeData(out, site);
    copyFolder(out, authority.register, 'register', (path) => path !== 'checkpoint' && isRegisterPath(path));
    out.write('register/checkpoint', checkpoint);
    copyFolder(out, join(authority.publicFolder, 'status'), 'status', (path) => path.endsWith('.jwt'));
    out.write('trust-list.jwt', readFileSync(join(authority.publicFolder, 'trust-list.jwt')));
    writeCheckPage(out, site, authority, languages, assets);
    out.publish();
    return { labels: site.labels.length, components: site.components.length, size: site.log.size };
  } catch (error) {
    out.abandon();
    throw error;
  }
}

const headedBy = (reader: RegisterReader, checkpoint: Uint8Array): RegisterReader => ({
  read: async (path) => (path === 'checkpoint' ? checkpoint : reader.read(path)),
});

function writeLabel(out: SiteFolder, site: Site, label: SiteLabel, authority: Authority, languages: readonly Messages[]): void {
  for (const messages of languages)
    out.write(`products/${label.number}/${inLanguage(messages.language)}index.html`, productPage(site, label, messages, languages));
  const own = join(authority.publicFolder, 'labels', label.number);
  for (const name of label.files) out.write(`labels/${label.number}/${name}`, readFileSync(join(own, name)));
  const { codePrefix, base } = authority.file;
  if (label.code?.startsWith(codePrefix))
    out.write(`C/${label.code.slice(codePrefix.length)}/index.html`, codePage(label, label.code, new URL(base).pathname, languages));
}

async function writeReceipts(out: SiteFolder, { histories, head, site }: ReadSite, reader: RegisterReader): Promise<void> {
  const receiptsOf = receiptMaker(reader, head);
  const states = new Map([...site.labels, ...site.components].map(({ number, state }) => [number, state]));
  for (const history of histories) {
    const standing = states.get(history.number);
    if (standing === undefined) continue;
    const { number } = history;
    out.write(`labels/${number}/history.json`, compactJson({ number, standing, receipts: await receiptsOf(history) }));
  }
}

function writeData(out: SiteFolder, site: Site): void {
  const labels = site.labels.map(labelRecord);
  const { components, log, name, now, training } = site;
  out.write(
    'labels.json',
    canonicalJson({ iqs: 'register-labels/1', asOf: now, components, issuer: { name, training }, labels, register: log }),
  );
  out.write('labels.ndjson', labels.map((label) => `${compactJson(label)}\n`).join(''));
}

function writeCheckPage(out: SiteFolder, site: Site, authority: Authority, languages: readonly Messages[], assets: SiteAssets): void {
  out.write('verify/index.html', checkPageFile(site, authority, languages, assets));
  out.write('verify/service-worker.js', assets.serviceWorker);
  out.write('site.css', siteStyle);
  out.write('site.js', assets.registerPage);
  out.write('icon.svg', siteIcon);
}

function copyFolder(out: SiteFolder, from: string, to: string, isWanted: (path: string) => boolean): void {
  if (!existsSync(from)) return;
  for (const path of filesBelow(from)) if (isWanted(path)) out.write(`${to}/${path}`, readFileSync(join(from, path)));
}
