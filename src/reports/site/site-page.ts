import { type Messages, text } from '../../model/message.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import type { Site } from './site-data.ts';

/** Nothing is fetched from elsewhere and nothing is sent: scripts, style and pictures are the site's own. */
const sitePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

export type PagePlace = {
  /** From this page's folder up to the site's root: `./`, `../`, `../../` … */
  readonly root: string;
  /** From this page to the same one in English; other languages stand in a folder of their tag below it. */
  readonly own: string;
};

export type SitePage = {
  readonly title: string;
  readonly place: PagePlace;
  readonly main: Content;
};

/** Folder of a page in a language, seen from the page in English. */
export const inLanguage = (language: string): string => (language === 'en' ? '' : `${language}/`);

/** A whole page: frame, languages, and on a training issuer's every page that nothing on it is valid. */
export function sitePage(site: Site, { title, place, main }: SitePage, messages: Messages, languages: readonly Messages[]): string {
  const { root, own } = place;
  const page = html`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${sitePolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${site.training && `${text(messages, 'label.training')} · `}${title}</title>
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}site.css">
<script src="${root}site.js" defer></script>
</head>
<body>
<a class="skip" href="#content">${say(messages, 'site.skip')}</a>
${trainingBanner(site, messages)}
<header class="bar">
<a class="brand" href="${root}${inLanguage(messages.language)}index.html">${site.name}</a>
<nav aria-label="${text(messages, 'site.language')}"><ul>${languages.map((each) => languageLink(each, messages, own))}</ul></nav>
<a class="button" data-check href="${root}verify/index.html">${say(messages, 'site.check')}</a>
</header>
<main id="content">${main}</main>
<footer><p>${say(messages, 'site.limits')}</p></footer>
</body>
</html>
`;
  return page.source;
}

const trainingBanner = ({ training }: Pick<Site, 'training'>, messages: Messages): Html | false =>
  training &&
  html`<p class="training" role="note"><strong>${say(messages, 'label.training')}</strong> ${say(messages, 'site.training.plain')}</p>`;

const languageLink = ({ language, name }: Messages, { language: shown }: Messages, own: string): Html =>
  html`<li><a lang="${language}" hreflang="${language}" href="${own}${inLanguage(language)}index.html"${language === shown && html` aria-current="page"`}>${name}</a></li>`;
