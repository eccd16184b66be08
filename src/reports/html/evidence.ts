import type { AssessedEvidence } from '../../model/assessment.ts';
import { type Messages, numberText, text } from '../../model/message.ts';
import type { ReportView } from '../report-view.ts';
import { findingHtml } from './finding-html.ts';
import { type Content, type Html, html } from './html.ts';
import { say } from './phrase-html.ts';

/** What was handed in: custody as claimed and as counted, how much was read, the digest. */
export function evidence(view: ReportView): Html {
  const { assessment, messages } = view;
  const columns = ['file', 'purpose', 'part', 'custody', 'coverage', 'digest'] as const;
  const header = columns.map((column) => html`<th scope="col" role="columnheader">${say(messages, `evidence.${column}`)}</th>`);
  return html`<section id="evidence"><h2>${say(messages, 'report.evidence')}</h2>
${
  assessment.evidence.length === 0
    ? html`<p>${say(messages, 'report.evidence.none')}</p>`
    : html`<table role="table"><thead role="rowgroup"><tr role="row">${header}</tr></thead>
<tbody role="rowgroup">${assessment.evidence.map((item) => row(view, item))}</tbody></table>`
}</section>`;
}

/** Findings that no criterion used, folded away: seen, but not judged by this scheme. */
export function unusedFindings(view: ReportView): Html | null {
  const { unused, messages } = view;
  if (unused.length === 0) return null;
  return html`<section id="unused"><h2>${say(messages, 'report.unused')}</h2><p>${say(messages, 'report.unused.plain')}</p>
<details><summary>${say(messages, 'report.unused.show', { count: unused.length })}</summary>${unused.map((finding) => findingHtml(view, finding))}</details></section>`;
}

function row({ messages, parts }: ReportView, item: AssessedEvidence): Html {
  const cell = (column: string, value: Content): Html =>
    html`<td role="cell" data-label="${text(messages, `evidence.${column}`)}"><div>${value}</div></td>`;
  const part = item.part === null ? say(messages, 'evidence.wholeProduct') : html`<bdi>${parts.get(item.part)?.name ?? item.part}</bdi>`;
  return html`<tr role="row">
${cell('file', html`<code class="place"><bdi>${item.name}</bdi></code><small>${say(messages, `evidenceKind.${item.kind}`)}, ${say(messages, 'evidence.bytes', { count: numberText(messages, item.bytes) })}</small>`)}
${cell('purpose', say(messages, `purpose.${item.is}`))}
${cell('part', html`${part}${item.version === null ? null : html`<small><bdi>${item.version}</bdi></small>`}`)}
${cell('custody', custody(messages, item))}
${cell('coverage', coverage(messages, item))}
${cell('digest', html`<code class="digest">${item.sha256}</code>`)}
</tr>`;
}

function custody(messages: Messages, { custody: claimed, counted, adopted }: AssessedEvidence): Html {
  const word = (which: string): string => text(messages, `custody.${which}`);
  return html`${word(counted)}${claimed === counted ? null : html`<small>${say(messages, 'evidence.claimed', { claimed: word(claimed), counted: word(counted) })}</small>`}${
    adopted ? html`<small>${say(messages, 'evidence.adopted')}</small>` : null
  }`;
}

function coverage(messages: Messages, { bytes, coverage: read }: AssessedEvidence): Html {
  if (bytes === 0) return html`–`;
  const percent = (part: number): number => Math.round((part / bytes) * 100);
  const all = { identified: percent(read.identified), opaque: percent(read.opaque), unread: percent(read.unread) };
  const bar = (['identified', 'opaque', 'unread'] as const).map((part) => html`<span class="${part}" style="width:${all[part]}%"></span>`);
  return html`<span class="bar" aria-hidden="true">${bar}</span><small>${say(messages, 'evidence.read', all)}</small>`;
}
