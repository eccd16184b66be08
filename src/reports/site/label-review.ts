import { dateText, type Messages } from '../../model/message.ts';
import type { CriterionSource } from '../../model/scheme-source.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { criterionHtml } from './criteria-page.ts';
import type { SiteLabel } from './site-data.ts';
import { inLanguage } from './site-page.ts';

/** A label under review: since when (RFC 3339), and the criteria in question, by id. What is only the parties' to know is not in it (6-programme, Surveillance). */
export type LabelReview = { readonly since: string; readonly criteria: readonly string[] };

export type Criteria = ReadonlyMap<string, CriterionSource>;

/** That a label is under review, and why, in plain words. The label holds until the register says otherwise. */
export const reviewHtml = (
  { since, criteria: ids }: LabelReview,
  { claims, state }: SiteLabel,
  criteria: Criteria,
  root: string,
  messages: Messages,
): Html => html`<div class="notice" role="note" id="review"><p>${say(messages, 'public.review', { date: dateText(messages, since) })}</p>
${
  ids.length > 0 &&
  html`<ul class="plain">${ids.map((id) => {
    const criterion = criteria.get(id);
    return html`<li>${criterion === undefined ? id : html`<a href="${root}criteria/${claims.scheme.id}/${id}/${inLanguage(messages.language)}">${criterionHtml(criterion, 'title', messages)}</a>`}</li>`;
  })}</ul>`
}${state === 'in-force' && html`<p>${say(messages, 'public.review.plain')}</p>`}</div>`;
