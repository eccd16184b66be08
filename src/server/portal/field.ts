import { type Messages, text } from '../../model/message.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import type { Faults } from './form-reader.ts';
import { type Typed, typedAll } from './typed.ts';

/** A form that is drawn: its id, and, when it comes again, what was typed and what was wrong. */
export type FormScope = { readonly messages: Messages; readonly id: string; readonly typed: Typed | null; readonly faults: Faults };

type FieldOptions = {
  readonly value?: string | null | undefined;
  /** Key under `portal.field.`; the field's name where left out. `<key>.hint` is shown where `hint` is true. */
  readonly label?: string;
  readonly hint?: boolean;
  /** `silent`: not required, without a word about it. */
  readonly optional?: boolean | 'silent';
  /** Key under `portal.` of the empty choice. */
  readonly blank?: string;
  readonly type?: 'text' | 'email' | 'password' | 'date' | 'number' | 'url';
  readonly autocomplete?: string;
  readonly rows?: number;
};

export type Choice = { readonly value: string; readonly label: Content; readonly plain?: Content };

const valueOf = ({ typed }: FormScope, name: string, value: string | null | undefined): string =>
  typed === null ? (value ?? '') : (typed[name]?.[0] ?? '');

const idOf = ({ id }: FormScope, name: string): string => `${id}-${name.replace(/[^a-z0-9]/gi, '-')}`;

const faultOf = ({ messages, faults }: FormScope, name: string, id: string): Html | null =>
  Object.hasOwn(faults, name)
    ? html`<p class="fault" id="${id}-fault"><i aria-hidden="true">!</i> ${say(messages, `portal.fault.${faults[name]}`)}</p>`
    : null;

function frame(scope: FormScope, name: string, { label = name, hint = false, optional = false }: FieldOptions, control: Html): Html {
  const { messages } = scope;
  const id = idOf(scope, name);
  return html`<div class="field"><label for="${id}">${say(messages, `portal.field.${label}`)}${optional === true && html` <small>${say(messages, 'portal.optional')}</small>`}</label>
${hint && html`<p class="hint" id="${id}-hint">${say(messages, `portal.field.${label}.hint`)}</p>`}${faultOf(scope, name, id)}${control}</div>`;
}

/** Attributes that every control has: what it is called, and what describes it. */
function attributes(scope: FormScope, name: string, { hint = false, optional = false }: FieldOptions): Html {
  const id = idOf(scope, name);
  const isWrong = Object.hasOwn(scope.faults, name);
  const described = [...(hint ? [`${id}-hint`] : []), ...(isWrong ? [`${id}-fault`] : [])].join(' ');
  return html`id="${id}" name="${name}"${described !== '' && html` aria-describedby="${described}"`}${isWrong && html` aria-invalid="true"`}${!optional && html` required`}`;
}

export const textField = (scope: FormScope, name: string, options: FieldOptions = {}): Html =>
  frame(
    scope,
    name,
    options,
    html`<input type="${options.type ?? 'text'}" ${attributes(scope, name, options)} value="${options.type === 'password' ? '' : valueOf(scope, name, options.value)}"${options.autocomplete !== undefined && html` autocomplete="${options.autocomplete}"`}>`,
  );

export const areaField = (scope: FormScope, name: string, options: FieldOptions = {}): Html =>
  frame(
    scope,
    name,
    options,
    html`<textarea rows="${options.rows ?? 4}" ${attributes(scope, name, options)}>
${valueOf(scope, name, options.value)}</textarea>`,
  );

/** With an empty first choice where it is optional or nothing is chosen yet. */
export function selectField(scope: FormScope, name: string, choices: readonly Choice[], options: FieldOptions = {}): Html {
  const chosen = valueOf(scope, name, options.value);
  const none = options.blank !== undefined ? `portal.${options.blank}` : options.optional ? 'portal.none' : 'portal.choose';
  const isBlank = options.optional !== undefined || !choices.some(({ value }) => value === chosen);
  return frame(
    scope,
    name,
    options,
    html`<select ${attributes(scope, name, options)}>${isBlank && html`<option value="">${text(scope.messages, none)}</option>`}${choices.map(
      ({ value, label }) => html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`,
    )}</select>`,
  );
}

/** One of several, or with `many` any of them. */
export function choiceField(
  scope: FormScope,
  name: string,
  choices: readonly Choice[],
  options: FieldOptions & { readonly many?: boolean; readonly chosen?: readonly string[] } = {},
): Html {
  const { messages } = scope;
  const id = idOf(scope, name);
  const chosen = scope.typed === null ? (options.chosen ?? []) : typedAll(scope.typed, name);
  const label = options.label ?? name;
  return html`<fieldset class="field"><legend>${say(messages, `portal.field.${label}`)}${options.optional && html` <small>${say(messages, 'portal.optional')}</small>`}</legend>
${options.hint && html`<p class="hint">${say(messages, `portal.field.${label}.hint`)}</p>`}${faultOf(scope, name, id)}
${choices.map(
  (choice, index) =>
    html`<label class="choice" for="${id}-${index}"><input type="${options.many ? 'checkbox' : 'radio'}" id="${id}-${index}" name="${name}" value="${choice.value}"${chosen.includes(choice.value) && html` checked`}${!options.many && !options.optional && html` required`}><span>${choice.label}${choice.plain !== undefined && html`<small>${choice.plain}</small>`}</span></label>`,
)}</fieldset>`;
}

export const checkField = (scope: FormScope, name: string, checked = false, label = name): Html => {
  const isChecked = scope.typed === null ? checked : typedAll(scope.typed, name).length > 0;
  return html`<label class="choice" for="${idOf(scope, name)}"><input type="checkbox" id="${idOf(scope, name)}" name="${name}" value="yes"${isChecked && html` checked`}><span>${say(scope.messages, `portal.field.${label}`)}</span></label>`;
};
