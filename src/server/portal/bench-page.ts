import type { Nonconformity } from '../../model/case.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { phraseHtml, say } from '../../reports/html/phrase-html.ts';
import { criterionText, question, type ReportView, reportView } from '../../reports/report-view.ts';
import { actForm } from './act-form.ts';
import { casePage } from './case-page.ts';
import { type CaseView, nameOf } from './case-view.ts';
import { momentHtml } from './due-html.ts';
import { areaField, choiceField, type FormScope, selectField, textField } from './field.ts';
import { actionWord } from './programme-words.ts';

/** The laboratory's work: tests that need a person, nonconformities, completion. The maker sees the nonconformities and answers them here. */
export function benchPage(view: CaseView): string {
  const { messages } = view.frame;
  const { nonconformities, evaluation } = view.seen.case;
  const complete = actForm(view, 'complete-evaluation', (scope) => areaField(scope, 'words', { hint: true, label: 'evaluation' }));
  const raise = actForm(
    view,
    'raise-nonconformity',
    (scope) =>
      html`${selectField(scope, 'criterion', criteria(view), { optional: true })}${areaField(scope, 'words', { label: 'nonconformity' })}`,
    {
      folded: true,
      tone: 'quiet',
    },
  );
  return casePage(
    view,
    'bench',
    html`${actForm(view, 'begin-evaluation', () => null)}
${evaluation !== null && html`<section><h2>${say(messages, 'portal.bench.done')}</h2><blockquote><bdi>${evaluation.words}</bdi></blockquote><p class="soft"><bdi>${nameOf(view, evaluation.by)}</bdi>, ${momentHtml(messages, evaluation.at)}</p></section>`}
<section><h2>${say(messages, 'portal.bench.nonconformities')}</h2>${nonconformities.length === 0 ? html`<p class="empty">${say(messages, 'portal.bench.none')}</p>` : nonconformities.map((each) => nonconformityHtml(view, each))}${raise}</section>
${recordForm(view)}
${complete !== null && html`<section><h2>${say(messages, 'portal.bench.complete')}</h2>${complete}</section>`}`,
  );
}

const criteria = ({ scheme, frame, assessed, questions }: CaseView): readonly { readonly value: string; readonly label: Content }[] =>
  (scheme?.criteria ?? []).map((criterion) => {
    const english = criterion.title;
    const title =
      assessed === null || scheme === null
        ? english
        : criterionText(reportView({ assessment: assessed.assessment, scheme, questions }, frame.messages), criterion.id, 'title').text;
    return { value: criterion.id, label: `${criterion.rung} · ${title}` };
  });

function nonconformityHtml(view: CaseView, { id, criterion, words, raisedBy, raisedAt, answers, closed }: Nonconformity): Html {
  const { messages } = view.frame;
  const about = { field: 'nonconformity', value: id };
  const title = criteria(view).find(({ value }) => value === criterion)?.label;
  const said = (by: string, at: string): Html => html`<p class="soft"><bdi>${nameOf(view, by)}</bdi>, ${momentHtml(messages, at)}</p>`;
  return html`<article class="card"><h3>${say(messages, 'portal.bench.number', { number: id.replace('nc-', '') })} <span class="chip">${say(messages, closed === null ? 'portal.bench.open' : 'portal.bench.closed')}</span></h3>${title !== undefined && html`<p class="soft">${title}</p>`}
<blockquote><bdi>${words}</bdi></blockquote>${said(raisedBy, raisedAt)}
${answers.map((answer) => html`<div class="answer"><strong>${say(messages, 'portal.bench.answer')}</strong><blockquote><bdi>${answer.words}</bdi></blockquote>${said(answer.by, answer.at)}</div>`)}
${closed !== null && html`<div class="answer"><strong>${say(messages, 'portal.bench.closedBy')}</strong><blockquote><bdi>${closed.words}</bdi></blockquote>${said(closed.by, closed.at)}</div>`}
${closed === null && html`${actForm(view, 'answer-nonconformity', (scope) => areaField(scope, 'words', { label: 'answer' }), { about })}${actForm(view, 'close-nonconformity', (scope) => areaField(scope, 'words', { label: 'closing' }), { about, folded: true, tone: 'quiet' })}`}</article>`;
}

