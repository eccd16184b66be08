import type { Organisation } from '../../adapters/programme/desk.ts';
import { dateText } from '../../model/message.ts';
import { type Role, rolesOf } from '../../model/organisation.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import type { Tried } from './case-view.ts';
import { choiceField, type FormScope, selectField, textField } from './field.ts';
import type { OrganisationRecord } from './organisation-port.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { refusalWords, roleWord } from './programme-words.ts';

export type OrganisationView = {
  readonly frame: Frame;
  readonly organisation: Organisation;
  /** Null for who is no administrator: the page then only says what the organisation is. */
  readonly record: OrganisationRecord | null;
  readonly tried: Tried | null;
  /** A token's secret, shown once. */
  readonly secret: string | null;
};

/** An organisation: what it is, and for its administrator its members, roles, invitations, tokens and own sign-in. */
export function organisationPage(view: OrganisationView): string {
  const { frame, organisation, record, secret } = view;
  const { messages } = frame;
  return portalPage(frame, {
    title: organisation.name,
    main: html`<div class="head"><p class="soft">${say(messages, `portal.kind.${organisation.kind}`)}</p><h1><bdi>${organisation.name}</bdi></h1></div>
${organisation.kind === 'laboratory' && authorisation(view)}
${secret !== null && html`<div class="notice" role="status"><p>${say(messages, 'portal.token.once')}</p><p><code>${secret}</code></p></div>`}
${record === null ? html`<p class="empty">${say(messages, 'portal.organisation.administrator')}</p>` : html`${members(view, record)}${invitations(view, record)}${tokens(view, record)}${provider(view, record)}`}`,
  });
}

function authorisation({ organisation: { authorisation: held }, frame: { messages, now } }: OrganisationView): Html {
  if (held === null) return html`<p class="notice">${say(messages, 'portal.authorisation.none')}</p>`;
  const isOver = held.until < now.slice(0, 10);
  return html`<section class="card"><h2>${say(messages, 'portal.authorisation')}</h2><p>${held.schemes.map((id) => html`<span class="chip">${id}</span> `)}</p><p${isOver && html` class="fault"`}>${say(messages, isOver ? 'portal.authorisation.over' : 'portal.authorised', { date: dateText(messages, held.until) })}</p></section>`;
}

/** A form of this page with what was typed, where it was refused. */
function keep(view: OrganisationView, action: string, fields: (scope: FormScope) => Content, button: Content, about = ''): Html {
  const { frame, tried } = view;
  const mine = tried?.action === action && (about === '' || tried.typed['id']?.[0] === about) ? tried : null;
  const scope = { messages: frame.messages, id: `${action}-${about}`, typed: mine?.typed ?? null, faults: mine?.faults ?? {} };
  return html`${mine !== null && html`<div class="trouble" role="alert" tabindex="-1" autofocus><p><i aria-hidden="true">!</i> ${mine.refusal === null ? say(frame.messages, 'portal.faults') : refusalWords(frame.messages, mine.refusal.code, mine.refusal.detail)}</p></div>`}
<form method="post" action="/portal/organisation/${action}">${about !== '' && html`<input type="hidden" name="id" value="${about}">`}${fields(scope)}<p class="go"><button class="quiet">${button}</button></p></form>`;
}

const roleChoices = ({
  organisation,
  frame,
}: OrganisationView): readonly { readonly value: string; readonly label: Content; readonly plain: Content }[] =>
  rolesOf[organisation.kind].map((role: Role) => ({
    value: role,
    label: roleWord(frame.messages, role),
    plain: say(frame.messages, `portal.role.${role}.plain`),
  }));

function members(view: OrganisationView, { members: all }: OrganisationRecord): Html {
  const { messages } = view.frame;
  return html`<section><h2>${say(messages, 'portal.members')}</h2>${all.map(
    ({
      person,
      name,
      email,
      roles,
    }) => html`<details class="card member"${view.tried?.typed['id']?.[0] === person && html` open`}><summary><strong><bdi>${name}</bdi></strong> <span class="soft"><bdi>${email}</bdi></span> ${roles.length === 0 ? html`<span class="chip">${say(messages, 'portal.members.noroles')}</span>` : roles.map((role) => html`<span class="chip">${roleWord(messages, role)}</span> `)}</summary>
${keep(view, 'roles', (scope) => choiceField(scope, 'roles', roleChoices(view), { many: true, optional: true, chosen: roles }), say(messages, 'portal.save'), person)}</details>`,
  )}</section>`;
}

