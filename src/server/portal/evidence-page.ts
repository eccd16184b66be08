import { custodies, type Phase, phases, purposes } from '../../model/dossier.ts';
import { type Messages, numberText, text } from '../../model/message.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { actForm } from './act-form.ts';
import { casePage } from './case-page.ts';
import { type CaseView, nameOf, partName } from './case-view.ts';
import { momentHtml } from './due-html.ts';
import { type Choice, choiceField, type FormScope, selectField, textField } from './field.ts';
import { roleWord } from './programme-words.ts';

/** The files of a case with their digests, and the form that adds one: resumable where script runs, in one piece where it does not. */
export function evidencePage(view: CaseView): string {
  const { messages } = view.frame;
  const { evidence } = view.seen.case;
  const form = actForm(view, 'add-evidence', (scope) => evidenceFields(view, scope), {
    files: true,
    upload: true,
    button: say(messages, 'portal.evidence.add'),
  });
  return casePage(
    view,
    'evidence',
    html`<section><h2>${say(messages, 'portal.evidence')}</h2>${
      evidence.length === 0
        ? html`<p class="empty">${say(messages, 'portal.evidence.none')}</p>`
        : html`<ul class="files">${evidence.map((item) => fileHtml(view, item))}</ul>`
    }</section>${form !== null && html`<section class="card"><h2>${say(messages, 'portal.evidence.new')}</h2>${form}</section>`}`,
  );
}

function sizeText(messages: Messages, bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let [size, unit] = [bytes, 0];
  while (size >= 1024 && unit < units.length - 1) [size, unit] = [size / 1024, unit + 1];
  return `${numberText(messages, Math.round(size))} ${units[unit]}`;
}

function fileHtml(view: CaseView, item: CaseView['seen']['case']['evidence'][number]): Html {
  const { messages } = view.frame;
  const part = partName(view, item.part);
  const remove = actForm(view, 'remove-evidence', () => null, {
    about: { field: 'file', value: item.file },
    tone: 'quiet',
    plain: false,
    button: html`${say(messages, 'portal.evidence.remove')}<span class="offscreen"> ${item.file}</span>`,
  });
  const isMine = view.seat.role === item.role;
  const name = html`<bdi>${item.file}</bdi>`;
  // Files are closed to a committee until its vote is: no link that would be refused.
  const title = view.seen.anonymised ? name : html`<a href="/portal/cases/${view.seen.case.id}/files/${item.sha256}">${name}</a>`;
  return html`<li class="card"><div><h3>${title}</h3>
<p>${say(messages, `purpose.${item.is}`)} · ${part === null ? say(messages, 'portal.wholeProduct') : html`<bdi>${part}</bdi>`}${item.version !== null && html` <bdi>${item.version}</bdi>`} · ${sizeText(messages, item.bytes)}</p>
<p class="soft">${say(messages, `custody.${item.custody}`)}${item.origin !== null && html` · <bdi>${item.origin}</bdi>`} · ${roleWord(messages, item.role)} <bdi>${nameOf(view, item.by)}</bdi>, ${momentHtml(messages, item.at)}</p>
<p class="digest"><span class="offscreen">SHA-256 </span><code>${item.sha256}</code></p></div>${isMine && remove}</li>`;
}

const choicesOf = (messages: Messages, prefix: string, values: readonly string[]): readonly Choice[] =>
  values.map((value) => ({ value, label: text(messages, `${prefix}.${value}`) }));

function evidenceFields(view: CaseView, scope: FormScope): Content {
  const { messages } = scope;
  const { description } = view.seen.case;
  const parts = (description?.parts ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isLaboratory = view.seat.role === 'evaluator';
  const may = custodies.filter((custody) => isLaboratory || custody !== 'sampled');
  const { upload } = view;
  return html`${
    upload === null
      ? html`<div class="field"><label for="${scope.id}-upload">${say(messages, 'portal.field.upload')}</label><p class="hint" id="${scope.id}-upload-hint">${say(messages, 'portal.field.upload.hint')}</p><input type="file" id="${scope.id}-upload" name="upload" required aria-describedby="${scope.id}-upload-hint">
<div class="progress" hidden><progress max="100" value="0" aria-label="${text(messages, 'portal.upload.progress')}"></progress><p role="status" data-working="${text(messages, 'portal.upload.working')}" data-resumed="${text(messages, 'portal.upload.resumed')}" data-failed="${text(messages, 'portal.upload.failed')}" data-done="${text(messages, 'portal.upload.done')}"></p><button type="button" class="quiet" data-again hidden>${say(messages, 'portal.upload.again')}</button></div></div>`
      : html`<p class="notice"><input type="hidden" name="uploaded" value="${upload.id}">${say(messages, 'portal.upload.kept', { file: upload.name })}</p>`
  }
<div class="grid">${selectField(scope, 'is', choicesOf(messages, 'purpose', purposes), { label: 'purpose' })}${selectField(scope, 'part', parts, { optional: true, blank: 'wholeProduct', label: 'part' })}
${textField(scope, 'version', { optional: true, value: description?.parts[0]?.versions[0]?.version })}${textField(scope, 'origin', { optional: true, hint: true })}</div>
${choiceField(
  scope,
  'custody',
  may.map((value) => ({ value, label: say(messages, `custody.${value}`), plain: say(messages, `portal.custody.${value}`) })),
  { chosen: [isLaboratory ? 'sampled' : 'supplied'] },
)}
<details><summary>${say(messages, 'portal.evidence.capture')}</summary>${textField(scope, 'device', { optional: true, hint: true })}${choiceField(
    scope,
    'phases',
    phases.map((phase: Phase) => ({ value: phase, label: say(messages, `portal.phase.${phase}`) })),
    { many: true, optional: true },
  )}</details>`;
}
