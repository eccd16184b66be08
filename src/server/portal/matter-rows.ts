import type { SeenMatter } from '../../adapters/programme/matters.ts';
import type { Messages } from '../../model/message.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { dueHtml } from './due-html.ts';
import { matterClockWord, matterStateWord, matterText } from './programme-words.ts';

/** Matters as rows: what kind, about which certificate, where it stands, what is due. */
export const matterRows = (messages: Messages, items: readonly SeenMatter[], now: string): Html =>
  html`<ul class="cando">${items.map((item) => matterRow(messages, item, now))}</ul>`;

function matterRow(messages: Messages, { id, kind, state, number, words, clocks }: SeenMatter, now: string): Html {
  const [first] = clocks;
  return html`<li><a href="/portal/matters/${id}"><strong>${matterText(messages, kind)}${number !== null && html` · <code>${number}</code>`}</strong><span><bdi>${beginning(words)}</bdi></span><span>${matterStateWord(messages, state)}${first !== undefined && html` · ${matterClockWord(messages, first.kind)} ${dueHtml(messages, first.due, now)}`}</span></a></li>`;
}

const longest = 90;

/** The first line, cut at a character. */
function beginning(words: string): string {
  const characters = [...(words.trim().split('\n')[0] ?? '')];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}
