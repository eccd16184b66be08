import type { Decisive, ReportView } from '../report-view.ts';
import { criterionHtml } from './criterion-html.ts';
import { type Html, html } from './html.ts';
import { say } from './phrase-html.ts';

/** What decided the letter: the criteria between each deciding part and the next better letter, with their findings. */
export function decided(view: ReportView): Html {
  const { decisive, messages } = view;
  return html`<section id="decided"><h2>${say(messages, 'report.decided')}</h2>
${decisive.length === 0 ? html`<p>${say(messages, 'reason.no-part-judged')}</p>` : decisive.map((one) => because(view, one))}</section>`;
}

function because(view: ReportView, { part, rung, criteria }: Decisive): Html {
  const { messages, scheme } = view;
  const who = html`${say(messages, `part.${part.kind}`)} <bdi>${part.name}</bdi>`;
  if (criteria.length === 0) {
    const capped = part.letter !== null && part.letter === scheme.cap;
    return html`<p>${who} · ${say(messages, capped ? 'decided.cap' : 'decided.nothing', { letter: part.letter ?? '–', rung: rung ?? 'A' })}</p>`;
  }
  const key = part.letter === 'G' ? 'decided.g' : part.letter === null ? 'decided.open' : 'decided.next';
  return html`<p>${who} · ${say(messages, key, { letter: part.letter ?? '–', rung: rung ?? 'F' })}</p>
${criteria.map((judged) => criterionHtml(view, judged, criteria.length <= 4))}`;
}
