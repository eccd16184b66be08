import type { CaseSummary } from '../../adapters/programme/desk.ts';
import type { CaseState } from '../../model/case.ts';
import { type Messages, text } from '../../model/message.ts';
import type { Role } from '../../model/organisation.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { clockHtml } from './due-html.ts';
import { stateWord } from './programme-words.ts';
import { turnOf } from './turn-of.ts';

/** Cases as rows: what, whose, where it stands, what is due; and, for the `role` whose turn it is, what to do next. */
export const caseRows = (messages: Messages, items: readonly CaseSummary[], now: string, role?: Role): Html =>
  html`<ul class="labels cases">${items.map((item) => caseRow(messages, item, now, role))}</ul>`;

const overStates: readonly CaseState[] = ['suspended', 'withdrawn', 'terminated', 'lapsed', 'expired', 'renewed'];

/** A letter is filled where a certificate stands, outlined where it is only computed, dashed where it does not hold. */
const tileOf = ({ letter, number, state }: CaseSummary): string =>
  letter === null ? ' none' : number === null ? ' computed' : overStates.includes(state) ? ' over' : '';

function caseRow(messages: Messages, item: CaseSummary, now: string, role: Role | undefined): Html {
  const { id, product, applicant, state, letter, number, due, category } = item;
  return html`<li><a href="/portal/cases/${id}"><span class="tile small${tileOf(item)}" aria-hidden="true">${letter ?? '–'}</span>
<span class="what"><strong><bdi>${product ?? text(messages, 'portal.case', { id })}</bdi></strong>${role !== undefined && turnOf[state] === role && html`<span class="next">${say(messages, `portal.next.${state}`)}</span>`}<span class="soft">${applicant !== null && html`<bdi>${applicant.name}</bdi> · `}${category !== null && html`<bdi>${category}</bdi> · `}<code>${number ?? id}</code></span></span>
<span class="aside"><span class="state ${state}">${stateWord(messages, state)}</span>${due !== null && html`<span class="soft">${clockHtml(messages, due, now)}</span>`}</span></a></li>`;
}
