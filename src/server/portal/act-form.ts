import type { ActionName } from '../../model/case-action.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import type { CaseView, Tried } from './case-view.ts';
import { nameOf } from './case-view.ts';
import { momentHtml } from './due-html.ts';
import type { FormScope } from './field.ts';
import { actionWord, deedWord, refusalWords } from './programme-words.ts';
import { typedText } from './typed.ts';

export type ActFormOptions = {
  /** What the form is about where an act has several of them on a page. */
  readonly about?: { readonly field: string; readonly value: string };
  /** `quiet`: beside others; `grave`: cannot be taken back. */
  readonly tone?: 'main' | 'quiet' | 'grave';
  /** Folded up until it is wanted; open where it was tried. */
  readonly folded?: boolean;
  /** Instead of the act's own name on the button. */
  readonly button?: Content;
  readonly plain?: boolean;
  readonly files?: boolean;
  readonly upload?: boolean;
};

/**
 * The form of an act: nothing where the seat may not do it now. It says in one sentence what the act does, carries the case's version, and after a refusal
 * comes again with what was typed and the words of the refusal.
 */
export function actForm(
  view: CaseView,
  action: ActionName,
  fields: (scope: FormScope) => Content,
  options: ActFormOptions = {},
): Html | null {
  const { seen, frame, tried } = view;
  if (!seen.allowed.includes(action)) return null;
  const { messages } = frame;
  const { about, tone = 'main', folded = false, plain = true } = options;
  const mine = tried !== null && isAbout(tried, action, about) ? tried : null;
  const id = about === undefined ? action : `${action}-${about.value.replace(/[^a-z0-9]/gi, '-')}`;
  const scope: FormScope = { messages, id, typed: mine?.typed ?? null, faults: mine?.faults ?? {} };
  const body = html`${mine !== null && troubles(view, mine)}
${plain && html`<p class="soft">${say(messages, `portal.act.${action}`)}</p>`}
<form method="post" action="/portal/cases/${seen.case.id}/${action}" id="act-${id}"${options.files && html` enctype="multipart/form-data"`}${options.upload && html` data-upload="/portal/cases/${seen.case.id}/uploads"`}>
<input type="hidden" name="expected" value="${seen.case.version}">${about !== undefined && html`<input type="hidden" name="${about.field}" value="${about.value}">`}
${fields(scope)}
<p class="go"><button class="${tone === 'main' ? '' : tone}">${options.button ?? actionWord(messages, action)}</button></p></form>`;
  if (!folded) return html`<div class="act">${body}</div>`;
  return html`<details class="act ${tone}"${mine !== null && html` open`}><summary>${actionWord(messages, action)}</summary>${body}</details>`;
}

const isAbout = ({ action, typed }: Tried, name: string, about: ActFormOptions['about']): boolean =>
  action === name && (about === undefined || typedText(typed, about.field) === about.value);

/** Why it did not come about, in the words of the refusal, with focus on it; and what changed meanwhile. */
export function troubles(view: CaseView, { refusal, faults, meanwhile }: Tried): Html {
  const { messages } = view.frame;
  const isConflict = refusal?.code === 'VERSION_CONFLICT';
  return html`<div class="trouble" role="alert" tabindex="-1" autofocus><p><strong><i aria-hidden="true">!</i> ${say(messages, isConflict ? 'portal.conflict' : 'portal.notDone')}</strong></p>
${refusal !== null && !isConflict && html`<p>${refusalWords(messages, refusal.code, nameOf(view, refusal.detail))}</p>`}
${refusal === null && Object.keys(faults).length > 0 && html`<p>${say(messages, 'portal.faults')}</p>`}
${
  isConflict &&
  html`<p>${say(messages, 'portal.conflict.plain')}</p><ul class="plain">${meanwhile.map(
    (event) =>
      html`<li>${deedWord(messages, event.name)} · <bdi>${event.by.kind === 'person' ? nameOf(view, event.by.person) : say(messages, 'portal.programme')}</bdi> · ${momentHtml(messages, event.at)}</li>`,
  )}</ul>`
}</div>`;
}
