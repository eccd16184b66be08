import type { ActionName } from '../../model/case-action.ts';
import { dateText } from '../../model/message.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { actForm } from './act-form.ts';
import { casePage } from './case-page.ts';
import { type CaseSection, type CaseView, nameOf } from './case-view.ts';
import { momentHtml } from './due-html.ts';
import { areaField } from './field.ts';
import { actionWord, deedWord } from './programme-words.ts';

/** On which section of a case the form of an act stands; in the order in which they are offered: answers to what others asked first, then a draft's own way. */
export const sectionOf: Readonly<Record<Exclude<ActionName, 'open' | `record-${string}` | 'expire'>, CaseSection>> = {
  'answer-nonconformity': 'bench',
  'answer-measure': 'surveillance',
  'propose-remedy': 'surveillance',
  describe: 'description',
  'add-evidence': 'evidence',
  'remove-evidence': 'evidence',
  state: 'statements',
  'request-assessment': 'assessment',
  'choose-laboratory': 'submission',
  submit: 'submission',
  cancel: 'overview',
  accept: 'overview',
  reject: 'overview',
  'return-application': 'overview',
  'begin-evaluation': 'bench',
  'raise-nonconformity': 'bench',
  'close-nonconformity': 'bench',
  'complete-evaluation': 'bench',
  'take-up-review': 'review',
  'return-to-evaluation': 'review',
  recommend: 'review',
  'replace-member': 'review',
  vote: 'decision',
  recuse: 'decision',
  sign: 'decision',
  propose: 'surveillance',
  'dismiss-proposal': 'surveillance',
  'put-under-review': 'surveillance',
  'close-review': 'surveillance',
  'announce-measure': 'surveillance',
  suspend: 'surveillance',
  'extend-suspension': 'surveillance',
  reinstate: 'surveillance',
  reduce: 'surveillance',
  withdraw: 'surveillance',
  terminate: 'surveillance',
  lapse: 'surveillance',
  'report-change': 'surveillance',
  'cover-change': 'surveillance',
};

/** What this seat can do now, each with one sentence; what the case is about; what happened last. */
export function overviewPage(view: CaseView): string {
  const { messages } = view.frame;
  const { seen, events } = view;
  const words = (scope: Parameters<typeof areaField>[0]): Content => areaField(scope, 'words');
  const reason = (scope: Parameters<typeof areaField>[0]): Content => areaField(scope, 'reason');
  const forms = [
    actForm(view, 'accept', words),
    actForm(view, 'return-application', reason, { folded: true, tone: 'quiet' }),
    actForm(view, 'reject', reason, { folded: true, tone: 'grave' }),
    actForm(view, 'cancel', reason, { folded: true, tone: 'grave' }),
  ].filter((form) => form !== null);
  const links = linksOf(view);
  return casePage(
    view,
    'overview',
    html`<section><h2>${say(messages, 'portal.can')}</h2>${
      links.length + forms.length === 0
        ? html`<p class="empty">${say(messages, 'portal.can.nothing')}</p>`
        : html`${links.length > 0 && html`<ul class="cando">${links}</ul>`}${forms}`
    }</section>
<section><h2>${say(messages, 'portal.facts')}</h2>${facts(view)}</section>
${
  events.length > 0 &&
  html`<section><h2>${say(messages, 'portal.lately')}</h2><ul class="history">${events
    .slice(-3)
    .reverse()
    .map(
      (event) =>
        html`<li><strong>${deedWord(messages, event.name)}</strong><p class="soft">${event.by.kind === 'person' ? html`<bdi>${nameOf(view, event.by.person)}</bdi>` : say(messages, 'portal.programme')} · ${momentHtml(messages, event.at)}</p></li>`,
    )}</ul><p><a href="/portal/cases/${seen.case.id}/history">${say(messages, 'portal.history.all')}</a></p></section>`
}`,
  );
}

/** Acts whose forms stand on other sections, as links with their sentence; what a draft already has is marked. */
function linksOf({ seen, frame, seat }: CaseView): readonly Html[] {
  const { messages } = frame;
  const { description, evidence, statements, laboratory, assessments, state } = seen.case;
  const isDraft = state === 'draft' && seat.role === 'applicant';
  const done: readonly (string | false)[] = isDraft
    ? [
        description !== null && 'describe',
        evidence.length > 0 && 'add-evidence',
        statements.length > 0 && 'state',
        assessments.length > 0 && 'request-assessment',
        laboratory !== null && 'choose-laboratory',
      ]
    : [];
  const there = (Object.keys(sectionOf) as (keyof typeof sectionOf)[]).filter(
    (act) => seen.allowed.includes(act) && sectionOf[act] !== 'overview' && act !== 'remove-evidence' && hasObject(seen.case, act),
  );
  return there.map(
    (act) =>
      html`<li><a href="/portal/cases/${seen.case.id}/${sectionOf[act]}"><strong>${actionWord(messages, act)}</strong><span>${say(messages, `portal.act.${act}`)}</span>${done.includes(act) && html`<span class="chip">✓ ${say(messages, 'portal.check.done')}</span>`}</a></li>`,
  );
}

/** Whether there is something that an act could be done to: an answer needs a question. */
function hasObject(of: CaseView['seen']['case'], act: keyof typeof sectionOf): boolean {
  const { measure, state, nonconformities, proposals, changes } = of;
  const isOpen = nonconformities.some(({ closed }) => closed === null);
  const needs: Readonly<Partial<Record<keyof typeof sectionOf, boolean>>> = {
    'answer-nonconformity': isOpen,
    'close-nonconformity': isOpen,
    'answer-measure': measure !== null && measure.answer === null,
    'propose-remedy': state === 'under-review',
    'dismiss-proposal': proposals.some(({ closed }) => closed === null),
    'announce-measure': measure === null,
    'close-review': state === 'under-review' || measure !== null,
    suspend: measure?.kind === 'suspend',
    reduce: measure?.kind === 'reduce',
    withdraw: measure?.kind === 'withdraw',
    'cover-change': changes.some(({ confirmed }) => confirmed === undefined),
  };
  return needs[act] ?? true;
}

function facts(view: CaseView): Html {
  const { messages } = view.frame;
  const { case: of, anonymised } = view.seen;
  const line = (key: string, value: Content): Html => html`<dt>${say(messages, key)}</dt><dd>${value}</dd>`;
  return html`<div class="card"><dl>${line('portal.fact.scheme', view.scheme === null ? html`<code>${of.scheme}</code>` : html`${view.scheme.title} <span class="soft"><code>${of.scheme}</code></span>`)}
${!anonymised && line('portal.fact.applicant', html`<bdi>${nameOf(view, of.applicant)}</bdi>`)}${line('portal.fact.body', html`<bdi>${nameOf(view, of.body)}</bdi>`)}
${line('portal.fact.laboratory', of.laboratory === null ? say(messages, 'portal.none') : html`<bdi>${nameOf(view, of.laboratory)}</bdi>`)}
${line('portal.fact.opened', momentHtml(messages, of.openedAt))}${line('portal.fact.since', momentHtml(messages, of.since))}
${of.renews !== null && line('portal.fact.renews', html`<a href="/portal/cases/${of.renews}"><code>${of.renews}</code></a>`)}
${of.certificate !== null && html`${line('portal.fact.certificate', html`<code>${of.certificate.number}</code>`)}${line('portal.fact.letter', of.certificate.letter)}${line('portal.fact.until', dateText(messages, of.certificate.validUntil))}`}</dl></div>`;
}
