import { dateText, type Messages } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import type { SiteLabel } from './site-data.ts';

/** What an owner has to do: set-up, updates, end of life. `now`: RFC 3339 instant. */
export const ownerDuties = (
  { letter, claims, state }: Pick<SiteLabel, 'letter' | 'claims' | 'state'>,
  now: string,
  messages: Messages,
): Html =>
  html`<dl><dt>${say(messages, 'site.owner.setup')}</dt><dd>${say(messages, `letter.${letter}.owner`)}</dd>
<dt>${say(messages, 'site.owner.updates')}</dt><dd>${updateWords(claims.updatesUntil, now, messages)} ${say(messages, state === 'in-force' ? 'owner.version' : 'owner.version.void')}</dd>
<dt>${say(messages, 'site.owner.end')}</dt><dd>${say(messages, 'site.owner.end.plain')}</dd></dl>`;

function updateWords(until: string | null, now: string, messages: Messages): Html {
  if (until === null) return say(messages, 'owner.updates.unstated');
  return say(messages, until < now.slice(0, 10) ? 'owner.updates.over' : 'owner.updates.until', { date: dateText(messages, until) });
}
