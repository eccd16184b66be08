import type { Measure, ProductChange, Proposal } from '../../model/case.ts';
import { labelLetters } from '../../model/label-claims.ts';
import { letters, rank } from '../../model/letter.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { actForm } from './act-form.ts';
import { casePage } from './case-page.ts';
import { type CaseView, nameOf, partName } from './case-view.ts';
import { momentHtml } from './due-html.ts';
import { areaField, type Choice, checkField, choiceField, type FormScope, selectField, textField } from './field.ts';
import { causeWord, measureWord } from './programme-words.ts';

/** A certificate that is looked after: what was noticed, the measure and the hearing, the suspension, the product's changes, and each act with its form. */
export function surveillancePage(view: CaseView): string {
  const { messages } = view.frame;
  const { proposals, measure, suspension, remedy, changes, state } = view.seen.case;
  const reason = (scope: FormScope): Content => areaField(scope, 'reason');
  const quiet = { folded: true, tone: 'quiet' } as const;
  const grave = { folded: true, tone: 'grave' } as const;
  const isMeasured = measure !== null;
  return casePage(
    view,
    'surveillance',
    html`${measure !== null && measureHtml(view, measure)}
${suspension !== null && html`<section class="notice"><h2>${say(messages, 'portal.suspended')}</h2><p>${say(messages, 'portal.suspended.until')} ${momentHtml(messages, suspension.until)}</p>${actForm(view, 'reinstate', reason, quiet)}${actForm(view, 'extend-suspension', (scope) => html`${textField(scope, 'until', { type: 'date', label: 'untilDate' })}${areaField(scope, 'reason')}`, quiet)}</section>`}
<section><h2>${say(messages, 'portal.noticed')}</h2>${proposals.length === 0 ? html`<p class="empty">${say(messages, 'portal.noticed.none')}</p>` : proposals.toReversed().map((each) => proposalHtml(view, each))}
${actForm(view, 'propose', (scope) => proposeFields(view, scope), quiet)}</section>
${remedy !== null && html`<section><h2>${say(messages, 'portal.remedy')}</h2><blockquote><bdi>${remedy.words}</bdi></blockquote><p class="soft"><bdi>${nameOf(view, remedy.by)}</bdi>, ${momentHtml(messages, remedy.at)}</p></section>`}
<section><h2>${say(messages, 'portal.measures')}</h2>
${state === 'under-review' && actForm(view, 'propose-remedy', (scope) => areaField(scope, 'words', { label: 'remedy' }), { folded: remedy !== null, tone: remedy === null ? 'main' : 'quiet' })}
${!isMeasured && actForm(view, 'announce-measure', (scope) => announceFields(view, scope), quiet)}
${state !== 'under-review' && actForm(view, 'put-under-review', reason, quiet)}${(state === 'under-review' || isMeasured) && actForm(view, 'close-review', reason, quiet)}
${actForm(view, 'lapse', reason, grave)}${actForm(view, 'terminate', (scope) => html`${areaField(scope, 'reason')}${fault(scope)}${checkField(scope, 'sure')}`, grave)}</section>
<section><h2>${say(messages, 'portal.changes')}</h2>${changes.length === 0 ? html`<p class="empty">${say(messages, 'portal.changes.none')}</p>` : changes.toReversed().map((each) => changeHtml(view, each))}
${actForm(view, 'report-change', (scope) => changeFields(view, scope), { folded: true })}</section>`,
  );
}

const fault = ({ faults, messages }: FormScope): Html | false =>
  faults['sure'] !== undefined && html`<p class="fault">${say(messages, 'portal.fault.agree')}</p>`;

/** What was announced, what the holder says, and, once it may be taken, the form that takes it. */
function measureHtml(view: CaseView, measure: Measure): Html {
  const { messages } = view.frame;
  const { kind, letter, urgent, announcedAt, hearUntil, answer } = measure;
  const reason = (scope: FormScope): Content => areaField(scope, 'reason');
  const mayBeTaken = urgent || answer !== null || view.frame.now > hearUntil;
  const take =
    kind === 'reduce'
      ? (scope: FormScope): Content => html`<input type="hidden" name="letter" value="${letter}">${areaField(scope, 'reason')}`
      : reason;
  return html`<section class="card grave"><h2>${say(messages, 'portal.measure.announced')} ${measureWord(messages, kind)}${letter !== null && ` → ${letter}`}</h2>
<blockquote><bdi>${measure.reason}</bdi></blockquote><p class="soft"><bdi>${nameOf(view, measure.announcedBy)}</bdi>, ${momentHtml(messages, announcedAt)}</p>
<p>${urgent ? say(messages, 'portal.measure.urgent') : html`${say(messages, 'portal.measure.hear')} ${momentHtml(messages, hearUntil)}`}</p>
${answer !== null && html`<div class="answer"><strong>${say(messages, 'portal.measure.answer')}</strong><blockquote><bdi>${answer.words}</bdi></blockquote></div>`}
${answer === null && actForm(view, 'answer-measure', (scope) => areaField(scope, 'words', { label: 'hearing' }))}
${mayBeTaken ? actForm(view, kind, take, { tone: 'grave' }) : view.seen.allowed.includes(kind) && html`<p class="soft">${say(messages, 'portal.measure.wait')}</p>`}</section>`;
}

