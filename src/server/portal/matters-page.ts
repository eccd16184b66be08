import type { Page } from '../../adapters/programme/desk.ts';
import type { SeenMatter } from '../../adapters/programme/matters.ts';
import { matterKinds } from '../../model/matter.ts';
import { text } from '../../model/message.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import type { Tried } from './case-view.ts';
import { areaField, type FormScope, selectField, textField } from './field.ts';
import { matterRows } from './matter-rows.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { matterText, refusalWords } from './programme-words.ts';

export type MattersView = {
  readonly frame: Frame;
  readonly page: Page<SeenMatter>;
  readonly cursor: string;
  /** Number or case that a page led here from. */
  readonly about: string;
  readonly tried: Tried | null;
};

/** Complaints, appeals and reports that the seat's organisation lodged or handles, and the form that lodges one. */
export function mattersPage({ frame, page, cursor, about, tried }: MattersView): string {
  const { messages, now } = frame;
  const scope: FormScope = { messages, id: 'lodge', typed: tried?.typed ?? null, faults: tried?.faults ?? {} };
  return portalPage(frame, {
    title: text(messages, 'portal.nav.matters'),
    main: html`<div class="head"><h1>${say(messages, 'portal.nav.matters')}</h1><p class="lead">${say(messages, 'portal.matters.plain')}</p></div>
<section>${page.items.length === 0 ? html`<p class="empty">${say(messages, 'portal.desk.nomatters')}</p>` : matterRows(messages, page.items, now)}
<nav class="pages" aria-label="${text(messages, 'portal.pages')}"><ul>${cursor !== '' && html`<li><a href="/portal/matters">${say(messages, 'portal.pages.first')}</a></li>`}${page.next !== null && html`<li><a href="/portal/matters?cursor=${encodeURIComponent(page.next)}" rel="next">${say(messages, 'portal.pages.next')}</a></li>`}</ul></nav></section>
<section><details class="card act"${(tried !== null || about !== '') && html` open`}><summary>${say(messages, 'portal.matters.new')}</summary>
${tried !== null && matterTrouble(frame, tried)}
<form method="post" action="/portal/matters">${selectField(
      scope,
      'kind',
      matterKinds.map((kind) => ({ value: kind, label: matterText(messages, kind) })),
      { label: 'matterKind' },
    )}
${textField(scope, 'about', { optional: true, hint: true, value: about })}${areaField(scope, 'words', { rows: 8 })}
<p class="soft">${say(messages, 'portal.matters.seen')}</p><p class="go"><button>${say(messages, 'portal.matters.send')}</button></p></form></details></section>`,
  });
}

/** Why it did not come about. */
export function matterTrouble({ messages }: Frame, { refusal, faults }: Tried): Html {
  return html`<div class="trouble" role="alert" tabindex="-1" autofocus><p><strong><i aria-hidden="true">!</i> ${say(messages, 'portal.notDone')}</strong></p>
${refusal !== null && html`<p>${refusalWords(messages, refusal.code, refusal.detail)}</p>`}${refusal === null && Object.keys(faults).length > 0 && html`<p>${say(messages, 'portal.faults')}</p>`}</div>`;
}
