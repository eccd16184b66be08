import { dateText } from '../../model/message.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { actForm } from './act-form.ts';
import { assessmentHtml } from './assessment-html.ts';
import { casePage } from './case-page.ts';
import { type CaseView, nameOf } from './case-view.ts';
import { momentHtml } from './due-html.ts';
import { areaField, choiceField, type FormScope, selectField, textField } from './field.ts';
import { choiceWord } from './programme-words.ts';

/** The reviewer's page: what to look at, the report, and the recommendation with its committee. */
export function reviewPage(view: CaseView): string {
  const { messages } = view.frame;
  const { review, sentBack } = view.seen.case;
  return casePage(
    view,
    'review',
    html`${actForm(view, 'take-up-review', () => null)}
${(sentBack ?? []).map(({ votes, at }) => html`<section class="notice"><h2>${say(messages, 'portal.review.sentBack')} ${momentHtml(messages, at)}</h2><ul class="plain">${votes.map(({ reason, choice }) => html`<li>${choiceWord(messages, choice)} · <bdi>${reason}</bdi></li>`)}</ul></section>`)}
<section><h2>${say(messages, 'portal.review.list')}</h2>${checklist(view)}</section>
${review !== null && html`<section><h2>${say(messages, 'portal.review.said')}</h2><blockquote><bdi>${review.words}</bdi></blockquote><p class="soft"><bdi>${nameOf(view, review.by)}</bdi>, ${momentHtml(messages, review.at)}</p></section>`}
<section><h2>${say(messages, 'portal.review.recommend')}</h2>${actForm(view, 'recommend', (scope) => committeeFields(view, scope)) ?? html`<p class="empty">${say(messages, 'portal.review.notNow')}</p>`}
${actForm(view, 'return-to-evaluation', (scope) => areaField(scope, 'reason'), { folded: true, tone: 'quiet' })}${actForm(view, 'replace-member', (scope) => replaceFields(view, scope), { folded: true, tone: 'quiet' })}</section>
<section><h2>${say(messages, 'portal.review.report')}</h2>${assessmentHtml(view) ?? html`<p class="empty">${say(messages, 'portal.assessment.none')}</p>`}</section>`,
  );
}

function checklist({ seen, frame, laboratories }: CaseView): Html {
  const { messages } = frame;
  const { id, evaluation, nonconformities, agreement, evidence, laboratory, assessments } = seen.case;
  const official = assessments.some(({ digest }) => digest === evaluation?.assessment);
  const authorised = laboratories.find((each) => each.id === laboratory)?.authorisation;
  const items = [
    [evaluation !== null, 'evaluation', 'bench'],
    [official, 'official', 'assessment'],
    [nonconformities.every(({ closed }) => closed !== null), 'nonconformities', 'bench'],
    [evidence.length > 0, 'evidence', 'evidence'],
    [agreement !== null, 'agreement', 'overview'],
    [authorised !== null && authorised !== undefined && authorised.until >= frame.now.slice(0, 10), 'authorised', 'overview'],
  ] as const;
  return html`<ul class="checklist">${items.map(
    ([isDone, what, to]) =>
      html`<li class="${isDone ? 'done' : 'missing'}"><i aria-hidden="true">${isDone ? '✓' : '!'}</i><span><a href="/portal/cases/${id}${to === 'overview' ? '' : `/${to}`}">${say(messages, `portal.review.check.${what}`)}</a> <small>${say(messages, isDone ? 'portal.check.done' : 'portal.check.missing')}${what === 'authorised' && authorised !== null && authorised !== undefined && html` · ${dateText(messages, authorised.until)}`}</small></span></li>`,
  )}</ul>${agreement !== null && html`<p class="soft">${say(messages, 'portal.field.earlierRefusals')}</p><blockquote><bdi>${agreement.earlierRefusals}</bdi></blockquote>`}`;
}

function committeeFields({ deciders, committeeSize, frame }: CaseView, scope: FormScope): Html {
  const { messages } = frame;
  if (deciders.length < 2) return html`<p class="empty">${say(messages, 'portal.review.tooFew')}</p>`;
  const quorum = Math.floor(committeeSize / 2) + 1;
  return html`${areaField(scope, 'words', { label: 'recommendation', hint: true })}
${choiceField(
  scope,
  'members',
  deciders.map(({ person, name }) => ({ value: person, label: html`<bdi>${name}</bdi>` })),
  { many: true, hint: true, chosen: deciders.length === committeeSize ? deciders.map(({ person }) => person) : [] },
)}
${textField(scope, 'quorum', { type: 'number', value: String(quorum), hint: true })}`;
}

function replaceFields(view: CaseView, scope: FormScope): Html {
  const { committee } = view.seen.case;
  const all = [...new Set([...(committee?.members ?? []), ...(committee?.recused ?? []).map(({ member }) => member)])];
  const others = view.deciders.filter(({ person }) => !all.includes(person));
  return html`${selectField(
    scope,
    'member',
    all.map((id) => ({ value: id, label: nameOf(view, id) })),
  )}${selectField(
    scope,
    'by',
    others.map(({ person, name }) => ({ value: person, label: name })),
  )}${areaField(scope, 'reason')}`;
}
