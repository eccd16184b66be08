import type { CaseSummary, Organisation } from '../../adapters/programme/desk.ts';
import { dateText, text } from '../../model/message.ts';
import type { Scheme } from '../../model/scheme.ts';
import { html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import type { Tried } from './case-view.ts';
import { choiceField, type FormScope, selectField } from './field.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { refusalWords } from './programme-words.ts';

export type NewCaseView = {
  readonly frame: Frame;
  readonly schemes: readonly Scheme[];
  readonly bodies: readonly Organisation[];
  /** Own certificates, for a renewal. */
  readonly certificates: readonly CaseSummary[];
  readonly tried: Tried | null;
};

/** Opens a case: by which scheme, at which body, and whether it renews a certificate. */
export function newCasePage({ frame, schemes, bodies, certificates, tried }: NewCaseView): string {
  const { messages } = frame;
  const scope: FormScope = { messages, id: 'open', typed: tried?.typed ?? null, faults: tried?.faults ?? {} };
  const ready = bodies.length > 0 && schemes.length > 0;
  return portalPage(frame, {
    title: text(messages, 'portal.new'),
    main: html`<div class="head"><h1>${say(messages, 'portal.new')}</h1><p class="lead">${say(messages, 'portal.new.plain')}</p></div>
${tried?.refusal && html`<div class="trouble" role="alert" tabindex="-1" autofocus><p><strong><i aria-hidden="true">!</i> ${say(messages, 'portal.notDone')}</strong></p><p>${refusalWords(messages, tried.refusal.code, tried.refusal.detail)}</p></div>`}
${
  ready
    ? html`<form method="post" action="/portal/cases" class="card">
${choiceField(
  scope,
  'scheme',
  schemes.map(({ id, title, vintage, status }) => ({
    value: id,
    label: html`${title} <small>${vintage}</small>`,
    plain: status === 'in-force' ? null : say(messages, `status.${status}`),
  })),
  { chosen: schemes.length === 1 ? [schemes[0]?.id ?? ''] : [] },
)}
${choiceField(
  scope,
  'body',
  bodies.map(({ id, name }) => ({ value: id, label: html`<bdi>${name}</bdi>` })),
  { chosen: bodies.length === 1 ? [bodies[0]?.id ?? ''] : [] },
)}
${
  certificates.length > 0 &&
  selectField(
    scope,
    'renews',
    certificates.map(({ id, number, product }) => ({ value: id, label: `${number ?? id} · ${product ?? ''}` })),
    { optional: true, hint: true },
  )
}
<p class="go"><button>${say(messages, 'portal.new.open')}</button></p></form>`
    : html`<p class="empty">${say(messages, 'portal.new.nobody', { date: dateText(messages, frame.now) })}</p>`
}`,
  });
}
