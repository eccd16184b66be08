import { dateText, text } from '../../model/message.ts';
import { criterionText, type ReportView, type ShownStatement, statementsOf } from '../report-view.ts';
import { findingsHtml } from './finding-html.ts';
import { type Html, html } from './html.ts';
import { phraseHtml, say } from './phrase-html.ts';

/** Component statements: what rests on each and until when, or why it gives nothing; nothing at all where the dossier has none. */
export function statements(view: ReportView): Html | null {
  const { messages } = view;
  const all = statementsOf(view);
  if (all.length === 0) return null;
  return html`
<section id="statements"><h2>${say(messages, 'report.statements')}</h2><p>${say(messages, 'report.statements.plain')}</p>
<ol class="steps">${all.map((one) => statementHtml(view, one))}</ol></section>`;
}

function statementHtml(
  view: ReportView,
  { id, source, level, component, part, until, statusAsOf, criteria, conditions, finding, why }: ShownStatement,
): Html {
  const { messages, parts } = view;
  const colon = text(messages, 'punctuation.colon');
  const date = dateText(messages, until);
  const names = criteria.map((criterion) => html`<li>${phraseHtml(criterionText(view, criterion, 'title'), messages)}</li>`);
  const items = conditions.map(
    ({ words, verdict }) => html`<li><b>${say(messages, `statement.condition.${verdict}`)}</b>${colon} <bdi lang="en">${words}</bdi></li>`,
  );
  return html`<li><h3><bdi>${id}</bdi> <small>${say(messages, `statement.source.${source}`)}, <bdi>${level}</bdi> · <bdi>${component}</bdi> · <bdi>${parts.get(part)?.name ?? part}</bdi></small></h3>
<p>${why === null ? say(messages, 'statement.counts', { date }) : say(messages, `statement.why.${why}`)}</p>
<p class="fine">${say(messages, 'statement.statusAsOf', { asOf: dateText(messages, statusAsOf), date })}</p>
${names.length === 0 ? null : html`<p>${say(messages, why === null ? 'statement.criteria' : 'statement.wouldRest')}</p><ul class="plain">${names}</ul>`}
${items.length === 0 ? html`<p>${say(messages, 'statement.noConditions')}</p>` : html`<p>${say(messages, 'statement.conditions')}</p><ul class="plain">${items}</ul>`}
<details><summary>${text(messages, 'statement.question')}</summary>${findingsHtml(view, [finding])}</details></li>`;
}
