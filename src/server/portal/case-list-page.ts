import type { CaseSummary, Page } from '../../adapters/programme/desk.ts';
import { caseStates } from '../../model/case.ts';
import { text } from '../../model/message.ts';
import { html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { caseRows } from './case-rows.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { stateWord } from './programme-words.ts';

export type CaseListView = {
  readonly frame: Frame;
  readonly page: Page<CaseSummary>;
  readonly query: { readonly text: string; readonly state: string; readonly mine: boolean; readonly cursor: string };
};

/** Every case that the seat may see: searched, filtered, page by page. */
export function caseListPage({ frame, page, query }: CaseListView): string {
  const { messages, hat, now } = frame;
  const isFiltered = query.text !== '' || query.state !== '' || query.mine;
  const given = { text: query.text, state: query.state, mine: query.mine ? 'yes' : '' };
  const to = (cursor: string): string =>
    `/portal/cases?${new URLSearchParams(Object.entries({ ...given, cursor }).filter(([, value]) => value !== '')).toString()}`;
  return portalPage(frame, {
    title: text(messages, 'portal.nav.cases'),
    main: html`<div class="head"><h1>${say(messages, 'portal.nav.cases')}</h1></div>
${hat?.role === 'applicant' && html`<p><a class="button" href="/portal/cases/new">${say(messages, 'portal.new')}</a></p>`}
<form class="search" method="get" action="/portal/cases" role="search"><div class="field"><label for="text">${say(messages, 'portal.search')}</label><input id="text" name="text" type="search" value="${query.text}"></div>
<div class="field"><label for="state">${say(messages, 'portal.filter.state')}</label><select id="state" name="state"><option value="">${text(messages, 'portal.filter.all')}</option>${caseStates.map((state) => html`<option value="${state}"${state === query.state && html` selected`}>${stateWord(messages, state)}</option>`)}</select></div>
<label class="choice" for="mine"><input type="checkbox" id="mine" name="mine" value="yes"${query.mine && html` checked`}><span>${say(messages, 'portal.filter.mine')}</span></label><button>${say(messages, 'portal.search.go')}</button></form>
${page.items.length === 0 ? html`<div class="empty"><p>${say(messages, isFiltered ? 'portal.cases.nomatch' : 'portal.cases.none')}</p>${isFiltered && html`<p><a href="/portal/cases">${say(messages, 'portal.cases.clear')}</a></p>`}</div>` : caseRows(messages, page.items, now)}
<nav class="pages" aria-label="${text(messages, 'portal.pages')}"><ul>${query.cursor !== '' && html`<li><a href="${to('')}">${say(messages, 'portal.pages.first')}</a></li>`}${page.next !== null && html`<li><a href="${to(page.next)}" rel="next">${say(messages, 'portal.pages.next')}</a></li>`}</ul></nav>`,
  });
}
