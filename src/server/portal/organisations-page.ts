import type { Organisation } from '../../adapters/programme/desk.ts';
import { dateText, text } from '../../model/message.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import type { Tried } from './case-view.ts';
import { choiceField, type FormScope, textField } from './field.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { refusalWords } from './programme-words.ts';

export type OrganisationsView = {
  readonly frame: Frame;
  readonly organisations: readonly Organisation[];
  /** Ids. */
  readonly schemes: readonly string[];
  readonly tried: Tried | null;
};

/** For a scheme owner: who takes part in the programme, and what laboratories may evaluate. */
export function organisationsPage(view: OrganisationsView): string {
  const { frame, organisations, tried } = view;
  const { messages } = frame;
  const laboratories = organisations.filter(({ kind }) => kind === 'laboratory');
  const others = organisations.filter(({ kind }) => kind !== 'laboratory');
  return portalPage(frame, {
    title: text(messages, 'portal.organisations'),
    main: html`<div class="head"><h1>${say(messages, 'portal.organisations')}</h1><p class="lead">${say(messages, 'portal.organisations.plain')}</p></div>
${tried !== null && html`<div class="trouble" role="alert" tabindex="-1" autofocus><p><i aria-hidden="true">!</i> ${tried.refusal === null ? say(messages, 'portal.faults') : refusalWords(messages, tried.refusal.code, tried.refusal.detail)}</p></div>`}
<section><h2>${say(messages, 'portal.organisations.laboratories')}</h2>${laboratories.map((each) => laboratoryHtml(view, each))}</section>
<section><h2>${say(messages, 'portal.organisations.others')}</h2><ul class="lines card">${others.map((each) => otherHtml(view, each))}</ul></section>
<section><h2>${say(messages, 'portal.organisations.new')}</h2><div class="card">${addForm(view)}</div></section>`,
  });
}

const otherHtml = (view: OrganisationsView, { id, name, kind, waits }: Organisation): Html =>
  html`<li><span><strong><bdi>${name}</bdi></strong> <span class="chip">${say(view.frame.messages, `portal.kind.${kind}`)}</span> <small><code>${id}</code></small></span>${waits && inviteForm(view, id)}</li>`;

/** Nobody is in it yet: the invitation ran out, was lost or went to a wrong address, perhaps. */
function inviteForm(view: OrganisationsView, id: string): Html {
  const { messages } = view.frame;
  const scope = scopeOf(view, 'invite', id);
  return html`<details${scope.typed !== null && html` open`}><summary>${say(messages, 'portal.organisations.waits')}</summary>
<form method="post" action="/portal/organisations/invite"><input type="hidden" name="id" value="${id}">${textField(scope, 'email', { type: 'email', label: 'administratorEmail' })}<p class="go"><button class="quiet">${say(messages, 'portal.organisations.again')}</button></p></form></details>`;
}

const scopeOf = ({ frame: { messages }, tried }: OrganisationsView, action: string, about: string): FormScope => {
  const mine = tried?.action === action && (tried.typed['id']?.[0] ?? '') === about ? tried : null;
  return { messages, id: `${action}-${about}`, typed: mine?.typed ?? null, faults: mine?.faults ?? {} };
};

function laboratoryHtml(view: OrganisationsView, { id, name, authorisation, waits }: Organisation): Html {
  const { messages, now } = view.frame;
  const scope = scopeOf(view, 'authorise', id);
  const isOver = authorisation !== null && authorisation.until < now.slice(0, 10);
  const standing =
    authorisation === null
      ? say(messages, 'portal.authorisation.none')
      : say(messages, isOver ? 'portal.authorisation.over' : 'portal.authorised', { date: dateText(messages, authorisation.until) });
  const choices = view.schemes.map((scheme) => ({ value: scheme, label: scheme }));
  return html`<details class="card"${scope.typed !== null && html` open`}><summary><strong><bdi>${name}</bdi></strong> ${authorisation?.schemes.map((scheme) => html`<span class="chip">${scheme}</span> `)}<small>${standing}</small></summary><p class="soft"><code>${id}</code></p>${waits && inviteForm(view, id)}
<form method="post" action="/portal/organisations/authorise"><input type="hidden" name="id" value="${id}">${choiceField(scope, 'schemes', choices, { many: true, chosen: authorisation?.schemes ?? [] })}${textField(scope, 'until', { type: 'date', label: 'untilDate', value: authorisation?.until })}<p class="go"><button class="quiet">${say(messages, 'portal.organisations.authorise')}</button></p></form>
${authorisation !== null && html`<form method="post" action="/portal/organisations/end"><button class="quiet" name="id" value="${id}">${say(messages, 'portal.revoke')}<span class="offscreen"> ${name}</span></button></form>`}</details>`;
}

function addForm(view: OrganisationsView): Html {
  const { messages } = view.frame;
  const scope = scopeOf(view, 'add', '');
  const kinds = (['laboratory', 'body', 'maker'] as const).map((kind) => ({ value: kind, label: say(messages, `portal.kind.${kind}`) }));
  return html`<form method="post" action="/portal/organisations/add">${choiceField(scope, 'kind', kinds, { label: 'organisationKind' })}${textField(scope, 'name', { label: 'organisationName' })}${textField(scope, 'email', { type: 'email', label: 'administratorEmail', hint: true })}<p class="go"><button>${say(messages, 'portal.invite')}</button></p></form>`;
}
