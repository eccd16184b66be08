import type { Reference } from '../../model/reference.ts';
import { type Html, html } from './html.ts';

/** Sources in a line; a web address becomes a link only if it is http or https (a `javascript:` address never does). */
export function referencesHtml(sources: readonly Reference[]): Html {
  return html`${sources.map((reference) => html` · ${referenceHtml(reference)}`)}`;
}

/** One source, as a link where it has an address on the web. */
export function referenceHtml({ source, clause, url }: Reference): Html {
  const words = html`${source}${clause === undefined ? null : html` ${clause}`}`;
  if (url === undefined || !/^https?:\/\//i.test(url)) return words;
  return html`<a href="${url}" rel="noreferrer noopener">${words}</a>`;
}
