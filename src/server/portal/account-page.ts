import type { Organisation } from '../../adapters/programme/desk.ts';
import { text } from '../../model/message.ts';
import { html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { momentHtml } from './due-html.ts';
import { choiceField, textField } from './field.ts';
import { type Frame, portalPage } from './portal-page.ts';
import type { Session, Visitor } from './sign-in-port.ts';

export type AccountView = {
  readonly frame: Frame;
  readonly visitor: Visitor;
  readonly sessions: readonly Session[];
  readonly organisations: readonly Organisation[];
};

/** One's own: second factor, passkeys, sessions, and the ties that keep one off a case. */
export function accountPage({ frame, visitor, sessions, organisations }: AccountView): string {
  const { messages } = frame;
  const scope = { messages, id: 'account', typed: null, faults: {} };
  const foreign = organisations.filter(({ id }) => !visitor.memberships.some(({ organisation }) => organisation === id));
  return portalPage(frame, {
    title: text(messages, 'portal.nav.account'),
    main: html`<div class="head"><h1><bdi>${visitor.name}</bdi></h1><p class="lead"><bdi>${visitor.email}</bdi></p></div>
<section class="card"><h2>${say(messages, 'portal.factor')}</h2><p>${say(messages, visitor.secondFactor ? 'portal.factor.on' : 'portal.factor.off')}</p><p><a class="button${visitor.secondFactor && ' quiet'}" href="/portal/enrol">${say(messages, visitor.secondFactor ? 'portal.factor.anew' : 'portal.enrol')}</a></p></section>
<section class="card"><h2>${say(messages, 'portal.reset')}</h2><form method="post" action="/portal/account/password">${textField(scope, 'current', { type: 'password', autocomplete: 'current-password', label: 'password' })}${textField(scope, 'password', { type: 'password', autocomplete: 'new-password', label: 'newPassword', hint: true })}<p class="go"><button class="quiet">${say(messages, 'portal.save')}</button></p></form></section>
<section class="card"><h2>${say(messages, 'portal.passkeys')}</h2><p class="soft">${say(messages, 'portal.passkeys.plain')}</p>
${visitor.passkeys.length > 0 && html`<ul class="lines">${visitor.passkeys.map(({ id, name, at }) => html`<li><span><strong><bdi>${name}</bdi></strong> <small>${momentHtml(messages, at)}</small></span><form method="post" action="/portal/account/passkey-remove"><button class="quiet" name="id" value="${id}">${say(messages, 'portal.remove')}<span class="offscreen"> ${name}</span></button></form></li>`)}</ul>`}
<form method="post" action="/portal/account/passkey">${textField(scope, 'passkeyName', { hint: true })}<input type="hidden" name="attestation" data-passkey="create" data-options="/portal/passkey-options?for=enrol" data-failed="${text(messages, 'portal.passkey.failed')}"><p class="go"><button>${say(messages, 'portal.passkeys.add')}</button></p><p role="status"></p><noscript><p class="soft">${say(messages, 'portal.passkey.noscript')}</p></noscript></form></section>
<section class="card"><h2>${say(messages, 'portal.ties')}</h2><p class="soft">${say(messages, 'portal.ties.plain')}</p>${
      foreign.length === 0
        ? html`<p class="empty">${say(messages, 'portal.ties.none')}</p>`
        : html`<form method="post" action="/portal/account/ties">${choiceField(
            scope,
            'ties',
            foreign.map(({ id, name }) => ({ value: id, label: html`<bdi>${name}</bdi>` })),
            { many: true, optional: true, chosen: visitor.ties },
          )}<p class="go"><button class="quiet">${say(messages, 'portal.save')}</button></p></form>`
    }</section>
<section class="card"><h2>${say(messages, 'portal.sessions')}</h2><ul class="lines">${sessions.map(({ id, device, at, current }) => html`<li><span><strong><bdi>${device}</bdi></strong>${current && html` <span class="chip">${say(messages, 'portal.sessions.this')}</span>`} <small>${momentHtml(messages, at)}</small></span>${!current && html`<form method="post" action="/portal/account/session-end"><button class="quiet" name="id" value="${id}">${say(messages, 'portal.sessions.end')}<span class="offscreen"> ${device}</span></button></form>`}</li>`)}</ul></section>`,
  });
}
