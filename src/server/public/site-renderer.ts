import { createHash } from 'node:crypto';
import { checkPageFile } from '../../adapters/site/check-page-file.ts';
import { siteIcon } from '../../adapters/site/site-icon.ts';
import type { Messages } from '../../model/message.ts';
import type { ServedAssets, SiteFrame } from '../../reports/site/site-data.ts';
import { siteStyle } from '../../reports/site/site-style.ts';
import type { PublicDeps } from './public-deps.ts';
import type { PublicRegister } from './public-register.ts';

export type Asset = { readonly path: string; readonly type: string; readonly text: string };

/** What every page is made with: the frame at this moment, the reader's language, and the pages' own files under names that change with their content. */
export type SiteRenderer = {
  readonly frame: () => Promise<SiteFrame>;
  /** English where the tag is none of ours. */
  readonly messagesOf: (language: string | undefined) => Messages;
  readonly languages: readonly Messages[];
  readonly assets: readonly Asset[];
  readonly checkPage: () => Promise<string>;
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

export function siteRenderer({ authority, languages, assets: built, portal, now }: PublicDeps, register: PublicRegister): SiteRenderer {
  const style = { path: `assets/site.${digest(siteStyle)}.css`, type: 'text/css; charset=utf-8', text: siteStyle };
  const script = { path: `assets/site.${digest(built.registerPage)}.js`, type: 'text/javascript; charset=utf-8', text: built.registerPage };
  const served: ServedAssets = { style: style.path, script: script.path, ...(portal !== undefined && { portal }) };
  const { name, training, origin } = authority.file;
  const frame = async (): Promise<SiteFrame> => ({ name, training, now: now(), log: { origin, size: await register.position() }, served });
  const byTag = new Map(languages.map((messages) => [messages.language, messages]));
  const english = byTag.get('en') as Messages;
  return {
    frame,
    messagesOf: (language) => byTag.get(language ?? 'en') ?? english,
    languages,
    assets: [
      style,
      script,
      { path: 'icon.svg', type: 'image/svg+xml', text: siteIcon },
      { path: 'verify/service-worker.js', type: 'text/javascript; charset=utf-8', text: built.serviceWorker },
    ],
    checkPage: async () => checkPageFile(await frame(), authority, languages, built),
  };
}
