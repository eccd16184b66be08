import { byCodeUnit } from '../../foundation/order.ts';
import { letters } from '../../model/letter.ts';
import { countText, dateText, type Messages, text } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { labelLink } from './label-link.ts';
import type { Site, SiteComponent, SiteLabel, SiteState } from './site-data.ts';
import { inLanguage, sitePage } from './site-page.ts';
import { standingHtml } from './standing-html.ts';

/** Labels on one page of the list: half a megabyte of markup. */
export const labelsPerPage = 1000;

export const indexPages = (site: Site): number => Math.max(1, Math.ceil(site.labels.length / labelsPerPage));

/** Folder of page `page` of the list (from 1), seen from the root. */
export const indexFolder = (page: number): string => (page === 1 ? '' : `list/${page}/`);

const states: readonly SiteState[] = ['in-force', 'suspended', 'withdrawn', 'expired'];

/** One page of the register's list. Without script it is a list; with it, one that can be searched and filtered. */
export function indexPage(site: Site, page: number, messages: Messages, languages: readonly Messages[]): string {
  const own = `${page === 1 ? '' : '../../'}${messages.language === 'en' ? '' : '../'}`;
  const root = own === '' ? './' : own;
  const shown = site.labels.slice((page - 1) * labelsPerPage, page * labelsPerPage);
  const main = html`
<header class="head">
<h1>${text(messages, 'site.title', { name: site.name })}</h1>
<p class="lead">${say(messages, 'site.intro')}</p>
<p class="soft">${countText(messages, 'site.count', site.labels.length)} · ${say(messages, 'site.asOf', { date: dateText(messages, site.now) })}</p>
</header>
${shown.length > 0 && filters(shown, indexPages(site) > 1, messages)}
${shown.length === 0 ? html`<p>${say(messages, 'site.empty')}</p>` : html`<ol class="labels" id="labels">${shown.map((label) => row(label, root, messages))}</ol>`}
<p id="none" hidden>${say(messages, 'site.none')}</p>
${pages(site, page, root, messages)}
${components(site.components, messages)}
${data(site, root, messages)}`;
  const title = text(messages, 'site.title', { name: site.name });
  return sitePage(site, { title, place: { root, own: page === 1 ? root : `${root}${indexFolder(page)}` }, main }, messages, languages);
}

function filters(labels: readonly SiteLabel[], isPart: boolean, messages: Messages): Html {
  const all = (pick: (label: SiteLabel) => string): readonly (readonly [string, string])[] =>
    [...new Set(labels.map(pick))].sort(byCodeUnit).map((value) => [value, value]);
  const choices: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ['category', all(({ claims }) => claims.product.category)],
    ['maker', all(({ claims }) => claims.product.maker)],
    [
      'letter',
      letters
        .toReversed()
        .filter((letter) => labels.some((label) => label.letter === letter))
        .map((letter) => [letter, letter]),
    ],
    [
      'standing',
      states
        .filter((state) => labels.some((label) => label.state === state))
        .map((state) => [state, text(messages, `site.state.${state}`)]),
    ],
  ];
  return html`<form id="filters" class="filters" role="search" hidden>
<label class="wide">${say(messages, 'site.search')}<input type="search" name="search" autocomplete="off"></label>
${choices.map(
  ([name, values]) =>
    html`<label>${say(messages, `site.${name}`)}<select name="${name}"><option value="">${say(messages, 'site.all')}</option>${values.map(([value, words]) => html`<option value="${value}">${words}</option>`)}</select></label>`,
)}
${isPart && html`<p class="soft wide">${say(messages, 'site.pageOnly')}</p>`}
</form>`;
}

function row({ number, claims, letter, state }: SiteLabel, root: string, messages: Messages): Html {
  const { name, maker, category } = claims.product;
  const link = `${root}products/${number}/${inLanguage(messages.language)}index.html`;
  return html`<li data-search="${`${name} ${maker} ${number}`}" data-category="${category}" data-maker="${maker}" data-letter="${letter}" data-standing="${state}">
${labelLink({ number, name, maker, category, letter, state }, link, messages)}</li>`;
}

function pages(site: Site, page: number, root: string, messages: Messages): Html | false {
  const count = indexPages(site);
  if (count === 1) return false;
  const link = (each: number): Html =>
    html`<li><a href="${root}${indexFolder(each)}${inLanguage(messages.language)}index.html"${each === page && html` aria-current="page"`}>${each}</a></li>`;
  return html`<nav class="pages" aria-label="${text(messages, 'site.pages')}"><ul>${Array.from({ length: count }, (_, at) => link(at + 1))}</ul></nav>`;
}

function components(all: readonly SiteComponent[], messages: Messages): Html | false {
  if (all.length === 0) return false;
  return html`<section><h2>${say(messages, 'site.components')}</h2><p class="soft">${say(messages, 'site.components.plain')}</p>
${all.map(
  ({ number, component, state, validUntil }) => html`<article class="card" id="${number}"><h3>${component.name}</h3>
<p class="soft">${component.maker} · ${number}</p><p>${standingHtml(state, messages)}</p>
<dl><dt>${say(messages, 'site.component.criteria')}</dt><dd>${component.criteria.join(', ')}</dd>
${component.conditions.length > 0 && html`<dt>${say(messages, 'site.component.conditions')}</dt><dd><ul class="plain">${component.conditions.map((condition) => html`<li>${condition}</li>`)}</ul></dd>`}
<dt>${say(messages, 'label.validUntil')}</dt><dd>${dateText(messages, validUntil)}</dd></dl></article>`,
)}</section>`;
}

const data = ({ log }: Site, root: string, messages: Messages): Html => html`<section><h2>${say(messages, 'site.data')}</h2>
<p class="soft">${say(messages, 'site.data.plain')}</p>
<ul class="plain"><li><a href="${root}labels.json">labels.json</a></li><li><a href="${root}labels.ndjson">labels.ndjson</a></li>
<li><a href="${root}register/checkpoint">register/checkpoint</a>: ${say(messages, 'site.data.log')}, <code>${log.origin}</code>, ${countText(messages, 'site.entries', log.size)}</li></ul></section>`;
