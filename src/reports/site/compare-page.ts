import type { LabelledPart } from '../../model/label-claims.ts';
import { dateText, type Messages, text } from '../../model/message.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame, SiteLabel } from './site-data.ts';
import { inLanguage, menuFolders, sitePage } from './site-page.ts';
import { standingHtml } from './standing-html.ts';

/** Products that are compared at once, at most: four columns stay readable. */
export const mostCompared = 4;

export type CompareView = {
  readonly labels: readonly SiteLabel[];
  /** As asked for, whether they are there or not. */
  readonly asked: readonly string[];
  readonly unknown: readonly string[];
};

/** Two to four products side by side, part by part. With fewer, the form to choose them. */
export function comparePage(
  site: SiteFrame,
  { labels, asked, unknown }: CompareView,
  messages: Messages,
  languages: readonly Messages[],
): string {
  const query = asked.length === 0 ? '' : `?${asked.map((number) => `n=${encodeURIComponent(number)}`).join('&')}`;
  const place = servedPlace(menuFolders.compare, messages, query);
  const title = text(messages, 'public.compare');
  const main = html`
<header class="head"><h1>${title}</h1><p class="lead">${say(messages, 'public.compare.intro')}</p></header>
${unknown.map((number) => html`<p class="notice" role="alert">${say(messages, 'public.compare.unknown', { number })}</p>`)}
${labels.length === 1 && html`<p class="notice" role="note">${say(messages, 'public.compare.one')}</p>`}
${labels.length > 1 && table(labels, place.root, messages)}
${chooser(asked, place.root, messages)}`;
  return sitePage(site, { title, place, main, here: 'compare' }, messages, languages);
}

function table(labels: readonly SiteLabel[], root: string, messages: Messages): Html {
  const row = (head: Content, cell: (label: SiteLabel) => Content): Html =>
    html`<tr><th scope="row">${head}</th>${labels.map((label) => html`<td>${cell(label)}</td>`)}</tr>`;
  const kinds = [...new Set(labels.flatMap(({ claims }) => claims.parts.map(({ kind }) => kind)))];
  return html`<div class="sideways" tabindex="0" role="region" aria-label="${text(messages, 'public.compare')}"><table class="compare of-${labels.length}">
<thead><tr><td></td>${labels.map(({ number, claims, letter, state }) => html`<th scope="col"><span class="tile small ${state}" aria-hidden="true">${letter}</span><a href="${root}products/${number}/${inLanguage(messages.language)}">${claims.product.name}</a><span class="soft">${claims.product.maker}</span></th>`)}</tr></thead>
<tbody>
${row(say(messages, 'site.letter'), ({ letter }) => html`<strong>${letter}</strong> ${say(messages, `letter.${letter}.words`)}`)}
${row(say(messages, 'site.standing'), ({ state }) => standingHtml(state, messages))}
${row(say(messages, 'label.sure'), ({ claims }) => say(messages, `assurance.${claims.assurance.lowest}.label`))}
${row(say(messages, 'label.updates'), ({ claims }) => (claims.updatesUntil === null ? say(messages, 'label.updates.unstated') : dateText(messages, claims.updatesUntil)))}
${row(say(messages, 'label.validUntil'), ({ claims }) => dateText(messages, claims.validUntil))}
${row(say(messages, 'site.category'), ({ claims }) => claims.product.category)}
${row(say(messages, 'public.scheme'), ({ claims }) => `${claims.scheme.id}, ${claims.scheme.vintage}`)}
</tbody>
${kinds.map(
  (kind) => html`<tbody><tr class="group"><th scope="rowgroup" colspan="${labels.length + 1}">${say(messages, `part.${kind}`)}</th></tr>
${row(say(messages, 'public.compare.part'), ({ claims }) => partsOf(claims.parts, kind, messages))}
${row(say(messages, 'report.versions'), (label) => versionsOf(label, kind, messages))}</tbody>`,
)}</table></div>
${new Set(labels.map(({ claims }) => claims.scheme.id + claims.scheme.vintage)).size > 1 && html`<p class="notice" role="note">${say(messages, 'public.compare.schemes')}</p>`}`;
}

const none = (messages: Messages): Html => html`<span class="soft">${say(messages, 'public.compare.none')}</span>`;

function partsOf(parts: readonly LabelledPart[], kind: string, messages: Messages): Content {
  const own = parts.filter((part) => part.kind === kind);
  if (own.length === 0) return none(messages);
  return own.map(
    ({ name, letter, assurance }) =>
      html`<p><strong>${letter}</strong> ${name} <span class="soft">${say(messages, `assurance.${assurance}.label`)}</span></p>`,
  );
}

function versionsOf({ claims, events }: SiteLabel, kind: string, messages: Messages): Content {
  const own = claims.parts.filter((part) => part.kind === kind);
  if (own.length === 0) return none(messages);
  const ids = new Set(own.map(({ id }) => id));
  const added = events.flatMap(({ entry }) => (entry.event === 'version-added' && ids.has(entry.part) ? [entry.version] : []));
  const all = [...own.flatMap(({ versions }) => versions.map(({ version }) => version)), ...added];
  return all.length === 0 ? say(messages, 'report.versions.none') : all.join(', ');
}

const chooser = (
  asked: readonly string[],
  root: string,
  messages: Messages,
): Html => html`<section><h2>${say(messages, 'public.compare.choose')}</h2>
<p class="soft">${say(messages, 'public.compare.choose.plain')} <a href="${root}${inLanguage(messages.language)}">${say(messages, 'site.home')}</a></p>
<form class="filters numbers" method="get" action="./">${Array.from({ length: mostCompared }, (_, at) => html`<label>${say(messages, 'public.compare.number', { at: at + 1 })}<input name="n" value="${asked[at] ?? ''}" placeholder="IQS-…" autocomplete="off" spellcheck="false"></label>`)}
<p class="wide"><button type="submit">${say(messages, 'public.compare.button')}</button></p></form></section>`;
