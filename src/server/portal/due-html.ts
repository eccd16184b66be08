import { epochSeconds } from '../../foundation/epoch-seconds.ts';
import { countText, dateText, type Messages, text } from '../../model/message.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { clockWord } from './programme-words.ts';

const daySeconds = 86_400;

/** How long until a deadline, and its day: overdue and soon are told by sign and word, colour only helps. */
export function dueHtml(messages: Messages, due: string, now: string): Html {
  const left = (epochSeconds(due) ?? 0) - (epochSeconds(now) ?? 0);
  const days = Math.floor(Math.abs(left) / daySeconds);
  const [kind, sign] = left < 0 ? ['overdue', '!'] : left < 3 * daySeconds ? ['soon', '◔'] : ['later', ''];
  const words =
    left < 0
      ? days === 0
        ? say(messages, 'portal.due.justOver')
        : countOf(messages, 'portal.due.overdue', days)
      : days === 0
        ? say(messages, 'portal.due.today')
        : countOf(messages, 'portal.due.in', days);
  return html`<span class="due ${kind}">${sign !== '' && html`<i aria-hidden="true">${sign}</i> `}${words} <small><time datetime="${due}">${dateText(messages, due)}</time></small></span>`;
}

/** Clocks that say how long something holds, or remind of what is done elsewhere: nobody has an act here that stops them, so none is ever overdue. */
const terms: readonly string[] = ['renewal-opens', 'expiry', 'appeal', 'correct-shops'];
export const isTerm = (kind: string): boolean => terms.includes(kind);

/** A clock in words with its day. */
export const clockHtml = (messages: Messages, { kind, due }: { readonly kind: string; readonly due: string }, now: string): Html =>
  isTerm(kind) && (epochSeconds(due) ?? 0) < (epochSeconds(now) ?? 0)
    ? html`${clockWord(messages, kind)}${text(messages, 'punctuation.colon')} <span class="due">${say(messages, 'portal.due.reached')} <small><time datetime="${due}">${dateText(messages, due)}</time></small></span>`
    : html`${clockWord(messages, kind)} ${dueHtml(messages, due, now)}`;

const countOf = (messages: Messages, key: string, count: number): Html => html`${countText(messages, key, count)}`;

/** A day and the hour in UTC. */
export const momentHtml = (messages: Messages, at: string): Html =>
  html`<time datetime="${at}">${dateText(messages, at)}${at.length > 10 && html`, ${at.slice(11, 16)} UTC`}</time>`;
