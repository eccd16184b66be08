import type { CaseSummary } from '../../adapters/programme/desk.ts';
import { type Messages, text } from '../../model/message.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { dueHtml } from './due-html.ts';
import { clockWord, stateWord } from './programme-words.ts';

/** Cases as rows: what, whose, where it stands, what is due. */
export const caseRows = (messages: Messages, items: readonly CaseSummary[], now: string): Html =>
  html`<ul class="labels cases">${items.map((item) => caseRow(messages, item, now))}</ul>`;

function caseRow(messages: Messages, { id, product, applicant, state, letter, number, due, category }: CaseSummary, now: string): Html {
  return html`<li><a href="/portal/cases/${id}"><span class="tile small${letter === null && ' none'}" aria-hidden="true">${letter ?? '·'}</span>
<span class="what"><strong><bdi>${product ?? text(messages, 'portal.case', { id })}</bdi></strong><span class="soft">${applicant !== null && html`<bdi>${applicant.name}</bdi> · `}${category !== null && html`<bdi>${category}</bdi> · `}<code>${number ?? id}</code></span></span>
<span class="aside"><span class="state ${state}">${stateWord(messages, state)}</span>${due !== null && html`<span>${clockWord(messages, due.kind)} ${dueHtml(messages, due.due, now)}</span>`}</span></a></li>`;
}