function invitations(view: OrganisationView, { invitations: all }: OrganisationRecord): Html {
  const { messages } = view.frame;
  return html`<section><h2>${say(messages, 'portal.invitations')}</h2>${all.length > 0 && html`<ul class="lines card">${all.map(({ id, email, roles, until }) => html`<li><span><strong><bdi>${email}</bdi></strong> ${roles.map((role) => html`<span class="chip">${roleWord(messages, role)}</span> `)}<small>${say(messages, 'portal.until', { date: dateText(messages, until) })}</small></span>${revoke(view, 'invitation-revoke', id, email)}</li>`)}</ul>`}
<div class="card">${keep(view, 'invite', (scope) => html`${textField(scope, 'email', { type: 'email' })}${choiceField(scope, 'roles', roleChoices(view), { many: true })}`, say(messages, 'portal.invite'))}</div></section>`;
}

const revoke = ({ frame }: OrganisationView, action: string, id: string, name: string): Html =>
  html`<form method="post" action="/portal/organisation/${action}"><button class="quiet" name="id" value="${id}">${say(frame.messages, 'portal.revoke')}<span class="offscreen"> ${name}</span></button></form>`;

function tokens(view: OrganisationView, { tokens: all }: OrganisationRecord): Html {
  const { messages } = view.frame;
  return html`<section><h2>${say(messages, 'portal.tokens')}</h2><p class="soft">${say(messages, 'portal.tokens.plain')}</p>${all.length > 0 && html`<ul class="lines card">${all.map(({ id, name, role, until }) => html`<li><span><strong><bdi>${name}</bdi></strong> <span class="chip">${roleWord(messages, role)}</span> <small>${say(messages, 'portal.until', { date: dateText(messages, until) })}</small></span>${revoke(view, 'token-revoke', id, name)}</li>`)}</ul>`}
<details class="card"${view.tried?.action === 'token' && html` open`}><summary>${say(messages, 'portal.tokens.new')}</summary>${keep(
    view,
    'token',
    (scope) =>
      html`${textField(scope, 'name', { label: 'tokenName' })}${selectField(
        scope,
        'role',
        roleChoices(view).filter(({ value }) => value !== 'administrator'),
      )}${textField(scope, 'until', { type: 'date', label: 'untilDate' })}`,
    say(messages, 'portal.tokens.new'),
  )}</details></section>`;
}

function provider(view: OrganisationView, { provider: held }: OrganisationRecord): Html {
  const { messages } = view.frame;
  return html`<section><h2>${say(messages, 'portal.provider')}</h2><p class="soft">${say(messages, 'portal.provider.plain')}</p>${held !== null && standing(view, held)}<details class="card"${view.tried?.action === 'provider' && html` open`}><summary>${held === null ? say(messages, 'portal.provider.none') : html`<bdi>${held.issuer}</bdi> · <bdi>${held.domain}</bdi>`}</summary>
${keep(view, 'provider', (scope) => html`${textField(scope, 'issuer', { type: 'url', value: held?.issuer })}${textField(scope, 'domain', { value: held?.domain, hint: true })}${textField(scope, 'client', { value: held?.client })}${textField(scope, 'secret', { type: 'password', autocomplete: 'off' })}`, say(messages, 'portal.save'))}</details></section>`;
}

/** What is still to be done before members can sign in there. */
function standing(view: OrganisationView, { id, redirect, record }: NonNullable<OrganisationRecord['provider']>): Html {
  const { messages } = view.frame;
  return html`<div class="card"><p>${say(messages, record === null ? 'portal.provider.proven' : 'portal.provider.unproven')}</p><dl><dt>${say(messages, 'portal.provider.redirect')}</dt><dd><code>${redirect}</code></dd>${record !== null && html`<dt>${say(messages, 'portal.provider.record')}</dt><dd><code>${record.name}</code></dd><dd><code>${record.value}</code></dd>`}</dl>
${record !== null && keep(view, 'provider-prove', () => null, say(messages, 'portal.provider.prove'), id)}</div>`;
}
