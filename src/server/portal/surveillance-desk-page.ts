import type { CaseSummary } from '../../adapters/programme/desk.ts';
import type { SeenMatter } from '../../adapters/programme/matters.ts';
import { text } from '../../model/message.ts';
import { html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { caseRows } from './case-rows.ts';
import { matterRows } from './matter-rows.ts';
import { type Frame, portalPage } from './portal-page.ts';

export type SurveillanceDeskView = {
  readonly frame: Frame;
  /** Certificates with something due for this seat, and the rest that stand. */
  readonly waiting: readonly CaseSummary[];
  readonly standing: readonly CaseSummary[];
  /** Those in which the body has something to do. */
  readonly matters: readonly SeenMatter[];
};

/** The desk of whoever looks after certificates: what has a clock, what stands, and the complaints and appeals beside it. */
export function surveillanceDeskPage({ frame, waiting, standing, matters }: SurveillanceDeskView): string {
  const { messages, now } = frame;
  const sorted = waiting.toSorted((a, b) => ((a.due?.due ?? '9999') < (b.due?.due ?? '9999') ? -1 : 1));
  const rest = standing.filter(({ id }) => !waiting.some((each) => each.id === id));
  return portalPage(frame, {
    title: text(messages, 'portal.nav.surveillance'),
    main: html`<div class="head"><h1>${say(messages, 'portal.nav.surveillance')}</h1><p class="lead">${say(messages, 'portal.desk.plain')}</p>${frame.hat?.role === 'surveillance-officer' && html`<p><a href="/portal/surveillance/tools">${say(messages, 'portal.tools.title')}</a></p>`}</div>
<section><h2>${say(messages, 'portal.desk.waiting')}</h2>${sorted.length === 0 ? html`<p class="empty">${say(messages, 'portal.desk.none')}</p>` : caseRows(messages, sorted, now)}</section>
<section><h2>${say(messages, 'portal.desk.matters')}</h2>${matters.length === 0 ? html`<p class="empty">${say(messages, 'portal.desk.nomatters')}</p>` : matterRows(messages, soonest(matters), now)}</section>
<section><h2>${say(messages, 'portal.desk.standing')}</h2>${rest.length === 0 ? html`<p class="empty">${say(messages, 'portal.desk.nostanding')}</p>` : caseRows(messages, rest, now)}</section>`,
  });
}

const soonest = (matters: readonly SeenMatter[]): readonly SeenMatter[] =>
  matters.toSorted((a, b) => ((a.clocks[0]?.due ?? '9999') < (b.clocks[0]?.due ?? '9999') ? -1 : 1));
