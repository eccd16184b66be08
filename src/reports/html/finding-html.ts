import type { Finding } from '../../model/finding.ts';
import { numberText, text } from '../../model/message.ts';
import { findingsOf, question, type ReportView } from '../report-view.ts';
import { type Html, html } from './html.ts';
import { phraseHtml, say } from './phrase-html.ts';
import { placeHtml } from './place-html.ts';

/** Places shown before the rest is folded away, and the most that are shown at all: assessment.json has them all. */
const open = 6;
const most = 500;

/** One finding: the question, the answer, how sure, the places, and the digest of the evidence it rests on. */
export function findingHtml(view: ReportView, finding: Finding): Html {
  const { messages } = view;
  const colon = text(messages, 'punctuation.colon');
  return html`<article class="finding">
<h5>${phraseHtml(question(view, finding.probe), messages)} <strong class="outcome ${finding.outcome}">${say(messages, `outcome.${finding.outcome}`)}</strong></h5>
${finding.reason === null ? null : html`<p class="why">${say(messages, `unknown.${finding.reason}`)}</p>`}
${placesHtml(view, finding)}
<p class="fine">${say(messages, 'report.scope')}${colon} <bdi lang="en">${finding.scope}</bdi>. ${say(messages, `assurance.${finding.assurance}.phrase`)}
${finding.claimed === finding.assurance ? null : say(messages, 'report.claimed', { claimed: text(messages, `assurance.${finding.claimed}.word`) })}</p>
${digestsHtml(view, finding)}
<p class="fine"><code>${finding.id}</code></p>
</article>`;
}

/** The findings behind a verdict, or a line that says there are none. */
export function findingsHtml(view: ReportView, ids: readonly string[]): Html {
  const found = findingsOf(view, ids);
  if (found.length === 0) return html`<p class="fine">${say(view.messages, 'report.noFindings')}</p>`;
  return html`${found.map((finding) => findingHtml(view, finding))}`;
}

function placesHtml(view: ReportView, { places }: Finding): Html | null {
  if (places.length === 0) return null;
  const item = ({ at, note }: Finding['places'][number]): Html =>
    html`<li>${placeHtml(view, at)}${note === null ? null : html` <span class="note" lang="en"><bdi>${note}</bdi></span>`}</li>`;
  const folded = places.slice(open, most);
  const beyond = Math.max(0, places.length - most);
  return html`<ul class="places">${places.slice(0, open).map(item)}</ul>
${
  folded.length === 0
    ? null
    : html`<details><summary>${say(view.messages, 'report.more', { count: numberText(view.messages, folded.length) })}</summary>
<ul class="places">${folded.map(item)}</ul>
${beyond === 0 ? null : html`<p class="fine">${say(view.messages, 'report.beyond', { count: numberText(view.messages, beyond) })}</p>`}</details>`
}`;
}

function digestsHtml({ evidence, messages }: ReportView, finding: Finding): Html | null {
  if (finding.evidence.length === 0 && finding.basis === 'evidence') return null;
  if (finding.evidence.length === 0) return html`<p class="fine">${say(messages, `basis.${finding.basis}`)}</p>`;
  const shown = finding.evidence.slice(0, most);
  return html`<ul class="digests">${shown.map(
    (name) =>
      html`<li>${say(messages, `basis.${finding.basis}`)}${text(messages, 'punctuation.colon')} <bdi>${name}</bdi> <code class="digest">sha256 ${evidence.get(name)?.sha256 ?? '–'}</code></li>`,
  )}</ul>`;
}
