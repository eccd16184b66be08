import type { LabelLetter } from '../../model/label-claims.ts';
import type { Messages } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import type { SiteState } from './site-data.ts';
import { standingHtml } from './standing-html.ts';

/** A label as a line of a list. */
export type ListedLabel = {
  readonly number: string;
  readonly name: string;
  readonly maker: string;
  readonly category: string;
  readonly letter: LabelLetter;
  readonly state: SiteState;
};

/** A label's line as one link to its page. */
export const labelLink = ({ number, name, maker, category, letter, state }: ListedLabel, href: string, messages: Messages): Html =>
  html`<a href="${href}"><span class="tile small ${state}" aria-hidden="true">${letter}</span>
<span class="what"><strong>${name}</strong><span class="soft">${maker} · ${category}</span></span>
<span class="aside"><span class="offscreen">${say(messages, 'site.letter')} ${letter}, </span>${standingHtml(state, messages)}<span class="soft">${number}</span></span></a>`;
