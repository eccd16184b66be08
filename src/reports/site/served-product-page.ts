import type { Messages } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import type { PublicScheme } from './criteria-page.ts';
import { type Decisive, decidedHtml } from './label-decided.ts';
import { type LabelReview, reviewHtml } from './label-review.ts';
import { productPage } from './product-page.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame, SiteLabel } from './site-data.ts';
import { inLanguage } from './site-page.ts';

export type ServedLabel = {
  readonly label: SiteLabel;
  readonly review: LabelReview | null;
  readonly decisive: readonly Decisive[];
  /** Of the label, as the catalogue has it; null: it is not in there any more. */
  readonly scheme: PublicScheme | null;
};

/** A label's page as a server has it: the exported one, and what only a running programme knows. */
export function servedProductPage(
  site: SiteFrame,
  { label, review, decisive, scheme }: ServedLabel,
  messages: Messages,
  languages: readonly Messages[],
): string {
  const { root } = servedPlace(`products/${label.number}/`, messages);
  const criteria = new Map(scheme?.criteria.map((criterion) => [criterion.id, criterion]));
  const extras = {
    notice: review !== null && reviewHtml(review, label, criteria, root, messages),
    decided: decidedHtml(label, scheme, decisive, root, messages),
    next: nextHtml(label.number, root, messages),
    feed: 'feed.xml',
  };
  return productPage(site, label, messages, languages, extras);
}

function nextHtml(number: string, root: string, messages: Messages): Html {
  const folder = inLanguage(messages.language);
  return html`<section><h2>${say(messages, 'public.next')}</h2><p class="choices">
<a class="button quiet" href="feed.xml">${say(messages, 'public.next.follow')}</a>
<a class="button quiet" href="${root}compare/${folder}?n=${number}">${say(messages, 'public.next.compare')}</a>
<a class="button quiet" href="${root}report-a-problem/${folder}?number=${number}">${say(messages, 'public.next.report')}</a></p>
<p class="soft">${say(messages, 'public.next.follow.plain')}</p></section>`;
}
