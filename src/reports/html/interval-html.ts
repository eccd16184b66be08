import type { GradeInterval } from '../../model/letter.ts';
import type { Messages } from '../../model/message.ts';
import { type Html, html } from './html.ts';
import { say } from './phrase-html.ts';

/** How far the grade is settled, in words. */
export function intervalHtml(messages: Messages, { atLeast, atMost, bound }: GradeInterval): Html {
  const settled = atLeast === atMost;
  return html`<strong>${say(messages, settled ? 'interval.settled' : 'interval.range', { letter: atLeast, atLeast, atMost })}</strong>
<p>${say(messages, settled ? 'interval.settled.plain' : 'interval.range.plain', { atLeast, atMost })}${bound === 'outer' ? html` ${say(messages, 'interval.outer')}` : null}</p>`;
}
