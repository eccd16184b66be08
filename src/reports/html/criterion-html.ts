import type { JudgedCriterion } from '../../model/assessment.ts';
import type { Verdict } from '../../model/scheme.ts';
import { criterionText, type ReportView } from '../report-view.ts';
import { findingsHtml } from './finding-html.ts';
import { type Html, html } from './html.ts';
import { phraseHtml, say } from './phrase-html.ts';
import { referencesHtml } from './references-html.ts';

const signs: Readonly<Record<Verdict, string>> = { pass: '✓', fail: '✕', inconclusive: '?', 'not-applicable': '–' };

/** One criterion as a row that unfolds to its trace: what it asks, the findings, the remedy or what would settle it, the sources. */
export function criterionHtml(view: ReportView, judged: JudgedCriterion, unfolded: boolean): Html {
  const { messages, criteria } = view;
  const { criterion: id, verdict, assurance } = judged;
  const next = verdict === 'fail' ? 'remedy' : verdict === 'inconclusive' ? 'settle' : null;
  return html`<details class="criterion ${verdict}"${unfolded ? html` open` : null}>
<summary><span class="verdict ${verdict}"><i aria-hidden="true">${signs[verdict]}</i> ${say(messages, `verdict.${verdict}`)}</span>
<span class="title">${phraseHtml(criterionText(view, id, 'title'), messages)}</span>
<span class="sure">${assurance === null ? '' : say(messages, `assurance.${assurance}.word`)}</span></summary>
<div class="trace">
<p>${phraseHtml(criterionText(view, id, 'plain'), messages)}</p>
${findingsHtml(view, judged.decidedBy)}
${next === null ? null : html`<p class="next"><b>${say(messages, `report.${next}`)}</b> ${phraseHtml(criterionText(view, id, next), messages)}</p>`}
<p class="fine"><code>${id}</code>${referencesHtml(criteria.get(id)?.sources ?? [])}</p>
</div></details>`;
}
