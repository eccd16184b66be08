import { dateText, type Messages, text } from '../../model/message.ts';
import type { ReportView } from '../report-view.ts';
import { type Content, type Html, html } from './html.ts';
import { intervalHtml } from './interval-html.ts';
import { letterScale } from './letter-scale.ts';
import { say } from './phrase-html.ts';

/** What a buyer reads: the letter, what it means, how sure, until when, what to do; and where there is no label, why. */
export function summary(view: ReportView, specimenSvg: string | null): Html {
  const { assessment, headline, messages } = view;
  const meaning = headline.letter ?? 'none';
  return html`<section class="hero" aria-labelledby="grade">
<div class="tile" aria-hidden="true">${headline.letter ?? '–'}</div>
<div class="said">
<p class="eyebrow">${headlineOf(view)}</p>
<h2 id="grade">${say(messages, `letter.${meaning}.words`)}</h2>
<p class="lead">${say(messages, `letter.${meaning}.plain`)}</p>
${headline.of !== 'part' ? null : html`<p>${say(messages, 'report.productNotRated')} ${say(messages, `reason.${assessment.grade.reason}`)}</p>`}
${letterScale(messages, headline.letter, headline.part?.interval ?? assessment.grade.interval)}
</div>
</section>
${preRelease(view)}
<section class="facts" aria-label="${text(messages, 'report.atAGlance')}">
${fact(messages, 'report.sure', sureness(view))}
${fact(messages, 'report.updates', updates(view))}
${fact(messages, 'report.interval', intervalHtml(messages, headline.part?.interval ?? assessment.grade.interval, headline.letter !== null))}
${fact(messages, 'report.reason', say(messages, `reason.${assessment.grade.reason}`))}
</section>
<section class="columns">
<div class="card"><h2>${say(messages, 'report.owner')}</h2><ul class="plain">${ownerAdvice(view)}</ul></div>
${specimenHtml(view, specimenSvg)}
</section>`;
}

function headlineOf({ assessment, headline, messages }: ReportView): Content {
  if (headline.of === 'product') return say(messages, 'report.productLetter', { letter: headline.letter ?? '–' });
  if (headline.part === null) return say(messages, `reason.${assessment.grade.reason}`);
  return html`${say(messages, `part.${headline.part.kind}`)} · <bdi>${headline.part.name}</bdi> · ${say(messages, 'report.partOnly')}`;
}

function preRelease({ assessment, messages }: ReportView): Html | null {
  const { status } = assessment.scheme;
  if (status === 'in-force' && assessment.noLabel === null) return null;
  return html`<aside class="notice" role="note">
${status === 'in-force' ? null : html`<p><strong>${say(messages, `status.${status}`)}</strong> ${say(messages, `status.${status}.plain`)}</p>`}
${assessment.noLabel === null ? null : html`<p><strong>${say(messages, 'report.noLabel')}</strong> ${say(messages, `refusal.${assessment.noLabel}`)}</p>`}
</aside>`;
}

const fact = (messages: Messages, key: string, value: Content): Html =>
  html`<div class="fact"><h3>${say(messages, key)}</h3><div>${value}</div></div>`;

function sureness({ headline, messages }: ReportView): Html {
  const assurance = headline.part?.assurance ?? null;
  if (assurance === null) return say(messages, headline.letter === 'G' ? 'report.sure.g' : 'report.sure.none');
  return html`<strong>${say(messages, `assurance.${assurance.lowest}.label`)}</strong>
<p>${say(messages, `assurance.${assurance.lowest}.phrase`)} ${say(messages, 'report.sure.counts', { at: assurance.at, of: assurance.of })}</p>`;
}

function updates({ assessment, messages }: ReportView): Html {
  const { supportUntil } = assessment;
  if (supportUntil === null) return html`<strong>${say(messages, 'label.updates.unstated')}</strong>`;
  if (supportUntil < assessment.asOf.slice(0, 10))
    return html`<strong>${say(messages, 'label.updates.over')}</strong> (${dateText(messages, supportUntil)})`;
  return html`<strong>${dateText(messages, supportUntil)}</strong>`;
}

function ownerAdvice({ headline, assessment, messages }: ReportView): readonly Html[] {
  const { supportUntil } = assessment;
  const over = supportUntil !== null && supportUntil < assessment.asOf.slice(0, 10);
  const support = supportUntil === null ? 'unstated' : over ? 'over' : 'until';
  const date = supportUntil === null ? '' : dateText(messages, supportUntil);
  return [
    html`<li>${say(messages, `letter.${headline.letter ?? 'none'}.owner`)}</li>`,
    html`<li>${say(messages, `owner.updates.${support}`, { date })}</li>`,
    headline.letter === null ? html`` : html`<li>${say(messages, 'owner.version')}</li>`,
    html`<li>${say(messages, 'owner.guarantee', { date: dateText(messages, assessment.asOf) })}</li>`,
  ];
}

/** As a picture, not as inline markup: an SVG in `img` runs and fetches nothing, whatever is in it. */
function specimenHtml({ assessment, messages }: ReportView, svg: string | null): Html | null {
  if (svg === null) {
    if (assessment.noSpecimen === null) return null;
    return html`<div class="card"><h2>${say(messages, 'report.specimen')}</h2><p>${say(messages, 'report.noSpecimen')} ${say(messages, `refusal.${assessment.noSpecimen}`)}</p></div>`;
  }
  const source = `data:image/svg+xml,${encodeURIComponent(svg.replace(/\p{Cs}/gu, ''))}`;
  return html`<figure class="card specimen"><img src="${source}" width="248" height="400" alt="${text(messages, 'report.specimen.alt', { letter: assessment.specimen?.letter ?? '–' })}">
<figcaption>${say(messages, 'report.specimen.caption')}</figcaption></figure>`;
}
