import { type Messages, text } from '../../model/message.ts';
import { type Content, type Html, html, trusted } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { type FormScope, textField } from './field.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { refusalWords, roleText } from './programme-words.ts';
import type { Invitation } from './sign-in-port.ts';
import type { Typed } from './typed.ts';

/** A form of signing in as it comes again: what was typed (never a password) and the code of the refusal. */
export type Again = { readonly code: string | null; readonly typed: Typed | null };

const scopeOf = (messages: Messages, id: string, { typed }: Again): FormScope => ({ messages, id, typed, faults: {} });

const trouble = (messages: Messages, { code }: Again): Html | false =>
  code !== null &&
  html`<div class="trouble" role="alert" tabindex="-1" autofocus><p><i aria-hidden="true">!</i> ${refusalWords(messages, code, '')}</p></div>`;

const doorPage = (frame: Frame, key: string, body: Content): string =>
  portalPage(frame, {
    title: text(frame.messages, key),
    main: html`<div class="door"><h1>${say(frame.messages, key)}</h1>${body}</div>`,
  });

const form = (to: string, fields: Content, button: Content, more: Content = null): Html =>
  html`<form method="post" action="${to}">${fields}<p class="go"><button>${button}</button>${more}</p></form>`;

/** Password, passkey or the organisation's own sign-in. `joins`: with the way for makers who are not here yet. */
export function signInPage(frame: Frame, again: Again, next: string, joins: boolean): string {
  const { messages } = frame;
  const scope = scopeOf(messages, 'password', again);
  const to = html`<input type="hidden" name="next" value="${next}">`;
  return doorPage(
    frame,
    'portal.signin',
    html`${trouble(messages, again)}${form(
      '/portal/sign-in',
      html`${to}${textField(scope, 'email', { type: 'email', autocomplete: 'username webauthn' })}${textField(scope, 'password', { type: 'password', autocomplete: 'current-password' })}`,
      say(messages, 'portal.signin'),
      html` <a href="/portal/forgot">${say(messages, 'portal.forgot')}</a>`,
    )}
<div class="or"><span>${say(messages, 'portal.or')}</span></div>
<form method="post" action="/portal/sign-in/passkey" class="needs-script">${to}<input type="hidden" name="assertion" data-passkey="get" data-options="/portal/passkey-options?for=sign-in" data-failed="${text(messages, 'portal.passkey.failed')}"><p class="go"><button class="quiet">${say(messages, 'portal.signin.passkey')}</button></p><p role="status"></p><noscript><p class="soft">${say(messages, 'portal.passkey.noscript')}</p></noscript></form>
<details><summary>${say(messages, 'portal.signin.organisation')}</summary>${form('/portal/sign-in/organisation', html`${to}${textField({ ...scope, id: 'organisation' }, 'email', { type: 'email', label: 'workEmail', hint: true })}`, say(messages, 'portal.continue'))}</details>
${joins && html`<p><a href="/portal/join">${say(messages, 'portal.join')}</a></p>`}`,
  );
}

export const codePage = (frame: Frame, again: Again, next: string): string =>
  doorPage(
    frame,
    'portal.code',
    html`<p class="soft">${say(frame.messages, 'portal.code.plain')}</p>${trouble(frame.messages, again)}${form('/portal/sign-in/code', html`<input type="hidden" name="next" value="${next}">${textField(scopeOf(frame.messages, 'code', again), 'code', { autocomplete: 'one-time-code', hint: true })}`, say(frame.messages, 'portal.continue'), backToSignIn(frame.messages))}`,
  );

const backToSignIn = (messages: Messages): Html => html` <a href="/portal/sign-in">${say(messages, 'portal.signin.back')}</a>`;

export const forgotPage = (frame: Frame, isSent: boolean): string =>
  doorPage(
    frame,
    'portal.forgot',
    isSent
      ? html`<p role="status">${say(frame.messages, 'portal.forgot.sent')}</p><p><a href="/portal/sign-in">${say(frame.messages, 'portal.signin')}</a></p>`
      : html`<p class="soft">${say(frame.messages, 'portal.forgot.plain')}</p>${form('/portal/forgot', textField(scopeOf(frame.messages, 'forgot', { code: null, typed: null }), 'email', { type: 'email', autocomplete: 'username' }), say(frame.messages, 'portal.forgot.send'), backToSignIn(frame.messages))}`,
  );

