import { type CaseDescription } from '../../model/case.ts';
import { partKinds, productTypes, trusts } from '../../model/dossier.ts';
import { type Messages, text } from '../../model/message.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { actForm } from './act-form.ts';
import { casePage } from './case-page.ts';
import type { CaseView } from './case-view.ts';
import { areaField, type Choice, type FormScope, selectField, textField } from './field.ts';

/** What the product is: a form while it may be changed, else what was written down. A blank row at the end of each list takes one more. */
export function descriptionPage(view: CaseView): string {
  const { messages } = view.frame;
  const { description } = view.seen.case;
  const form = actForm(view, 'describe', (scope) => descriptionFields(scope, description, view.frame.messages), {
    button: say(messages, 'portal.save'),
  });
  return casePage(
    view,
    'description',
    form ?? (description === null ? html`<p class="empty">${say(messages, 'portal.description.none')}</p>` : shown(messages, description)),
  );
}

const choicesOf = (messages: Messages, prefix: string, values: readonly string[]): readonly Choice[] =>
  values.map((value) => ({ value, label: text(messages, `${prefix}.${value}`) }));

function descriptionFields(scope: FormScope, before: CaseDescription | null, messages: Messages): Html {
  const product = before?.product;
  return html`<section><h2>${say(messages, 'portal.description.product')}</h2><div class="grid">
${textField(scope, 'name', { value: product?.name, label: 'product.name' })}${textField(scope, 'model', { value: product?.model, optional: true })}
${textField(scope, 'maker', { value: product?.maker })}${selectField(scope, 'type', choicesOf(messages, 'productType', productTypes), { value: product?.type ?? 'device' })}
${textField(scope, 'category', { value: product?.category, hint: true })}${textField(scope, 'use', { value: product?.use, optional: true, hint: true })}</div></section>
<section><h2>${say(messages, 'portal.description.parts')}</h2><p class="soft">${say(messages, 'portal.description.parts.plain')}</p>
${rows(scope, 'part', before?.parts.length ?? 0).map((row) => partRow(scope, row, before, messages))}</section>
<section><h2>${say(messages, 'portal.description.endpoints')}</h2><p class="soft">${say(messages, 'portal.description.endpoints.plain')}</p>
${rows(scope, 'endpoint', before?.endpoints.length ?? 0).map((row) => endpointRow(scope, row, before, messages))}</section>
<section><h2>${say(messages, 'portal.description.thirdParties')}</h2><p class="soft">${say(messages, 'portal.description.thirdParties.plain')}</p>
${rows(scope, 'third', before?.thirdParties.length ?? 0).map((row) => thirdRow(scope, row, before, messages))}</section>`;
}

/** What is there, and one blank row; when the form comes again, the rows it had. */
const rows = ({ typed }: FormScope, kind: string, count: number): readonly number[] =>
  Array.from({ length: typed === null ? count + 1 : Math.max(1, typed[`${kind}.row`]?.length ?? 1) }, (_, index) => index);

const row = (messages: Messages, kind: string, index: number, isNew: boolean, body: Content): Html =>
  html`<fieldset class="card row"><legend>${isNew ? say(messages, `portal.description.${kind}.new`) : say(messages, `portal.description.${kind}.one`, { number: index + 1 })}</legend>
<input type="hidden" name="${kind}.row" value="${index}">${body}</fieldset>`;

function partRow(scope: FormScope, index: number, before: CaseDescription | null, messages: Messages): Html {
  const part = before?.parts[index];
  const optional = index > 0;
  const binding = part?.versions.map(({ version, hardware }) => (hardware === null ? version : `${version} | ${hardware}`)).join('\n');
  const embeds = part?.embeds
    ?.map(({ component, version, hardware }) => [component, version, ...(hardware === null ? [] : [hardware])].join(' | '))
    .join('\n');
  return row(
    messages,
    'part',
    index,
    part === undefined && index > 0,
    html`<input type="hidden" name="part.id.${index}" value="${part?.id}"><div class="grid">${textField(scope, `part.name.${index}`, { value: part?.name, label: 'part.name', optional })}
${selectField(scope, `part.kind.${index}`, choicesOf(messages, 'part', partKinds), { value: part?.kind ?? 'device', label: 'part.kind' })}
${areaField(scope, `part.versions.${index}`, { value: binding, label: 'part.versions', hint: true, optional: true, rows: 2 })}
${areaField(scope, `part.embeds.${index}`, { value: embeds, label: 'part.embeds', hint: true, optional: true, rows: 2 })}</div>`,
  );
}

