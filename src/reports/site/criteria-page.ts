import { rungs } from '../../model/letter.ts';
import { dateText, type Messages, text, translated } from '../../model/message.ts';
import type { CriterionSource, SchemeSource } from '../../model/scheme-source.ts';
import { type Html, html } from '../html/html.ts';
import { phraseHtml, say } from '../html/phrase-html.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame } from './site-data.ts';
import { inLanguage, menuFolders, sitePage } from './site-page.ts';

/** A scheme as the catalogue has it. */
export type PublicScheme = { readonly source: SchemeSource; readonly criteria: readonly CriterionSource[] };

/** A criterion's own text in the reader's language. */
export const criterionHtml = (criterion: CriterionSource, which: 'title' | 'plain' | 'remedy' | 'settle', messages: Messages): Html =>
  phraseHtml(translated(messages, `criterion.${criterion.id}.${which}`, criterion[which]), messages);

/** What each scheme asks for each letter, in plain words. */
export function criteriaPage(
  site: SiteFrame,
  schemes: readonly PublicScheme[],
  messages: Messages,
  languages: readonly Messages[],
): string {
  const place = servedPlace(menuFolders.criteria, messages);
  const title = text(messages, 'public.criteria');
  const main = html`
<header class="head"><h1>${title}</h1><p class="lead">${say(messages, 'public.criteria.intro')}</p></header>
${schemes.length > 1 && html`<ul class="plain">${schemes.map(({ source }) => html`<li><a href="#${source.id}">${source.title}</a> <span class="soft">${say(messages, `public.status.${source.status}`)}</span></li>`)}</ul>`}
${schemes.map((scheme) => schemeHtml(scheme, place.root, messages))}`;
  return sitePage(site, { title, place, main, here: 'criteria' }, messages, languages);
}

function schemeHtml({ source, criteria }: PublicScheme, root: string, messages: Messages): Html {
  const published = dateText(messages, source.published);
  return html`<section id="${source.id}"><h2>${source.title}</h2>
<p class="soft">${source.id}, ${source.vintage} · ${say(messages, `public.status.${source.status}`)} · ${say(messages, 'public.published', { date: published })}</p>
${rungs.map((rung) => {
  const own = criteria.filter((criterion) => criterion.rung === rung);
  const open = [...new Set(Object.values(source.matrix[rung]).flatMap((cell) => (cell === 'not-meant' ? [] : cell)))];
  return html`<article class="card part"><span class="tile small" aria-hidden="true">${rung}</span><div><h3>${rung}: ${say(messages, `letter.${rung}.words`)}</h3><p class="soft">${say(messages, `letter.${rung}.plain`)}</p>
${own.length > 0 && html`<ul class="plain">${own.map((criterion) => html`<li><a href="${root}criteria/${source.id}/${criterion.id}/${inLanguage(messages.language)}">${criterionHtml(criterion, 'title', messages)}</a></li>`)}</ul>`}
${open.length > 0 && html`<details><summary>${say(messages, 'public.criteria.open')}</summary><ul class="plain">${open.map((each) => html`<li>${phraseHtml({ text: each, language: 'en' }, messages)}</li>`)}</ul></details>`}</div></article>`;
})}</section>`;
}
