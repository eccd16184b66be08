import { type Messages, text } from '../../model/message.ts';
import { html } from '../html/html.ts';
import type { LabelReview } from './label-review.ts';
import { eventText } from './product-history.ts';
import type { SiteFrame, SiteLabel } from './site-data.ts';
import { inLanguage } from './site-page.ts';

type FeedEntry = { readonly id: string; readonly at: string; readonly title: string; readonly words: string };

/** What happens to a label as an Atom feed (RFC 4287), newest first; that it is under review stands in it as long as it is. `base`: the site's address, with a slash at its end. */
export function productFeed(
  site: SiteFrame,
  { number, claims, events }: SiteLabel,
  review: LabelReview | null,
  base: string,
  messages: Messages,
): string {
  const page = `${base}products/${number}/${inLanguage(messages.language)}`;
  const entries: FeedEntry[] = events.map(({ index, entry }) => ({
    id: `${base}products/${number}/#entry-${index}`,
    at: entry.at,
    title: eventText({ index, entry }, messages),
    words:
      'reason' in entry
        ? `${text(messages, 'site.reason')}${text(messages, 'punctuation.colon')} ${entry.reason}`
        : text(messages, 'site.entry', { index }),
  }));
  if (review !== null)
    entries.push({
      id: `${base}products/${number}/#review-${review.since}`,
      at: review.since,
      title: text(messages, 'public.feed.review'),
      words: [text(messages, 'public.review.plain'), ...review.criteria].join(' '),
    });
  const sorted = entries.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  const training = site.training ? `${text(messages, 'label.training')} · ` : '';
  const feed = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${messages.language}">
<id>${base}products/${number}/</id>
<title>${training}${claims.product.name} · ${number}</title>
<author><name>${site.name}</name></author>
<updated>${sorted[0]?.at ?? claims.issuedAt}</updated>
<link rel="alternate" type="text/html" href="${page}"/>
<link rel="self" type="application/atom+xml" href="${page}feed.xml"/>
${sorted.map(({ id, at, title, words }) => html`<entry><id>${id}</id><title>${title}</title><updated>${at}</updated><link rel="alternate" type="text/html" href="${page}"/><content type="text">${words}</content></entry>\n`)}</feed>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed.source}`;
}
