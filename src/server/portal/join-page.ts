import { text } from '../../model/message.ts';
import { html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { textField } from './field.ts';
import type { Faults } from './form-reader.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { refusalWords } from './programme-words.ts';
import type { Typed } from './typed.ts';

type JoinView = { readonly typed: Typed; readonly faults: Faults; readonly code: string | null } | 'sent' | null;

/** A maker makes its own organisation. What it says once it is sent does not depend on the address. */
export function joinPage(frame: Frame, view: JoinView): string {
  const { messages } = frame;
  const tried = view === 'sent' ? null : view;
  const scope = { messages, id: 'join', typed: tried?.typed ?? null, faults: tried?.faults ?? {} };
  const trouble =
    tried !== null &&
    html`<div class="trouble" role="alert" tabindex="-1" autofocus><p><i aria-hidden="true">!</i> ${tried.code === null ? say(messages, 'portal.faults') : refusalWords(messages, tried.code, '')}</p></div>`;
  return portalPage(frame, {
    title: text(messages, 'portal.join'),
    main: html`<div class="door"><h1>${say(messages, 'portal.join')}</h1>${
      view === 'sent'
        ? html`<p role="status">${say(messages, 'portal.join.sent')}</p>`
        : html`<p class="soft">${say(messages, 'portal.join.plain')}</p>${trouble}<form method="post" action="/portal/join">${textField(scope, 'name', { label: 'organisationName', autocomplete: 'organization' })}${textField(scope, 'email', { type: 'email', autocomplete: 'email' })}<p class="go"><button>${say(messages, 'portal.forgot.send')}</button></p></form>`
    }<p><a href="/portal/sign-in">${say(messages, 'portal.signin')}</a></p></div>`,
  });
}
