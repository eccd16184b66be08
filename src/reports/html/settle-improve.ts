import type { WouldImprove, WouldSettle } from '../../model/assessment.ts';
import { countText, text } from '../../model/message.ts';
import { criterionText, type ReportView } from '../report-view.ts';
import { findingsHtml } from './finding-html.ts';
import { type Html, html } from './html.ts';
import { phraseHtml, say } from './phrase-html.ts';

/** The evidence that would settle what is open, what closes most first. */
export function wouldSettle(view: ReportView): Html {
  const { assessment, messages } = view;
  const items = assessment.wouldSettle;
  return html`<section id="settle"><h2>${say(messages, 'report.settleTitle')}</h2>
${items.length === 0 ? html`<p>${say(messages, 'report.settle.none')}</p>` : html`<p>${say(messages, 'report.settle.plain')}</p><ol class="steps">${items.map((item) => settleHtml(view, item))}</ol>`}</section>`;
}

/** The failed criteria up to the next letter with their remedies, gravest first. */
export function wouldImprove(view: ReportView): Html {
  const { assessment, messages } = view;
  const items = assessment.wouldImprove;
  return html`<section id="improve"><h2>${say(messages, 'report.improveTitle')}</h2>
${items.length === 0 ? html`<p>${say(messages, 'report.improve.none')}</p>` : html`<p>${say(messages, 'report.improve.plain')}</p><ol class="steps">${items.map((item) => improveHtml(view, item))}</ol>`}</section>`;
}

function settleHtml(view: ReportView, item: WouldSettle): Html {
  const { messages } = view;
  const evidence = item.evidence.map((purpose) => html`<span class="chip">${say(messages, `purpose.${purpose}`)}</span>`);
  return html`<li>${heading(view, item)}
<p>${phraseHtml(criterionText(view, item.criterion, 'settle'), messages)}</p>
<p class="chips">${evidence}${item.closes > 0 ? html`<span class="chip strong">${countText(messages, 'report.closes', item.closes)}</span>` : null}</p>
${trace(view, item.openBecause)}</li>`;
}

function improveHtml(view: ReportView, item: WouldImprove): Html {
  const { messages } = view;
  return html`<li>${heading(view, item)}
<p>${phraseHtml(criterionText(view, item.criterion, 'remedy'), messages)}</p>
<p class="chips"><span class="chip strong">${say(messages, `gravity.${item.gravity}`)}</span></p>
${trace(view, item.because)}</li>`;
}

function heading(view: ReportView, { criterion, part, rung }: WouldSettle | WouldImprove): Html {
  const { messages, parts } = view;
  return html`<h3><span class="rung" title="${text(messages, 'report.rung', { rung })}">${rung}</span> ${phraseHtml(criterionText(view, criterion, 'title'), messages)}
<small><bdi>${parts.get(part)?.name ?? part}</bdi></small></h3>`;
}

const trace = (view: ReportView, ids: readonly string[]): Html | null =>
  ids.length === 0
    ? null
    : html`<details><summary>${countText(view.messages, 'report.findings', ids.length)}</summary>${findingsHtml(view, ids)}</details>`;
