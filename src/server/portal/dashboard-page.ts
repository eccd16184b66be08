import type { CaseSummary } from '../../adapters/programme/desk.ts';
import { countText, text } from '../../model/message.ts';
import { html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { caseRows } from './case-rows.ts';
import { type Frame, type Hat, portalPage } from './portal-page.ts';
import { roleText } from './programme-words.ts';

export type DashboardView = {
  readonly frame: Frame;
  readonly waiting: readonly CaseSummary[];
  /** How much waits in the visitor's other roles. */
  readonly elsewhere: readonly (Hat & { readonly name: string; readonly count: number })[];
};

/** What waits for whoever looks, soonest first; what has no deadline comes last. */
export function dashboardPage({ frame, waiting, elsewhere }: DashboardView): string {
  const { messages, hat, now } = frame;
  const key = ({ due }: CaseSummary): string => due?.due ?? '9999';
  const sorted = waiting.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const others = elsewhere.filter(({ count }) => count > 0);
  const withheld = frame.visitor?.withheld ?? [];
  const empty =
    hat === null
      ? 'portal.work.nohat'
      : hat.role === 'administrator'
        ? 'portal.work.administrator'
        : hat.role === 'applicant'
          ? 'portal.work.start'
          : 'portal.work.none';
  return portalPage(frame, {
    title: text(messages, 'portal.nav.work'),
    main: html`<div class="head"><h1>${say(messages, 'portal.work')}</h1>${hat !== null && html`<p class="lead">${say(messages, `portal.work.as.${hat.role}`)}</p>`}</div>
${hat?.role === 'applicant' && html`<p><a class="button" href="/portal/cases/new">${say(messages, 'portal.new')}</a></p>`}
${withheld.length > 0 && html`<div class="notice"><p>${say(messages, 'portal.work.withheld', { organisations: withheld.map(({ name }) => name).join(', ') })}</p><p><a class="button" href="${frame.visitor?.secondFactor === true ? '/portal/sign-in' : '/portal/enrol'}">${say(messages, frame.visitor?.secondFactor === true ? 'portal.signin' : 'portal.enrol')}</a></p></div>`}
<section>${sorted.length === 0 ? html`<div class="empty"><p>${say(messages, empty)}</p>${hat?.role === 'administrator' && html`<p><a href="/portal/organisation">${say(messages, 'portal.nav.organisation')}</a></p>`}</div>` : caseRows(messages, sorted, now, hat?.role)}</section>
${others.length > 0 && html`<section><h2>${say(messages, 'portal.work.elsewhere')}</h2><form method="post" action="/portal/hat"><ul class="cando">${others.map(({ organisation, role, name, count }) => html`<li><button class="rowbutton" name="hat" value="${organisation} ${role}"><strong>${roleText(messages, role)} · <bdi>${name}</bdi></strong><span>${countText(messages, 'portal.waits', count)}</span></button></li>`)}</ul></form></section>`}`,
  });
}
