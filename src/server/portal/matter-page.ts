import type { SeenDecision, SeenMatter } from '../../adapters/programme/matters.ts';
import { matterOutcomes } from '../../model/matter.ts';
import { type Messages, text } from '../../model/message.ts';
import type { MatterActName } from '../../programme/matter-duties.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import type { Tried } from './case-view.ts';
import { dueHtml, momentHtml } from './due-html.ts';
import { areaField, choiceField, type FormScope } from './field.ts';
import { matterTrouble } from './matters-page.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { matterActWord, matterClockWord, matterStateWord, matterText, outcomeWord } from './programme-words.ts';

export type MatterView = { readonly frame: Frame; readonly matter: SeenMatter; readonly tried: Tried | null };

/** What was brought before the body, its clock, what became of it, and what this seat may do about it. */
export function matterPage({ frame, matter, tried }: MatterView): string {
  const { messages } = frame;
  const { kind, number, words, decision, appeal } = matter;
  const title = `${matterText(messages, kind)}${number === null ? '' : ` · ${number}`}`;
  return portalPage(frame, {
    title,
    main: html`<div class="head"><p><a href="/portal/matters">${say(messages, 'portal.nav.matters')}</a></p><h1>${title}</h1><p class="lead">${matterStateWord(messages, matter.state)}</p></div>
<section class="card">${facts(frame, matter)}</section>
<section><h2>${say(messages, 'portal.matter.words')}</h2><blockquote>${words}</blockquote></section>
${decision !== null && decisionHtml(messages, 'portal.matter.decision', decision)}
${appeal !== null && html`<section><h2>${say(messages, 'portal.matter.against')}</h2><p class="soft">${momentHtml(messages, appeal.at)}</p><blockquote>${appeal.reasons}</blockquote></section>`}
${appeal !== null && appeal.decision !== null && decisionHtml(messages, 'portal.matter.appealDecision', appeal.decision)}
${matter.allowed.map((name) => actHtml(frame, matter, name, tried))}
${tried !== null && !matter.allowed.some((name) => name === tried.action) && matterTrouble(frame, tried)}`,
  });
}

function facts({ messages, now }: Frame, { case: of, lodgedAt, reporter, clocks }: SeenMatter): Html {
  return html`<dl>${clocks.map(({ kind, due }) => html`<dt>${matterClockWord(messages, kind)}</dt><dd>${dueHtml(messages, due, now)}</dd>`)}
<dt>${say(messages, 'public.matter.lodged')}</dt><dd>${momentHtml(messages, lodgedAt)}</dd>
${of !== null && html`<dt>${say(messages, 'portal.matter.case')}</dt><dd><a href="/portal/cases/${of}"><code>${of}</code></a></dd>`}
${
  reporter !== null &&
  html`<dt>${say(messages, 'portal.matter.reporter')}</dt><dd>${reporter.name === null && reporter.email === null ? say(messages, 'portal.matter.nameless') : html`<bdi>${reporter.name ?? ''}</bdi> <bdi>${reporter.email ?? ''}</bdi>`} <small>(${reporter.language})</small></dd>`
}</dl>`;
}

const decisionHtml = (messages: Messages, key: string, { outcome, reasons, at }: SeenDecision): Html =>
  html`<section class="card"><h2>${say(messages, key)}</h2><p><strong>${outcomeWord(messages, outcome)}</strong> · ${momentHtml(messages, at)}</p><blockquote>${reasons}</blockquote></section>`;

function actHtml(frame: Frame, { id }: SeenMatter, name: MatterActName, tried: Tried | null): Html {
  const { messages } = frame;
  const mine = tried !== null && tried.action === name ? tried : null;
  const scope: FormScope = { messages, id: name, typed: mine?.typed ?? null, faults: mine?.faults ?? {} };
  const decides = name === 'decide' || name === 'decide-appeal';
  const outcomes = matterOutcomes.map((value) => ({ value, label: text(messages, `portal.outcome.${value}`) }));
  return html`<section class="card act"><h2>${matterActWord(messages, name)}</h2>${mine !== null && matterTrouble(frame, mine)}<p class="soft">${say(messages, `portal.matter.act.${name}.plain`)}</p>
<form method="post" action="/portal/matters/${id}/${name}">${decides && choiceField(scope, 'outcome', outcomes)}${(decides || name === 'appeal') && areaField(scope, 'reasons', { rows: 6 })}
<p class="go"><button>${matterActWord(messages, name)}</button></p></form></section>`;
}
