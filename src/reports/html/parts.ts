import type { PartAssessment } from '../../model/assessment.ts';
import { rungs } from '../../model/letter.ts';
import type { ReportView } from '../report-view.ts';
import { criterionHtml } from './criterion-html.ts';
import { type Html, html } from './html.ts';
import { intervalHtml } from './interval-html.ts';
import { letterScale } from './letter-scale.ts';
import { say } from './phrase-html.ts';

/** Every part: its letter, the versions it holds for, and rung by rung its criteria with their traces. */
export function parts(view: ReportView): Html {
  const { assessment, messages } = view;
  return html`<section id="parts"><h2>${say(messages, 'report.parts')}</h2>
${assessment.parts.length === 0 ? html`<p>${say(messages, 'reason.no-part-judged')}</p>` : assessment.parts.map((part) => partHtml(view, part))}</section>`;
}

function partHtml(view: ReportView, part: PartAssessment): Html {
  const { messages } = view;
  const sure = part.assurance;
  return html`<article class="part">
<header><div class="tile small" aria-hidden="true">${part.letter ?? '–'}</div>
<div><h3><bdi>${part.name}</bdi> <small>${say(messages, `part.${part.kind}`)}</small></h3>
<p>${part.letter === null ? say(messages, 'report.notRated') : html`${part.letter} · ${say(messages, `letter.${part.letter}.words`)}`}${
    sure === null
      ? null
      : html` · ${say(messages, `assurance.${sure.lowest}.word`)}, ${say(messages, 'report.sure.short', { at: sure.at, of: sure.of })}`
  }</p></div></header>
${letterScale(messages, part.letter, part.interval)}
<div class="pair"><div><h4>${say(messages, 'report.interval')}</h4>${intervalHtml(messages, part.interval, part.letter !== null)}</div>
<div><h4>${say(messages, 'report.versions')}</h4>${versions(view, part)}</div></div>
${rungs.map((rung) => rungHtml(view, part, rung))}
${toCome(view, part)}
</article>`;
}

function rungHtml(view: ReportView, part: PartAssessment, rung: (typeof rungs)[number]): Html | null {
  const verdicts = part.verdicts.filter((verdict) => verdict.rung === rung);
  if (verdicts.length === 0) return null;
  const { messages } = view;
  return html`<h4 class="rungline"><span class="rung">${rung}</span> ${say(messages, `letter.${rung}.words`)}</h4>
<div class="criteria">${verdicts.map((judged) => criterionHtml(view, judged, false))}</div>`;
}

function versions({ messages }: ReportView, part: PartAssessment): Html {
  if (part.versions.length === 0) return html`<p>${say(messages, 'report.versions.none')}</p>`;
  return html`<ul class="plain">${part.versions.map(
    ({ version, hardware }) =>
      html`<li><bdi>${version}</bdi>${hardware === null ? null : html` · ${say(messages, 'report.hardware', { hardware })}`}</li>`,
  )}</ul>`;
}

function toCome({ messages }: ReportView, part: PartAssessment): Html | null {
  if (part.toCome.length === 0) return null;
  return html`<details><summary>${say(messages, 'report.toCome')}</summary><ul lang="en">${part.toCome.map((item) => html`<li>${item}</li>`)}</ul></details>`;
}
