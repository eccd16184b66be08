import type { RestingCase, YearSample } from '../../adapters/programme/surveillance-tools.ts';
import { text } from '../../model/message.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { momentHtml } from './due-html.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { refusalWords } from './programme-words.ts';

export type SurveillanceToolsView = {
  readonly frame: Frame;
  readonly samples: readonly YearSample[];
  /** Number of a certificate → its case, where there is one. */
  readonly caseOf: ReadonlyMap<string, string>;
  /** Probe id → its question. */
  readonly questions: Readonly<Record<string, string>>;
  /** The probe asked about and what rests on it; null: none was. */
  readonly asked: { readonly probe: string; readonly resting: readonly RestingCase[] } | null;
  readonly refusal: { readonly code: string; readonly detail: string } | null;
};

/** What an officer does beside single cases: the sample of the year, and certificates that rest on a probe found faulty. */
export function surveillanceToolsPage(view: SurveillanceToolsView): string {
  const { frame, samples, refusal } = view;
  const { messages } = frame;
  const hasThisYears = samples.some(({ year }) => String(year) === frame.now.slice(0, 4));
  return portalPage(frame, {
    title: text(messages, 'portal.tools.title'),
    main: html`<div class="head"><h1>${say(messages, 'portal.tools.title')}</h1><p class="lead">${say(messages, 'portal.tools.plain')}</p></div>
${refusal !== null && html`<div class="trouble" role="alert" tabindex="-1" autofocus><p><i aria-hidden="true">!</i> ${refusalWords(messages, refusal.code, refusal.detail)}</p></div>`}
<section><h2>${say(messages, 'portal.sample')}</h2><p class="soft">${say(messages, 'portal.sample.plain')}</p>
${!hasThisYears && html`<form class="act" method="post" action="/portal/surveillance/tools/sample"><button type="submit">${say(messages, 'portal.sample.draw', { year: frame.now.slice(0, 4) })}</button></form>`}
${samples.length === 0 ? html`<p class="empty">${say(messages, 'portal.sample.none')}</p>` : samples.map((sample) => sampleHtml(view, sample))}</section>
<section><h2>${say(messages, 'portal.probe')}</h2><p class="soft">${say(messages, 'portal.probe.plain')}</p>${probeForm(view)}${restingHtml(view)}</section>`,
  });
}

function sampleHtml(view: SurveillanceToolsView, { year, percent, byRisk, byDraw, root, size, at }: YearSample): Html {
  const { messages } = view.frame;
  return html`<article class="card"><h3>${year}</h3><p class="soft">${percent} % · ${momentHtml(messages, at)}</p>
${byRisk.length > 0 && html`<h4>${say(messages, 'portal.sample.risk')}</h4><ul class="plain">${byRisk.map((number) => html`<li>${numberHtml(view, number)}</li>`)}</ul>`}
${byDraw.length > 0 && html`<h4>${say(messages, 'portal.sample.lot')}</h4><ul class="plain">${byDraw.map(({ number, hash }) => html`<li>${numberHtml(view, number)} <code class="digest">${hash}</code></li>`)}</ul>`}
<details><summary>${say(messages, 'portal.sample.again')}</summary><p>${say(messages, 'portal.sample.recipe', { size: String(size) })}</p><p class="digest"><code>${root}</code></p></details></article>`;
}

const numberHtml = ({ caseOf }: SurveillanceToolsView, number: string): Html => {
  const id = caseOf.get(number);
  return id === undefined ? html`<code>${number}</code>` : html`<a href="/portal/cases/${id}/surveillance"><code>${number}</code></a>`;
};

function probeForm({ frame: { messages }, questions, asked }: SurveillanceToolsView): Html {
  const options = Object.entries(questions).map(
    ([id, question]) => html`<option value="${id}"${id === asked?.probe && html` selected`}>${question}</option>`,
  );
  return html`<form class="act" method="get" action="/portal/surveillance/tools"><p class="field"><label for="probe">${say(messages, 'portal.probe.which')}</label><select id="probe" name="probe">${options}</select></p><button class="quiet" type="submit">${say(messages, 'portal.probe.look')}</button></form>`;
}

function restingHtml({ frame: { messages }, asked }: SurveillanceToolsView): Html | null {
  if (asked === null) return null;
  if (asked.resting.length === 0) return html`<p class="empty">${say(messages, 'portal.probe.none')}</p>`;
  return html`<ul class="cando">${asked.resting.map(
    ({ case: id, number, product, verdicts }) =>
      html`<li><a href="/portal/cases/${id}/surveillance"><strong><bdi>${product}</bdi> · <code>${number}</code></strong><span>${verdicts.map(({ part, criterion, verdict }) => `${part}: ${criterion} (${text(messages, `verdict.${verdict}`)})`).join(', ')}</span></a></li>`,
  )}</ul>`;
}
