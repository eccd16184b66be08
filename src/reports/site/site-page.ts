import { type Messages, text } from '../../model/message.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import type { SiteFrame } from './site-data.ts';

/** Nothing is fetched from elsewhere and nothing is sent: scripts, style and pictures are the site's own. */
const sitePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

export type PagePlace = {
  /** From this page's folder up to the site's root: `./`, `../`, `../../` … */
  readonly root: string;
  /** From this page to the same one in English; other languages stand in a folder of their tag below it. */
  readonly own: string;
  /** What follows an address in another language: `?` and the question. */
  readonly query?: string;
};

export const siteMenu = ['register', 'statistics', 'criteria', 'compare', 'report'] as const;
/** What a server's site has beside the register, and the folder of each. */
export type SiteMenu = (typeof siteMenu)[number];
export const menuFolders: Readonly<Record<SiteMenu, string>> = {
  register: '',
  statistics: 'statistics/',
  criteria: 'criteria/',
  compare: 'compare/',
  report: 'report-a-problem/',
};

export type SitePage = {
  readonly title: string;
  readonly place: PagePlace;
  readonly main: Content;
  /** Where in the menu the page stands. */
  readonly here?: SiteMenu;
  /** Address of a feed of what happens to what the page shows. */
  readonly feed?: string;
};

/** Folder of a page in a language, seen from the page in English. */
export const inLanguage = (language: string): string => (language === 'en' ? '' : `${language}/`);

/** What a link to a page ends with: a server needs no file's name. */
export const pageFile = ({ served }: Pick<SiteFrame, 'served'>): string => (served === undefined ? 'index.html' : '');

/** A whole page: frame, languages, and on a training issuer's every page that nothing on it is valid. */
export function sitePage(
  site: SiteFrame,
  { title, place, main, here, feed }: SitePage,
  messages: Messages,
  languages: readonly Messages[],
): string {
  const { root } = place;
  const { style, script } = site.served ?? { style: 'site.css', script: 'site.js' };
  const page = html`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
${site.served === undefined && html`<meta http-equiv="Content-Security-Policy" content="${sitePolicy}">`}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="${site.served === undefined ? 'no-referrer' : 'same-origin'}">
<title>${site.training && `${text(messages, 'label.training')} · `}${title}</title>
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}${style}">
${feed !== undefined && html`<link rel="alternate" type="application/atom+xml" href="${feed}">`}
<script src="${root}${script}" defer></script>
</head>
<body>
<a class="skip" href="#content">${say(messages, 'site.skip')}</a>
${trainingBanner(site, messages)}
<header class="bar">
<a class="brand" href="${root}${inLanguage(messages.language)}${pageFile(site)}">${site.name}</a>
<nav aria-label="${text(messages, 'site.language')}"><ul>${languages.map((each) => languageLink(site, each, messages, place))}</ul></nav>
<a class="button" data-check href="${root}verify/${pageFile(site)}">${say(messages, 'site.check')}</a>
</header>
${site.served !== undefined && menu(root, here, messages)}
<main id="content">${main}</main>
<footer><p>${say(messages, 'site.limits')}</p>${site.served !== undefined && html`<p><a href="${root}portal">${say(messages, 'public.toPortal')}</a></p>`}</footer>
</body>
</html>
`;
  return page.source;
}

const menu = (root: string, here: SiteMenu | undefined, messages: Messages): Html =>
  html`<nav class="menu" aria-label="${text(messages, 'public.menu')}"><ul>${siteMenu.map(
    (each) =>
      html`<li><a href="${root}${menuFolders[each]}${inLanguage(messages.language)}"${each === here && html` aria-current="page"`}>${say(messages, `public.menu.${each}`)}</a></li>`,
  )}</ul></nav>`;

const trainingBanner = ({ training }: Pick<SiteFrame, 'training'>, messages: Messages): Html | false =>
  training &&
  html`<p class="training" role="note"><strong>${say(messages, 'label.training')}</strong> ${say(messages, 'site.training.plain')}</p>`;

const languageLink = (site: SiteFrame, { language, name }: Messages, { language: shown }: Messages, { own, query }: PagePlace): Html =>
  html`<li><a lang="${language}" hreflang="${language}" href="${own}${inLanguage(language)}${pageFile(site)}${query}"${language === shown && html` aria-current="page"`}>${name}</a></li>`;
