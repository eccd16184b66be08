import { type Matter, type MatterDecision, matterStates } from '../../model/matter.ts';
import { dateText, type Messages, text } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame } from './site-data.ts';
import { inLanguage, sitePage } from './site-page.ts';

/** What is due, as the page says it; `kind`: of `public.matter.due.<kind>`. */
export type MatterDue = { readonly kind: string; readonly due: string };

/** What became of a matter, for whoever has its address. Nothing of the reporter's name stands here: an address may be passed on. */
export function matterPage(
  site: SiteFrame,
  { id, report, state, lodgedAt, decision, appeal }: Matter,
  dues: readonly MatterDue[],
  messages: Messages,
  languages: readonly Messages[],
): string {
  const place = servedPlace(`report-a-problem/${id}/`, messages);
  const title = text(messages, 'public.matter');
  const reached = matterStates.indexOf(state);
  const main = html`
<header class="head"><h1>${title}</h1><p class="lead">${say(messages, `public.matter.${report.kind}`)}${report.number !== null && html` · <a href="${place.root}products/${report.number}/${inLanguage(messages.language)}">${report.number}</a>`}</p></header>
${state === 'lodged' && html`<p class="notice" role="status">${say(messages, 'public.matter.thanks')}</p>`}
<section class="card"><ol class="steps">${matterStates.map(
    (each, at) =>
      html`<li class="${at < reached ? 'done' : at === reached ? 'now' : 'later'}"${at === reached && html` aria-current="step"`}>${say(messages, `public.matter.state.${each}`)}</li>`,
  )}</ol>
<dl><dt>${say(messages, 'public.matter.lodged')}</dt><dd>${dateText(messages, lodgedAt)}</dd>${dues.map(({ kind, due }) => html`<dt>${say(messages, `public.matter.due.${kind}`)}</dt><dd>${dateText(messages, due)}</dd>`)}</dl></section>
${decision !== null && decisionHtml('public.matter.decision', decision, messages)}
${decision !== null && appeal === null && dues.some(({ kind, due }) => kind === 'appeal' && site.now <= due) && appealForm(messages)}
${appeal !== null && html`<section><h2>${say(messages, 'public.matter.appeal')}</h2><p>${dateText(messages, appeal.at)}</p><blockquote>${appeal.reasons}</blockquote></section>`}
${appeal !== null && appeal.decision !== null && decisionHtml('public.matter.appealDecision', appeal.decision, messages)}
<section><h2>${say(messages, 'public.matter.words')}</h2><blockquote>${report.words}</blockquote></section>
<p class="soft">${say(messages, 'public.matter.keep')}</p>`;
  return sitePage(site, { title, place, main, here: 'report' }, messages, languages);
}

const appealForm = (messages: Messages): Html =>
  html`<form class="card stack" method="post" action="./"><div><label for="reasons">${say(messages, 'public.matter.appeal')}</label><p class="soft hint" id="reasons-hint">${say(messages, 'public.matter.appeal.plain')}</p><textarea id="reasons" name="reasons" rows="5" required aria-describedby="reasons-hint"></textarea></div><p><button type="submit">${say(messages, 'public.matter.appeal.send')}</button></p></form>`;

const decisionHtml = (key: string, { outcome, reasons, at }: MatterDecision, messages: Messages): Html =>
  html`<section class="card"><h2>${say(messages, key)}</h2><p><strong>${say(messages, `public.outcome.${outcome}`)}</strong> · ${dateText(messages, at)}</p><blockquote>${reasons}</blockquote></section>`;
