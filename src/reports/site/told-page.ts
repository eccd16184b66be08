import { type Messages, text } from '../../model/message.ts';
import { html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame } from './site-data.ts';
import { inLanguage, sitePage } from './site-page.ts';

/** What went otherwise than wished: nothing there, a defect of ours, too many reports, a report that looks like a machine's. */
export type Told = 'not-found' | 'defect' | 'too-many' | 'refused';

/** A page that says so, and where to go on from it. `folder`: where the reader is, so that links lead from there. */
export function toldPage(site: SiteFrame, told: Told, folder: string, messages: Messages, languages: readonly Messages[]): string {
  const place = servedPlace(folder, messages);
  const title = text(messages, `public.told.${told}`);
  const home = `${place.root}${inLanguage(messages.language)}`;
  const main = html`
<header class="head"><h1>${title}</h1><p class="lead">${say(messages, `public.told.${told}.plain`)}</p></header>
<form class="ask-row" role="search" method="get" action="${home}"><label class="grow">${say(messages, 'site.search')}<input type="search" name="q" autocomplete="off"></label><button type="submit">${say(messages, 'public.search.button')}</button></form>
<ul class="plain ways"><li><a href="${home}">${say(messages, 'public.menu.register')}</a></li><li><a href="${place.root}verify/">${say(messages, 'site.check')}</a></li>
<li><a href="${place.root}report-a-problem/${inLanguage(messages.language)}">${say(messages, 'public.menu.report')}</a></li></ul>`;
  return sitePage(site, { title, place, main }, messages, languages);
}
