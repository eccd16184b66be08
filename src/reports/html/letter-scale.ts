import type { PartAssessment } from '../../model/assessment.ts';
import { type Letter, letters, rank } from '../../model/letter.ts';
import { type Messages, text } from '../../model/message.ts';
import { type Html, html } from './html.ts';

/** The seven letters, the one that counts marked by size, weight and frame; with an interval, the letters still possible are outlined. */
export function letterScale(messages: Messages, letter: Letter | null, interval: PartAssessment['interval'] | null): Html {
  const spoken = letter === null ? text(messages, 'report.scale.none') : text(messages, 'report.scale', { letter });
  const cells = letters.toReversed().map((each) => {
    const possible = interval !== null && rank(each) >= rank(interval.atLeast) && rank(each) <= rank(interval.atMost);
    const state = each === letter ? 'here' : possible ? 'possible' : '';
    return html`<span class="${state}">${each}</span>`;
  });
  return html`<div class="scale" role="img" aria-label="${spoken}">${cells}</div>`;
}