function proposalHtml(view: CaseView, { id, cause, words, from, to, urgent, at, closed }: Proposal): Html {
  const { messages } = view.frame;
  const about = { field: 'proposal', value: id };
  return html`<article class="card"><h3>${causeWord(messages, cause)} ${from !== null && to !== null && html`<span class="chip">${from} → ${to}</span>`} ${urgent && html`<span class="chip strong">${say(messages, 'portal.urgent')}</span>`}</h3>
<blockquote><bdi>${words}</bdi></blockquote><p class="soft">${momentHtml(messages, at)}</p>
${closed !== null && html`<div class="answer"><strong>${say(messages, closed.plausible ? 'portal.proposal.plausible' : 'portal.proposal.dismissed')}</strong><blockquote><bdi>${closed.words}</bdi></blockquote><p class="soft"><bdi>${nameOf(view, closed.by)}</bdi>, ${momentHtml(messages, closed.at)}</p></div>`}
${closed === null && html`${actForm(view, 'put-under-review', (scope) => areaField(scope, 'reason'), { about, folded: true })}${actForm(view, 'dismiss-proposal', (scope) => areaField(scope, 'words', { label: 'dismissal' }), { about, folded: true, tone: 'quiet' })}`}</article>`;
}

const causes = [
  'grade-changed',
  'support-ended',
  'scheme-changed',
  'probe-faulty',
  'evidence-lodged',
  'sample-differs',
  'component-gone',
] as const;

function proposeFields({ seen, frame }: CaseView, scope: FormScope): Html {
  const { messages } = frame;
  const letter = seen.case.certificate?.letter;
  const lower = letters.filter((each) => letter !== undefined && rank(each) < rank(letter)).map((each) => ({ value: each, label: each }));
  return html`<div class="grid">${selectField(
    scope,
    'cause',
    causes.map((cause) => ({ value: cause, label: causeWord(messages, cause) })),
  )}${selectField(scope, 'to', lower, { optional: true })}</div>${areaField(scope, 'words', { label: 'noticed' })}${checkField(scope, 'urgent')}`;
}

function announceFields({ seen, frame }: CaseView, scope: FormScope): Html {
  const { messages } = frame;
  const { state, certificate } = seen.case;
  const kinds = (['suspend', 'reduce', 'withdraw'] as const).filter((kind) =>
    state === 'renewed' ? kind === 'withdraw' : !(state === 'suspended' && kind === 'suspend'),
  );
  const lower = labelLetters
    .filter((letter) => certificate !== null && rank(letter) < rank(certificate.letter))
    .map((letter): Choice => ({ value: letter, label: letter }));
  const offered = kinds.filter((kind) => kind !== 'reduce' || lower.length > 0);
  return html`${choiceField(
    scope,
    'kind',
    offered.map((kind) => ({ value: kind, label: measureWord(messages, kind), plain: say(messages, `portal.measure.${kind}.plain`) })),
    { label: 'measure' },
  )}
${lower.length > 0 && selectField(scope, 'letter', lower, { optional: true, label: 'reducedTo', hint: true })}${areaField(scope, 'reason')}${checkField(scope, 'urgent', false, 'urgentMeasure')}`;
}

function changeHtml(view: CaseView, { id, kind, part, version, hardware, words, reportedAt, covered, confirmed }: ProductChange): Html {
  const { messages } = view.frame;
  return html`<article class="card"><h3><bdi>${partName(view, part) ?? part}</bdi> <bdi>${version}</bdi>${hardware !== null && html` · ${say(messages, 'report.hardware', { hardware })}`} <span class="chip">${say(messages, covered ? 'portal.changes.covered' : 'portal.changes.waiting')}</span></h3>
<p>${say(messages, `portal.change.${kind}`)}</p><blockquote><bdi>${words}</bdi></blockquote><p class="soft">${momentHtml(messages, reportedAt)}</p>
${confirmed === undefined && actForm(view, 'cover-change', (scope) => areaField(scope, 'words', { label: 'covering' }), { about: { field: 'change', value: id }, folded: true })}</article>`;
}

function changeFields(view: CaseView, scope: FormScope): Html {
  const { messages } = scope;
  const parts = (view.seen.case.description?.parts ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return html`${choiceField(
    scope,
    'kind',
    (['security-only', 'minor', 'major'] as const).map((kind) => ({
      value: kind,
      label: say(messages, `portal.change.${kind}`),
      plain: say(messages, `portal.change.${kind}.plain`),
    })),
    { label: 'change' },
  )}
<div class="grid">${selectField(scope, 'part', parts, { value: parts.length === 1 ? parts[0]?.value : undefined })}${textField(scope, 'version')}${textField(scope, 'hardware', { optional: true })}${areaField(scope, 'digests', { optional: true, hint: true, rows: 2 })}</div>${areaField(scope, 'words', { label: 'changeWords' })}`;
}
