import { labelLetters } from '../../model/label-claims.ts';
import { countText, dateText, type Messages, numberText, text } from '../../model/message.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { type ListedLabel, labelLink } from './label-link.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame } from './site-data.ts';
import { inLanguage, sitePage } from './site-page.ts';

/** What was asked for, as it stood in the address. */
export type Asked = {
  readonly q: string;
  readonly letter: string;
  readonly category: string;
  readonly maker: string;
  readonly state: string;
  readonly scheme: string;
  readonly updated: string;
  readonly sort: string;
};

export type SearchView = {
  readonly asked: Asked;
  readonly labels: readonly ListedLabel[];
  readonly total: number;
  /** There are more than `total`. */
  readonly isMore: boolean;
  /** How many there are of each value among what fits; absent: nobody counted. */
  readonly counts: Readonly<Record<'letter' | 'category' | 'scheme' | 'state', ReadonlyMap<string, number>>>;
  /** All categories and schemes there are, and some makers. */
  readonly categories: readonly string[];
  readonly schemes: readonly string[];
  readonly makers: readonly string[];
  /** Whether this is not the first page. */
  readonly isLater: boolean;
  readonly next: string | null;
};

const sorts = ['newest', 'name', 'letter'] as const;
const states = ['in-force', 'suspended', 'withdrawn', 'expired'] as const;

/** The question as it stands behind `?`; empty parts are left out. */
export function askedQuery(asked: Asked, after: string | null = null): string {
  const parts = Object.entries(asked).filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'newest'));
  const all = after === null ? parts : [...parts, ['after', after] as const];
  return all.length === 0 ? '' : `?${all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** The register: searched, narrowed, page by page; every question is an address, and nothing needs a script. */
export function searchPage(site: SiteFrame, view: SearchView, messages: Messages, languages: readonly Messages[]): string {
  const { asked, labels } = view;
  const query = askedQuery(asked);
  const place = servedPlace('', messages, query);
  const title = text(messages, 'site.title', { name: site.name });
  const isAsked = Object.entries(asked).some(([name, value]) => name !== 'sort' && value !== '');
  const main = html`
<header class="head"><h1>${title}</h1><p class="lead">${say(messages, 'site.intro')}</p></header>
${form(view, messages)}
<p class="found" role="status"><strong>${totalText(view, messages)}</strong>${isAsked && html` · <a href="./">${say(messages, 'public.search.clear')}</a>`} <span class="soft">· ${say(messages, 'site.asOf', { date: dateText(messages, site.now) })}</span></p>
${labels.length === 0 ? none(isAsked, place.root, messages) : list(view, place.root, query, messages)}`;
  return sitePage(site, { title, place, main, here: 'register' }, messages, languages);
}

const totalText = ({ total, isMore }: SearchView, messages: Messages): string =>
  isMore ? text(messages, 'public.search.more', { count: numberText(messages, total) }) : countText(messages, 'site.count', total);

function form({ asked, counts, categories, schemes, makers }: SearchView, messages: Messages): Html {
  const choice = (name: 'letter' | 'category' | 'scheme' | 'state', label: Html, values: readonly (readonly [string, string])[]): Html =>
    html`<label>${label}<select name="${name}"><option value="">${say(messages, 'site.all')}</option>${values.map(
      ([value, words]) =>
        html`<option value="${value}"${asked[name] === value && html` selected`}>${words}${countOf(counts[name], value, messages)}</option>`,
    )}</select></label>`;
  const same = (values: readonly string[]): readonly (readonly [string, string])[] => values.map((value) => [value, value]);
  return html`<form class="filters" role="search" method="get" action="./">
<div class="wide ask-row"><label class="grow">${say(messages, 'site.search')}<input type="search" name="q" value="${asked.q}" autocomplete="off" enterkeyhint="search"></label><button type="submit">${say(messages, 'public.search.button')}</button></div>
${choice('letter', say(messages, 'site.letter'), same(labelLetters.toReversed()))}
${choice('category', say(messages, 'site.category'), same(categories))}
${choice(
  'state',
  say(messages, 'site.standing'),
  states.map((state) => [state, text(messages, `site.state.${state}`)]),
)}
<label>${say(messages, 'site.maker')}<input name="maker" value="${asked.maker}" list="makers" autocomplete="off"></label>
<details class="wide"${(asked.scheme !== '' || asked.updated !== '' || asked.sort !== 'newest') && html` open`}><summary>${say(messages, 'public.search.options')}</summary><div class="filters three">
${choice('scheme', say(messages, 'public.scheme'), same(schemes))}
<label>${say(messages, 'public.search.updated')}<input type="date" name="updated" value="${asked.updated}"></label>
<label>${say(messages, 'public.search.sort')}<select name="sort">${sorts.map((sort) => html`<option value="${sort}"${asked.sort === sort && html` selected`}>${say(messages, `public.sort.${sort}`)}</option>`)}</select></label></div></details>
<datalist id="makers">${makers.map((maker) => html`<option value="${maker}">`)}</datalist>
</form>`;
}

const countOf = (counts: ReadonlyMap<string, number>, value: string, messages: Messages): Content =>
  counts.has(value) && ` (${numberText(messages, counts.get(value) ?? 0)})`;

/** The list is a form too: what is marked can be compared. */
function list({ labels, next, isLater, asked }: SearchView, root: string, query: string, messages: Messages): Html {
  const folder = inLanguage(messages.language);
  return html`<form method="get" action="${root}compare/${folder}"><ol class="labels picked">${labels.map(
    (label) =>
      html`<li><label class="pick"><input type="checkbox" name="n" value="${label.number}"><span class="offscreen">${say(messages, 'public.compare.mark', { product: `${label.name}, ${label.number}` })}</span></label>${labelLink(label, `${root}products/${label.number}/${folder}`, messages)}</li>`,
  )}</ol>
<div class="after"><button class="quiet" type="submit">${say(messages, 'public.compare.marked')}</button><nav class="pages" aria-label="${text(messages, 'site.pages')}"><ul>${isLater && html`<li><a href="./${query}">${say(messages, 'public.search.first')}</a></li>`}${next !== null && html`<li><a class="button quiet" rel="next" href="./${askedQuery(asked, next)}">${say(messages, 'public.search.next')}</a></li>`}</ul></nav></div></form>`;
}

const none = (isAsked: boolean, root: string, messages: Messages): Html =>
  isAsked
    ? html`<div class="card empty"><h2>${say(messages, 'site.none')}</h2><p>${say(messages, 'public.search.none.plain')}</p><p><a class="button quiet" href="./">${say(messages, 'public.search.clear')}</a> <a class="button quiet" href="${root}verify/">${say(messages, 'site.check')}</a></p></div>`
    : html`<div class="card empty"><h2>${say(messages, 'site.empty')}</h2><p>${say(messages, 'public.empty.plain')}</p></div>`;
