import { placeSteps } from '../place-steps.ts';
import type { ReportView } from '../report-view.ts';
import { type Content, type Html, html } from './html.ts';
import { say } from './phrase-html.ts';

/** A place as a trail from the evidence to the file and the line; long names may break after every step and slash. */
export function placeHtml({ messages }: ReportView, at: string): Html {
  const { evidence, inside, line } = placeSteps(at);
  const steps = [evidence, ...inside].map(
    (step, index) => html`${index > 0 ? html`<i aria-hidden="true"> › </i>` : null}<bdi>${breakable(step)}</bdi>`,
  );
  return html`<code class="place">${steps}${line === null ? null : html` <b>${say(messages, 'report.line', { line })}</b>`}</code>`;
}

function breakable(step: string): Content {
  return step.split('/').map((piece, index) => html`${index > 0 ? html`/<wbr>` : null}${piece}`);
}
