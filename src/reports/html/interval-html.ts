import type { GradeInterval } from '../../model/letter.ts';
import type { Messages } from '../../model/message.ts';
import { type Html, html } from './html.ts';
import { say } from './phrase-html.ts';

/** How far the grade is settled, in words; `rated`: there is a letter, which is then the lower end. */
export function intervalHtml(messages: Messages, { atLeast, atMost, bound }: GradeInterval, rated: boolean): Html {
  const key = atLeast === atMost ? 'interval.settled' : rated ? 'interval.range' : 'interval.unrated';
  const values = { letter: atLeast, atLeast, atMost };
  return html`<strong>${say(messages, key, values)}</strong>
<p>${say(messages, `${key}.plain`, values)}${bound === 'outer' ? html` ${say(messages, 'interval.outer')}` : null}</p>`;
}