/** Probes that a person answers: of what is open in the newest assessment, where a test record would settle it; without one, those a rule asks that software decides nothing of. */
function askedOfPeople({ assessed, scheme }: Pick<CaseView, 'assessed' | 'scheme'>): readonly {
  readonly criterion: string;
  readonly part: string;
  readonly probes: readonly string[];
}[] {
  if (assessed === null || scheme === null) return [];
  const { wouldSettle, findings } = assessed.assessment;
  const probeOf = new Map(findings.map(({ id, probe }) => [id, probe]));
  return wouldSettle
    .filter(({ evidence }) => evidence.includes('test-record'))
    .map(({ criterion, part, openBecause }) => ({
      criterion,
      part,
      probes: [...new Set(openBecause.flatMap((id) => probeOf.get(id) ?? []))],
    }))
    .filter(({ probes }) => probes.length > 0);
}

/** A test record as a form: who tested which unit when, and an answer a question. Part of `add-evidence`: a record is a file of the case. */
function recordForm(view: CaseView): Html | null {
  const { assessed, scheme, questions, frame } = view;
  const { messages } = frame;
  if (view.seat.role !== 'evaluator' || !view.seen.allowed.includes('add-evidence')) return null;
  const asked = askedOfPeople(view);
  const attach = html`<p><a href="/portal/cases/${view.seen.case.id}/evidence">${say(messages, 'portal.bench.attach')}</a></p>`;
  if (assessed === null || scheme === null || asked.length === 0)
    return html`<section><h2>${say(messages, 'portal.bench.tests')}</h2><div class="empty"><p>${say(messages, assessed === null ? 'portal.bench.assessFirst' : 'portal.bench.noTests')}</p>${assessed === null && html`<p><a href="/portal/cases/${view.seen.case.id}/assessment">${actionWord(messages, 'request-assessment')}</a></p>`}</div>${attach}</section>`;
  const report = reportView({ assessment: assessed.assessment, scheme, questions }, messages);
  const form = actForm(view, 'add-evidence', (scope) => recordFields(view, report, scope, asked), {
    about: { field: 'record', value: 'yes' },
    plain: false,
    button: say(messages, 'portal.bench.record'),
  });
  return html`<section><h2>${say(messages, 'portal.bench.tests')}</h2><p class="soft">${say(messages, 'portal.bench.tests.plain')}</p><div class="card">${form}</div>${attach}</section>`;
}

function recordFields(view: CaseView, report: ReportView, scope: FormScope, asked: ReturnType<typeof askedOfPeople>): Html {
  const { messages, now } = view.frame;
  const parts = [...new Set(asked.map(({ part }) => part))].map((id) => ({ value: id, label: report.parts.get(id)?.name ?? id }));
  const seen = new Set<string>();
  const fresh = (probes: readonly string[]): readonly string[] => probes.filter((probe) => !seen.has(probe) && seen.add(probe));
  return html`<div class="grid">${textField(scope, 'laboratory', { value: nameOf(view, view.seat.organisation), label: 'laboratoryName' })}${textField(scope, 'date', { type: 'date', value: now.slice(0, 10), label: 'testDate' })}
${textField(scope, 'unit', { hint: true })}${selectField(scope, 'part', parts, { value: parts[0]?.value })}</div>
${asked.map(({ criterion, probes }) => {
  const open = fresh(probes);
  return (
    open.length > 0 &&
    html`<h3>${phraseHtml(criterionText(report, criterion, 'title'), messages)}</h3><p class="soft">${phraseHtml(criterionText(report, criterion, 'settle'), messages)}</p>${open.map((probe) => answerFields(scope, report, probe))}`
  );
})}`;
}

const answers = ['yes', 'no', 'untested'] as const;

function answerFields(scope: FormScope, report: ReportView, probe: string): Html {
  const { messages } = scope;
  const choices = answers.map((value) => ({ value, label: say(messages, `portal.answer.${value}`) }));
  return html`<div class="probe"><input type="hidden" name="probe" value="${probe}"><p><strong>${phraseHtml(question(report, probe), messages)}</strong></p><div class="grid">${choiceField(scope, `is.${probe}`, choices, { label: 'answerIs', chosen: ['untested'] })}${areaField(scope, `place.${probe}`, { label: 'place', hint: true, optional: true, rows: 2 })}</div></div>`;
}
