import { barX, barY, type PlotOptions, plot, ruleX, ruleY } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { byCodeUnit } from '../../foundation/order.ts';
import { labelLetters } from '../../model/label-claims.ts';
import { type Messages, numberText } from '../../model/message.ts';
import { type Html, html, trusted } from '../../reports/html/html.ts';
import { monthText } from '../../reports/site/month-text.ts';
import type { RegisterFigure } from '../../reports/site/register-figure.ts';
import type { StatisticsCharts } from '../../reports/site/statistics-page.ts';

/** Categories and months that a chart has room for; the table has all. */
const mostCategories = 12;
const mostMonths = 36;

const bestFirst = labelLetters.toReversed();
/** Colours of the page, so that a chart follows the reader's light or dark; a text gets no attribute of its own. */
const colour = { domain: [...bestFirst], range: bestFirst.map((letter) => `var(--chart-${letter.toLowerCase()})`) };

/** One chart drawn for a wide and for a narrow screen; the page shows one. Its words are its table: who does not see it is given that. */
export function statisticsCharts(figures: readonly RegisterFigure[], messages: Messages): StatisticsCharts {
  const standing = figures.filter(({ state }) => state === 'in-force');
  return {
    byCategory: bothWidths((width) => categoryOptions(standing, width, messages)),
    overTime: bothWidths((width) => monthOptions(figures, width, messages)),
  };
}

const bothWidths = (options: (width: number) => PlotOptions): Html =>
  html`<div class="wide-only">${drawn(options(880))}</div><div class="narrow-only">${drawn(options(360))}</div>`;

/** As markup. Its style element and attributes go: the policy allows none, the site's own style has what is needed. Names of categories were escaped when it was written out. */
function drawn(options: PlotOptions): Html {
  const { document } = parseHTML('<html><body></body></html>');
  const chart = plot({ ...options, document: document as unknown as NonNullable<PlotOptions['document']> });
  for (const style of chart.querySelectorAll('style')) style.remove();
  for (const element of chart.querySelectorAll('[style]')) element.removeAttribute('style');
  chart.setAttribute('aria-hidden', 'true');
  return trusted(chart.outerHTML);
}

const tick =
  (messages: Messages) =>
  (value: number): string =>
    Number.isInteger(value) ? numberText(messages, value) : '';

/** Letters best first, then the next bar: stacked in that order. */
function tallied<Key extends 'category' | 'month'>(
  figures: readonly RegisterFigure[],
  key: Key,
): readonly { readonly key: string; readonly letter: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const figure of figures) {
    const place = JSON.stringify([figure[key], figure.letter]);
    counts.set(place, (counts.get(place) ?? 0) + figure.count);
  }
  return [...counts]
    .map(([place, count]) => {
      const [name, letter] = JSON.parse(place) as [string, string];
      return { key: name, letter, count };
    })
    .sort((a, b) => byCodeUnit(a.letter, b.letter));
}

function categoryOptions(figures: readonly RegisterFigure[], width: number, messages: Messages): PlotOptions {
  const all = tallied(figures, 'category');
  const totals = new Map<string, number>();
  for (const { key, count } of all) totals.set(key, (totals.get(key) ?? 0) + count);
  const order = [...totals]
    .sort(([a, most], [b, more]) => more - most || byCodeUnit(a, b))
    .slice(0, mostCategories)
    .map(([key]) => key);
  const shown = all.filter(({ key }) => order.includes(key));
  const longest = width > 500 ? 24 : 14;
  return {
    width,
    height: 50 + 34 * order.length,
    marginLeft: width > 500 ? 190 : 120,
    marginRight: 24,
    x: { label: null, tickFormat: tick(messages), ticks: Math.min(width > 500 ? 8 : 4, Math.max(1, ...totals.values())), grid: true },
    y: {
      label: null,
      domain: order,
      tickFormat: (name: string) => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name),
      tickSize: 0,
    },
    color: colour,
    marks: [
      barX(shown, {
        x: 'count',
        y: 'key',
        fill: 'letter',
        stroke: 'var(--soft)',
        strokeWidth: 0.75,
        order: [...bestFirst],
        insetTop: 2,
        insetBottom: 2,
        insetLeft: 1,
      }),
      ruleX([0]),
    ],
  };
}

/** Every label ever issued by the end of each month. */
function monthOptions(figures: readonly RegisterFigure[], width: number, messages: Messages): PlotOptions {
  const all = tallied(figures, 'month');
  const present = [...new Set(all.map(({ key }) => key))].sort(byCodeUnit);
  const last = present.at(-1) ?? '2027-01';
  // A year at least, so that a young register does not look like one block.
  const yearBefore = `${String(Number(last.slice(0, 4)) - 1).padStart(4, '0')}${last.slice(4)}`;
  const months = monthsBetween([present[0] ?? last, yearBefore].sort(byCodeUnit)[0] as string, last).slice(-mostMonths);
  const bars = months.flatMap((month) =>
    bestFirst.map((letter) => ({
      month,
      letter,
      count: all.reduce((sum, each) => (each.letter === letter && each.key <= month ? sum + each.count : sum), 0),
    })),
  );
  const every = Math.ceil(months.length / (width > 500 ? 6 : 3));
  return {
    width,
    height: width > 500 ? 320 : 260,
    marginLeft: 64,
    marginBottom: 36,
    x: {
      type: 'band',
      label: null,
      domain: months,
      tickFormat: (month: string) => (months.indexOf(month) % every === 0 ? monthText(messages, month) : ''),
      tickSize: 0,
    },
    y: {
      label: null,
      tickFormat: tick(messages),
      ticks: Math.min(
        5,
        Math.max(
          1,
          figures.reduce((sum, { count }) => sum + count, 0),
        ),
      ),
      grid: true,
    },
    color: colour,
    marks: [
      barY(bars, { x: 'month', y: 'count', fill: 'letter', stroke: 'var(--soft)', strokeWidth: 0.75, order: bestFirst.toReversed() }),
      ruleY([0]),
    ],
  };
}

/** `2027-11` to `2028-02`: four months. At most a thousand years of them. */
function monthsBetween(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let at = first; at <= last && months.length < 12_000; ) {
    months.push(at);
    const [year, month] = at.split('-').map(Number) as [number, number];
    at =
      month === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}`;
  }
  return months;
}
