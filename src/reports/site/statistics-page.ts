import { byCodeUnit } from '../../foundation/order.ts';
import { labelLetters } from '../../model/label-claims.ts';
import { countText, dateText, type Messages, numberText, text } from '../../model/message.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { monthText } from './month-text.ts';
import type { RegisterFigure } from './register-figure.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame } from './site-data.ts';
import { menuFolders, sitePage } from './site-page.ts';

export type StatisticsCharts = { readonly byCategory: Html; readonly overTime: Html };

const bestFirst = labelLetters.toReversed();

const sum = (figures: readonly RegisterFigure[]): number => figures.reduce((total, { count }) => total + count, 0);

/** What the register comes to: each chart with its table, for those who do not see it or want the numbers. */
export function statisticsPage(
  site: SiteFrame,
  figures: readonly RegisterFigure[],
  charts: StatisticsCharts,
  messages: Messages,
  languages: readonly Messages[],
): string {
  const place = servedPlace(menuFolders.statistics, messages);
  const title = text(messages, 'public.statistics');
  const all = sum(figures);
  const main = html`
<header class="head"><h1>${title}</h1><p class="lead">${say(messages, 'public.statistics.intro')}</p>
<p class="soft">${countText(messages, 'site.count', all)} · ${say(messages, 'site.asOf', { date: dateText(messages, site.now) })}</p></header>
${all === 0 ? html`<div class="card empty"><h2>${say(messages, 'site.empty')}</h2><p>${say(messages, 'public.empty.plain')}</p></div>` : sections(figures, charts, messages)}`;
  return sitePage(site, { title, place, main, here: 'statistics' }, messages, languages);
}

function sections(figures: readonly RegisterFigure[], { byCategory, overTime }: StatisticsCharts, messages: Messages): Html {
  const months = [...new Set(figures.map(({ month }) => month))].sort(byCodeUnit);
  return html`<section><h2>${say(messages, 'public.statistics.states')}</h2>${states(figures, messages)}</section>
<section><h2>${say(messages, 'public.statistics.letters')}</h2><p class="soft">${say(messages, 'public.statistics.letters.plain')}</p>
${legend()}<figure class="chart card">${byCategory}</figure>${shown(letterTable(figures, messages), messages)}</section>
<section><h2>${say(messages, 'public.statistics.time')}</h2><p class="soft">${say(messages, 'public.statistics.time.plain')}</p>
${legend()}<figure class="chart card">${overTime}</figure>${shown(monthTable(figures, months, messages), messages)}</section>`;
}

const legend = (): Html =>
  html`<p class="legend" aria-hidden="true">${bestFirst.map((letter) => html`<span><i class="swatch-${letter}"></i>${letter}</span>`)}</p>`;

const shown = (table: Html, messages: Messages): Html =>
  html`<details><summary>${say(messages, 'public.statistics.table')}</summary><div class="sideways" tabindex="0" role="region" aria-label="${text(messages, 'public.statistics.table')}">${table}</div></details>`;

function states(figures: readonly RegisterFigure[], messages: Messages): Html {
  const all = sum(figures);
  return html`<ul class="tallies">${(['in-force', 'suspended', 'withdrawn', 'expired'] as const).map((state) => {
    const count = sum(figures.filter((figure) => figure.state === state));
    const share = ((100 * count) / all).toFixed(1);
    return html`<li class="card"><strong>${numberText(messages, count)}</strong><span>${say(messages, `site.state.${state}`)}</span><span class="soft">${text(messages, 'public.statistics.share', { share: share.replace('.', text(messages, 'public.decimal')) })}</span></li>`;
  })}</ul>`;
}

/** `still`: only labels in force have a letter that counts. */
function table(head: Content, rows: readonly (readonly [string, readonly RegisterFigure[]])[], messages: Messages): Html {
  const cells = (own: readonly RegisterFigure[]): Content =>
    bestFirst.map((letter) => html`<td>${numberText(messages, sum(own.filter((figure) => figure.letter === letter)))}</td>`);
  return html`<table class="figures"><thead><tr><th scope="col">${head}</th>${bestFirst.map((letter) => html`<th scope="col">${letter}</th>`)}<th scope="col">${say(messages, 'public.statistics.all')}</th></tr></thead>
<tbody>${rows.map(([name, own]) => html`<tr><th scope="row">${name}</th>${cells(own)}<td>${numberText(messages, sum(own))}</td></tr>`)}</tbody></table>`;
}

function letterTable(figures: readonly RegisterFigure[], messages: Messages): Html {
  const standing = figures.filter(({ state }) => state === 'in-force');
  const categories = [...new Set(standing.map(({ category }) => category))].sort(byCodeUnit);
  const rows = categories.map((category) => [category, standing.filter((figure) => figure.category === category)] as const);
  return table(say(messages, 'site.category'), rows, messages);
}

const monthTable = (figures: readonly RegisterFigure[], months: readonly string[], messages: Messages): Html =>
  table(
    say(messages, 'public.statistics.month'),
    months.map((month) => [monthText(messages, month), figures.filter((figure) => figure.month === month)] as const),
    messages,
  );
