import { dateText, type Messages, text, type Values } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import type { SiteEvent } from './site-data.ts';

/** What happened to a label, newest first, in plain words with the day and the place in the log. */
export const productHistory = (events: readonly SiteEvent[], messages: Messages): Html =>
  html`<ol class="history">${events.toReversed().map(
    ({ index, entry }) => html`<li><time datetime="${entry.at}">${dateText(messages, entry.at)}</time>
<div><p>${eventWords({ index, entry }, messages)}</p>${'reason' in entry && html`<p class="soft">${say(messages, 'site.reason')}${text(messages, 'punctuation.colon')} <q>${entry.reason}</q></p>`}
<p class="soft">${say(messages, 'site.entry', { index })}</p></div></li>`,
  )}</ol>`;

const eventWords = (event: SiteEvent, messages: Messages): Html => say(messages, ...eventKey(event));

/** The same as plain text. */
export const eventText = (event: SiteEvent, messages: Messages): string => text(messages, ...eventKey(event));

function eventKey({ entry }: SiteEvent): [string, Values?] {
  switch (entry.event) {
    case 'issued':
      return ['site.event.issued', { letter: entry.claims.letter }];
    case 'reduced':
      return ['site.event.reduced', { letter: entry.claims.letter }];
    case 'version-added':
      return [entry.security ? 'site.event.version-added.security' : 'site.event.version-added', { version: entry.version }];
    default:
      return [`site.event.${entry.event}`];
  }
}
