import type { LabelClaims, LabelLetter } from '../../model/label-claims.ts';
import { dateText, type Messages } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';

/** What an owner has to do: set-up, updates, end of life. `now`: RFC 3339 instant. */
export const ownerDuties = (
  letter: LabelLetter,
  { updatesUntil }: Pick<LabelClaims, 'updatesUntil'>,
  now: string,
  messages: Messages,
): Html =>
  html`<dl><dt>${say(messages, 'site.owner.setup')}</dt><dd>${say(messages, `letter.${letter}.owner`)}</dd>
<dt>${say(messages, 'site.owner.updates')}</dt><dd>${updateWords(updatesUntil, now, messages)} ${say(messages, 'owner.version')}</dd>
<dt>${say(messages, 'site.owner.end')}</dt><dd>${say(messages, 'site.owner.end.plain')}</dd></dl>`;

function updateWords(until: string | null, now: string, messages: Messages): Html {
  if (until === null) return say(messages, 'owner.updates.unstated');
  return say(messages, until < now.slice(0, 10) ? 'owner.updates.over' : 'owner.updates.until', { date: dateText(messages, until) });
}
