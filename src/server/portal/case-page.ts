import type { CaseState } from '../../model/case.ts';
import { text } from '../../model/message.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { troubles } from './act-form.ts';
import { type CaseSection, type CaseView, nameOf } from './case-view.ts';
import { clockHtml, isTerm } from './due-html.ts';
import { portalPage } from './portal-page.ts';
import { roleWord, stateWord } from './programme-words.ts';
import { turnOf } from './turn-of.ts';

/** A page of a case: what it is, where it stands, whose turn it is, and below its sections the one that is open. */
export function casePage(view: CaseView, section: CaseSection, main: Content): string {
  const { frame, seen } = view;
  const { messages } = frame;
  const of = seen.case;
  const title = titleOf(view);
  return portalPage(frame, {
    title: section === 'overview' ? title : `${text(messages, `portal.section.${section}`)} · ${title}`,
    refresh: of.assessing === null ? undefined : 5,
    main: html`<div class="casehead"><p class="soft"><a href="/portal/cases">${say(messages, 'portal.nav.cases')}</a> › <code>${of.id}</code>${of.certificate !== null && html` · <code>${of.certificate.number}</code>`}</p>
<h1><bdi>${title}</bdi></h1>
<p class="stand"><span class="state ${of.state}">${stateWord(messages, of.state)}</span>${!seen.anonymised && html` <bdi>${nameOf(view, of.applicant)}</bdi>`}</p>
${seen.anonymised && html`<p class="notice">${say(messages, 'portal.anonymised')}</p>`}
${stepLine(view)}${turn(view)}</div>
${tabs(view, section)}
${of.assessing !== null && html`<p class="running" role="status" data-refresh="/portal/cases/${of.id}/status" data-version="${of.version}"><i aria-hidden="true"></i> ${say(messages, 'portal.assessing')} <progress max="1" hidden aria-label="${text(messages, 'portal.assessing.progress')}"></progress> <bdi></bdi></p>`}
${lost(view, html`${main}`)}${main}`,
  });
}

/** A refusal whose form is not on the page any more is told above it. */
const lost = (view: CaseView, main: Html): Html | false =>
  view.tried !== null && !main.source.includes('role="alert"') && troubles(view, view.tried);

const titleOf = ({ seen, frame }: CaseView): string =>
  seen.anonymised || seen.case.description === null
    ? text(frame.messages, 'portal.case', { id: seen.case.id })
    : seen.case.description.product.name;

const steps = ['draft', 'submitted', 'evaluation', 'review', 'decision', 'in-force'] as const;
const stepOf: Readonly<Record<CaseState, number>> = {
  draft: 0,
  submitted: 1,
  rejected: 1,
  accepted: 2,
  'in-evaluation': 2,
  'nonconformities-open': 2,
  evaluated: 3,
  'in-review': 3,
  'decision-pending': 4,
  refused: 4,
  cancelled: 0,
  'in-force': 5,
  'under-review': 5,
  suspended: 5,
  reduced: 5,
  withdrawn: 5,
  terminated: 5,
  lapsed: 5,
  expired: 5,
  renewed: 5,
};
const endStates: readonly CaseState[] = ['rejected', 'refused', 'cancelled', 'withdrawn', 'terminated', 'lapsed', 'expired', 'renewed'];

/** Where the case stands among the steps from draft to certificate. */
function stepLine({ frame, seen }: CaseView): Html {
  const { messages } = frame;
  const here = stepOf[seen.case.state];
  return html`<ol class="steps" aria-label="${text(messages, 'portal.steps')}">${steps.map((step, index) => {
    const kind = index < here ? 'past' : index === here ? (endStates.includes(seen.case.state) ? 'end' : 'here') : 'ahead';
    return html`<li class="${kind}"${index === here && html` aria-current="step"`}><i aria-hidden="true">${kind === 'past' ? '✓' : kind === 'end' ? '×' : index + 1}</i><span>${say(messages, `portal.step.${step}`)}</span></li>`;
  })}</ol>`;
}

/** Whose turn it is and until when; every other clock that runs, below it. */
function turn(view: CaseView): Html {
  const { messages, now } = view.frame;
  const { seat } = view;
  const { state, ended } = view.seen.case;
  const first = view.seen.clocks.find(({ kind }) => !isTerm(kind));
  const whose = first?.whose ?? turnOf[state];
  const isMine = whose === seat.role && !hasVoted(view);
  const rest = view.seen.clocks.filter((clock) => clock !== first);
  return html`<div class="turn${isMine && ' yours'}"><p>${
    whose === undefined
      ? say(messages, endStates.includes(state) ? 'portal.turn.ended' : 'portal.turn.nobody')
      : isMine
        ? html`<strong>${say(messages, 'portal.turn.yours')}</strong>${turnOf[state] === seat.role && html` ${say(messages, `portal.next.${state}`)}`}`
        : whose === seat.role
          ? say(messages, 'portal.turn.done')
          : html`${say(messages, 'portal.turn.of')} <strong>${roleWord(messages, whose)}</strong>`
  }</p>${first !== undefined && html`<p>${clockHtml(messages, first, now)}</p>`}
${ended !== null && state !== 'renewed' && state !== 'refused' && state !== 'expired' && html`<blockquote><bdi>${ended}</bdi></blockquote>`}
${rest.length > 0 && html`<ul class="clocks">${rest.map((clock) => html`<li>${clockHtml(messages, clock, now)}${clock.whose !== seat.role && html` <small>· ${roleWord(messages, clock.whose)}</small>`}</li>`)}</ul>`}</div>`;
}

/** A member of the committee who has voted waits for the others, until the outcome asks for signatures. */
const hasVoted = ({ seen, seat }: CaseView): boolean => {
  const { committee } = seen.case;
  return committee !== null && committee.outcome === null && committee.votes.some(({ member }) => member === seat.person);
};

/** The sections that have something for this seat. */
function sectionsOf({ seat, seen }: CaseView): readonly CaseSection[] {
  const { state, certificate, committee, review, nonconformities } = seen.case;
  const at = stepOf[state];
  const { role } = seat;
  const applies = role === 'applicant';
  return [
    'overview',
    'description',
    'evidence',
    'statements',
    'assessment',
    ...(applies ? (['submission'] as const) : []),
    ...(role === 'evaluator' || nonconformities.length > 0 ? (['bench'] as const) : []),
    ...(role === 'reviewer' || (review !== null && !applies && role !== 'evaluator') ? (['review'] as const) : []),
    ...(committee !== null && role !== 'evaluator' && (role !== 'applicant' || seen.case.decision !== null) ? (['decision'] as const) : []),
    ...(certificate !== null && at === 5 ? (['surveillance'] as const) : []),
    'history',
  ];
}

function tabs(view: CaseView, section: CaseSection): Html {
  const { messages } = view.frame;
  const base = `/portal/cases/${view.seen.case.id}`;
  return html`<nav class="tabs" aria-label="${text(messages, 'portal.sections')}"><ul>${sectionsOf(view).map(
    (each) =>
      html`<li><a href="${base}${each === 'overview' ? '' : `/${each}`}"${each === section && html` aria-current="page"`}>${say(messages, `portal.section.${each}`)}</a></li>`,
  )}</ul></nav>`;
}