export const resetPage = (frame: Frame, again: Again, token: string): string =>
  doorPage(
    frame,
    'portal.reset',
    html`${trouble(frame.messages, again)}${form('/portal/reset', html`<input type="hidden" name="token" value="${token}">${newPassword(scopeOf(frame.messages, 'reset', again))}`, say(frame.messages, 'portal.save'))}`,
  );

const newPassword = (scope: FormScope): Html =>
  textField(scope, 'password', { type: 'password', autocomplete: 'new-password', label: 'newPassword', hint: true });

/** Who was invited takes it up with a name and a password, or with the password there is. */
export function invitationPage(frame: Frame, again: Again, token: string, invitation: Invitation | null): string {
  const { messages } = frame;
  if (invitation === null)
    return doorPage(
      frame,
      'portal.invitation',
      html`<p class="empty">${say(messages, 'portal.invitation.old')}</p><p><a href="/portal/sign-in">${say(messages, 'portal.signin')}</a></p>`,
    );
  const scope = scopeOf(messages, 'accept', again);
  const isSignedIn = frame.visitor?.email === invitation.email;
  const roles = invitation.roles.map((role) => roleText(messages, role as Parameters<typeof roleText>[1])).join(', ');
  return doorPage(
    frame,
    'portal.invitation',
    html`<p class="lead">${say(messages, 'portal.invitation.plain', { organisation: invitation.organisation, roles })}</p><p class="soft"><bdi>${invitation.email}</bdi></p>${trouble(messages, again)}${form(
      '/portal/invitation',
      html`<input type="hidden" name="token" value="${token}">${isSignedIn ? null : invitation.isKnown ? textField(scope, 'password', { type: 'password', autocomplete: 'current-password' }) : html`${textField(scope, 'name', { autocomplete: 'name', label: 'yourName' })}${invitation.needsPassword && newPassword(scope)}`}`,
      say(messages, 'portal.invitation.accept'),
      invitation.isKnown &&
        !isSignedIn &&
        html` <a href="/portal/sign-in?next=${encodeURIComponent(`/portal/invitation?token=${token}`)}">${say(messages, 'portal.signin')}</a>`,
    )}`,
  );
}

/** What an authenticator reads: drawn as a code, and as text for who cannot scan it. */
export function enrolPage(
  frame: Frame,
  again: Again,
  enrolment: { readonly uri: string; readonly code: string; readonly recovery: readonly string[] } | null,
): string {
  const { messages } = frame;
  const scope = scopeOf(messages, 'enrol', again);
  if (enrolment === null)
    return doorPage(
      frame,
      'portal.enrol',
      html`<p class="soft">${say(messages, 'portal.enrol.plain')}</p>${trouble(messages, again)}${form('/portal/enrol', textField(scope, 'password', { type: 'password', autocomplete: 'current-password', optional: 'silent' }), say(messages, 'portal.continue'))}`,
    );
  const secret = /[?&]secret=([A-Z2-7]+)/.exec(enrolment.uri)?.[1] ?? '';
  return doorPage(
    frame,
    'portal.enrol',
    html`${trouble(messages, again)}<ol class="plain"><li>${say(messages, 'portal.enrol.scan')}<figure class="code" role="img" aria-label="${text(messages, 'portal.enrol.alt')}">${trusted(enrolment.code)}</figure><p class="soft">${say(messages, 'portal.enrol.secret')} <code>${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p></li>
${enrolment.recovery.length > 0 && html`<li>${say(messages, 'portal.enrol.recovery')}<ul class="recovery">${enrolment.recovery.map((each) => html`<li><code>${each}</code></li>`)}</ul></li>`}
<li>${say(messages, 'portal.enrol.confirm')}${form('/portal/enrol/confirm', html`<input type="hidden" name="uri" value="${enrolment.uri}">${enrolment.recovery.map((each) => html`<input type="hidden" name="recovery" value="${each}">`)}${textField(scope, 'code', { autocomplete: 'one-time-code' })}`, say(messages, 'portal.enrol.done'))}</li></ol>`,
  );
}

/** Sends the browser on to another sign-in: a link, because a form may not lead away from here. */
export const goPage = (frame: Frame, address: string): string =>
  doorPage(
    frame,
    'portal.signin.organisation',
    html`<meta http-equiv="refresh" content="0;url=${address}"><p>${say(frame.messages, 'portal.go')}</p><p><a class="button" href="${address}">${say(frame.messages, 'portal.continue')}</a></p>`,
  );
