import type { Messages } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import type { PublicScheme } from './criteria-page.ts';
import { decidedHtml } from './decided-html.ts';
import type { LabelBehind } from './label-behind.ts';
import { reviewHtml } from './label-review.ts';
import { productPage } from './product-page.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame, SiteLabel } from './site-data.ts';
import { inLanguage } from './site-page.ts';

export type ServedLabel = LabelBehind & {
  readonly label: SiteLabel;
  /** Of the label, in its vintage; null: the catalogue has it no more. */
  readonly scheme: PublicScheme | null;
};

/** A label's page as a server has it: the exported one, and what only a running programme knows. */
export function servedProductPage(
  site: SiteFrame,
  { label, review, verdicts, scheme, renews, renewedBy }: ServedLabel,
  messages: Messages,
  languages: readonly Messages[],
): string {
  const { root } = servedPlace(`products/${label.number}/`, messages);
  const criteria = new Map(scheme?.criteria.map((criterion) => [criterion.id, criterion]));
  const extras = {
    notice: html`${review !== null && reviewHtml(review, label, criteria, root, messages)}${renewalHtml('public.renewedBy', renewedBy, root, messages)}${renewalHtml('public.renews', renews, root, messages)}`,
    decided: decidedHtml(label, scheme, verdicts, root, messages),
    next: nextHtml(label.number, root, messages),
    report: verdicts.length > 0 && reportLinks(label.number, root, messages),
    feed: 'feed.xml',
  };
  return productPage(site, label, messages, languages, extras);
}

const renewalHtml = (key: string, number: string | null, root: string, messages: Messages): Html | false =>
  number !== null &&
  html`<p class="notice" role="note">${say(messages, key)} <a href="${root}products/${number}/${inLanguage(messages.language)}">${number}</a></p>`;

const reportLinks = (number: string, root: string, messages: Messages): Html =>
  html`<li><a href="${root}products/${number}/report/${inLanguage(messages.language)}">${say(messages, 'public.labelReport.page')}</a></li>
<li><a href="${root}products/${number}/report.json" download>${say(messages, 'public.labelReport.json')}</a></li>`;

function nextHtml(number: string, root: string, messages: Messages): Html {
  const folder = inLanguage(messages.language);
  return html`<section><h2>${say(messages, 'public.next')}</h2><p class="choices">
<a class="button quiet" href="feed.xml">${say(messages, 'public.next.follow')}</a>
<a class="button quiet" href="${root}compare/${folder}?n=${number}">${say(messages, 'public.next.compare')}</a>
<a class="button quiet" href="${root}report-a-problem/${folder}?number=${number}">${say(messages, 'public.next.report')}</a></p>
<p class="soft">${say(messages, 'public.next.follow.plain')}</p></section>`;
}
