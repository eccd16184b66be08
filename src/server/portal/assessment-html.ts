import { decided } from '../../reports/html/decided.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { parts } from '../../reports/html/parts.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { wouldImprove, wouldSettle } from '../../reports/html/settle-improve.ts';
import { summary } from '../../reports/html/summary.ts';
import { reportView } from '../../reports/report-view.ts';
import type { CaseView } from './case-view.ts';
import { momentHtml } from './due-html.ts';

/** The newest assessment by the report's own parts; null where there is none that the seat may read. */
export function assessmentHtml(view: CaseView): Html | null {
  const { assessed, scheme, questions, frame, seen } = view;
  if (assessed === null || scheme === null) return null;
  const { messages } = frame;
  const { kept, assessment } = assessed;
  const report = reportView({ assessment, scheme, questions }, messages);
  return html`<p class="soft"><strong>${say(messages, `portal.purpose.${kept.purpose}`)}</strong> · ${momentHtml(messages, kept.at)} · ${say(messages, `portal.purpose.${kept.purpose}.plain`)}
<a href="/portal/cases/${seen.case.id}/report/${kept.digest}">${say(messages, 'portal.report.whole')}</a></p>
<div class="report">${summary(report, null)}${decided(report)}${wouldSettle(report)}${wouldImprove(report)}${parts(report)}</div>
<p class="digest"><span class="offscreen">SHA-256 </span><code>${kept.digest}</code></p>`;
}
