import { dateText } from '../../model/message.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { actForm } from './act-form.ts';
import { casePage } from './case-page.ts';
import { type CaseView, nameOf } from './case-view.ts';
import { momentHtml } from './due-html.ts';
import { areaField, checkField, choiceField, type FormScope } from './field.ts';

/** What is still missing, the laboratory, the agreement by its version, and the declaration of earlier refusals. */
export function submissionPage(view: CaseView): string {
  const { messages } = view.frame;
  const of = view.seen.case;
  return casePage(
    view,
    'submission',
    html`<section><h2>${say(messages, 'portal.submission.list')}</h2>${checklist(view)}</section>
<section><h2>${say(messages, 'portal.submission.laboratory')}</h2>${of.laboratory !== null && html`<p>${say(messages, 'portal.submission.chosen')} <strong><bdi>${nameOf(view, of.laboratory)}</bdi></strong></p>`}
${actForm(view, 'choose-laboratory', (scope) => laboratories(view, scope), { tone: of.laboratory === null ? 'main' : 'quiet', folded: of.laboratory !== null })}</section>
<section><h2>${say(messages, 'portal.submission.agreement')}</h2>${
      of.agreement === null
        ? (actForm(view, 'submit', (scope) => declaration(view, scope)) ??
          html`<p class="empty">${say(messages, 'portal.submission.later')}</p>`)
        : html`<div class="card"><p>${say(messages, 'portal.submission.agreed', { version: of.agreement.version, name: nameOf(view, of.agreement.by) })} ${momentHtml(messages, of.agreement.at)}</p><p class="soft">${say(messages, 'portal.field.earlierRefusals')}</p><blockquote><bdi>${of.agreement.earlierRefusals}</bdi></blockquote></div>${actForm(view, 'submit', (scope) => declaration(view, scope))}`
    }</section>`,
  );
}

function checklist({ seen, frame }: CaseView): Html {
  const { messages } = frame;
  const { id, description, evidence, statements, laboratory, assessments } = seen.case;
  const items = [
    ['description', description !== null, true],
    ['evidence', evidence.length > 0, true],
    ['statements', statements.length > 0, false],
    ['assessment', assessments.length > 0, false],
    ['laboratory', laboratory !== null, true],
  ] as const;
  return html`<ul class="checklist">${items.map(([what, isDone, isNeeded]) => {
    const to = what === 'laboratory' ? 'submission' : what;
    return html`<li class="${isDone ? 'done' : isNeeded ? 'missing' : 'advised'}"><i aria-hidden="true">${isDone ? '✓' : isNeeded ? '!' : '○'}</i><span><a href="/portal/cases/${id}/${to}">${say(messages, `portal.check.${what}`)}</a> <small>${say(messages, isDone ? 'portal.check.done' : isNeeded ? 'portal.check.missing' : 'portal.check.advised')}</small></span></li>`;
  })}</ul>`;
}

/** Only those that may evaluate this scheme today, and never the applicant's own. */
function laboratories({ laboratories: all, seen, frame }: CaseView, scope: FormScope): Html {
  const { messages, now } = frame;
  const { scheme, applicant, laboratory } = seen.case;
  const fit = all.filter(
    ({ id, authorisation }) =>
      id !== applicant && authorisation !== null && authorisation.schemes.includes(scheme) && authorisation.until >= now.slice(0, 10),
  );
  if (fit.length === 0) return html`<p class="empty">${say(messages, 'portal.submission.noLaboratory')}</p>`;
  return choiceField(
    scope,
    'laboratory',
    fit.map(({ id, name, authorisation }) => ({
      value: id,
      label: html`<bdi>${name}</bdi>`,
      plain: say(messages, 'portal.authorised', { date: dateText(messages, authorisation?.until ?? '') }),
    })),
    { chosen: laboratory === null ? [] : [laboratory] },
  );
}

const declaration = (
  { agreement, frame }: CaseView,
  scope: FormScope,
): Html => html`<details class="agreement" open><summary>${say(frame.messages, 'portal.submission.text', { version: agreement.version })}</summary><div tabindex="0" role="region" aria-label="${agreement.version}">${agreement.text.split(/\n{2,}| (?=\d+\. )/).map((paragraph) => html`<p>${paragraph}</p>`)}</div></details>
<input type="hidden" name="agreement" value="${agreement.version}">
${areaField(scope, 'earlierRefusals', { hint: true, rows: 3 })}${scope.faults['agreed'] !== undefined && html`<p class="fault">${say(frame.messages, 'portal.fault.agree')}</p>`}${checkField(scope, 'agreed')}`;