function endpointRow(scope: FormScope, index: number, before: CaseDescription | null, messages: Messages): Html {
  const endpoint = before?.endpoints[index];
  const parts = (before?.parts ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const at = { optional: true } as const;
  return row(
    messages,
    'endpoint',
    index,
    endpoint === undefined,
    html`<div class="grid">${textField(scope, `endpoint.host.${index}`, { ...at, value: endpoint?.host, label: 'endpoint.host' })}
${textField(scope, `endpoint.port.${index}`, { ...at, value: String(endpoint?.port ?? 443), label: 'endpoint.port', type: 'number' })}
${selectField(
  scope,
  `endpoint.transport.${index}`,
  [
    { value: 'tcp', label: 'TCP' },
    { value: 'udp', label: 'UDP' },
  ],
  { value: endpoint?.transport ?? 'tcp', label: 'endpoint.transport' },
)}
${selectField(scope, `endpoint.part.${index}`, parts, { ...at, value: endpoint?.part ?? before?.parts[0]?.id, label: 'part' })}
${selectField(scope, `endpoint.trust.${index}`, choicesOf(messages, 'portal.trust', trusts), { value: endpoint?.trust ?? 'public', label: 'endpoint.trust' })}
${textField(scope, `endpoint.permission.${index}`, { ...at, value: endpoint?.permission, label: 'endpoint.permission', hint: true })}</div>`,
  );
}

function thirdRow(scope: FormScope, index: number, before: CaseDescription | null, messages: Messages): Html {
  const third = before?.thirdParties[index];
  const at = { optional: true } as const;
  return row(
    messages,
    'third',
    index,
    third === undefined,
    html`<div class="grid">${textField(scope, `third.name.${index}`, { ...at, value: third?.name, label: 'third.name' })}
${textField(scope, `third.purpose.${index}`, { ...at, value: third?.purpose, label: 'third.purpose' })}
${areaField(scope, `third.hosts.${index}`, { ...at, value: third?.hosts.join('\n'), label: 'third.hosts', hint: true, rows: 2 })}</div>`,
  );
}

function shown(messages: Messages, { product, parts, endpoints, thirdParties }: CaseDescription): Html {
  const line = (key: string, value: Content): Html => html`<dt>${say(messages, `portal.field.${key}`)}</dt><dd>${value}</dd>`;
  return html`<section class="card"><h2><bdi>${product.name}</bdi></h2><dl>${product.model !== null && line('model', html`<bdi>${product.model}</bdi>`)}${line('maker', html`<bdi>${product.maker}</bdi>`)}
${line('type', say(messages, `productType.${product.type}`))}${line('category', html`<bdi>${product.category}</bdi>`)}${product.use !== null && line('use', html`<bdi>${product.use}</bdi>`)}</dl></section>
<section><h2>${say(messages, 'portal.description.parts')}</h2>${parts.map(
    ({ name, kind, versions }) =>
      html`<div class="card"><h3><bdi>${name}</bdi> <small>${say(messages, `part.${kind}`)}</small></h3><ul class="plain">${versions.map(
        ({ version, hardware }) =>
          html`<li><bdi>${version}</bdi>${hardware !== null && html` · ${say(messages, 'report.hardware', { hardware })}`}</li>`,
      )}</ul></div>`,
  )}</section>
${endpoints.length > 0 && html`<section><h2>${say(messages, 'portal.description.endpoints')}</h2><ul class="plain">${endpoints.map(({ host, port, transport }) => html`<li><code>${host}:${port}</code> ${transport.toUpperCase()}</li>`)}</ul></section>`}
${thirdParties.length > 0 && html`<section><h2>${say(messages, 'portal.description.thirdParties')}</h2><ul class="plain">${thirdParties.map(({ name, hosts, purpose }) => html`<li><bdi>${name}</bdi> · <bdi>${purpose}</bdi> · <code>${hosts.join(', ')}</code></li>`)}</ul></section>`}`;
}
