import { type MatterKind, reportKinds } from '../../model/matter.ts';
import { type Messages, text } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame } from './site-data.ts';
import { menuFolders, sitePage } from './site-page.ts';

/** The longest text of each field, in characters. */
export const reportLimits = { number: 40, words: 8000, name: 200, email: 254 } as const;

export type ReportField = 'kind' | 'number' | 'words' | 'email';
/** What is wrong with a field; a person reads `public.report.fault.<code>`. */
export type ReportFault = { readonly field: ReportField; readonly code: 'missing' | 'too-long' | 'not-a-number' | 'not-an-address' };

/** What stands in the form. */
export type ReportDraft = {
  readonly kind: string;
  readonly number: string;
  readonly words: string;
  readonly name: string;
  readonly email: string;
};

/** The form by which anybody brings something before the body; with what is wrong with it after it was sent. */
export function reportPage(
  site: SiteFrame,
  draft: ReportDraft,
  faults: readonly ReportFault[],
  messages: Messages,
  languages: readonly Messages[],
): string {
  const place = servedPlace(menuFolders.report, messages, draft.number === '' ? '' : `?number=${encodeURIComponent(draft.number)}`);
  const title = text(messages, 'public.report');
  const main = html`
<header class="head"><h1>${title}</h1><p class="lead">${say(messages, 'public.report.intro')}</p></header>
${faults.length > 0 && summary(faults, messages)}
<form class="card stack" method="post" action="./" novalidate>
${kinds(draft.kind, faults, messages)}
${field('number', html`<input id="number" name="number" value="${draft.number}" placeholder="IQS-…" autocomplete="off" spellcheck="false"${invalid('number', faults)}>`, faults, messages)}
${field('words', html`<textarea id="words" name="words" rows="8" maxlength="${reportLimits.words}" required${invalid('words', faults)}>${draft.words}</textarea>`, faults, messages)}
<fieldset><legend>${say(messages, 'public.report.you')}</legend><p class="soft">${say(messages, 'public.report.you.plain')}</p>
<label for="name">${say(messages, 'public.report.name')}</label><input id="name" name="name" value="${draft.name}" maxlength="${reportLimits.name}" autocomplete="name">
${field('email', html`<input id="email" type="email" name="email" value="${draft.email}" maxlength="${reportLimits.email}" autocomplete="email"${invalid('email', faults)}>`, faults, messages)}</fieldset>
<div class="offscreen" aria-hidden="true"><label>${say(messages, 'public.report.trap')}<input name="website" tabindex="-1" autocomplete="off"></label></div>
<p><button type="submit">${say(messages, 'public.report.send')}</button></p></form>
<section><h2>${say(messages, 'public.report.then')}</h2><ol class="plain">${['1', '2', '3', '4'].map((step) => html`<li>${say(messages, `public.report.then.${step}`)}</li>`)}</ol></section>`;
  return sitePage(site, { title, place, main, here: 'report' }, messages, languages);
}

const summary = (faults: readonly ReportFault[], messages: Messages): Html =>
  html`<div class="notice" role="alert" id="faults"><p>${say(messages, 'public.report.faults')}</p><ul class="plain">${faults.map(
    ({ field: id, code }) =>
      html`<li><a href="#${id}">${say(messages, `public.report.${id}`)}</a>${text(messages, 'punctuation.colon')} ${say(messages, `public.report.fault.${code}`)}</li>`,
  )}</ul></div>`;

const faultOf = (id: ReportField, faults: readonly ReportFault[]): ReportFault | undefined => faults.find((fault) => fault.field === id);

const invalid = (id: ReportField, faults: readonly ReportFault[]): Html =>
  faultOf(id, faults) === undefined
    ? html` aria-describedby="${id}-hint"`
    : html` aria-invalid="true" aria-describedby="${id}-hint ${id}-fault"`;

function field(id: ReportField, input: Html, faults: readonly ReportFault[], messages: Messages): Html {
  const fault = faultOf(id, faults);
  return html`<div><label for="${id}">${say(messages, `public.report.${id}`)}</label><p class="soft hint" id="${id}-hint">${say(messages, `public.report.${id}.hint`)}</p>
${fault !== undefined && html`<p class="fault" id="${id}-fault">${say(messages, `public.report.fault.${fault.code}`)}</p>`}${input}</div>`;
}

function kinds(chosen: string, faults: readonly ReportFault[], messages: Messages): Html {
  const fault = faultOf('kind', faults);
  const option = (kind: MatterKind, at: number): Html =>
    html`<label class="option"><input type="radio" name="kind" value="${kind}"${at === 0 && html` id="kind"`}${chosen === kind && html` checked`} required><span><strong>${say(messages, `public.matter.${kind}`)}</strong> <span class="soft">${say(messages, `public.matter.${kind}.plain`)}</span></span></label>`;
  return html`<fieldset><legend>${say(messages, 'public.report.kind')}</legend>${fault !== undefined && html`<p class="fault">${say(messages, `public.report.fault.${fault.code}`)}</p>`}${reportKinds.map(option)}</fieldset>`;
}
