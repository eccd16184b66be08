import type { AssessmentPurpose } from '../../model/case.ts';
import type { Role } from '../../model/organisation.ts';
import { html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { actForm } from './act-form.ts';
import { assessmentHtml } from './assessment-html.ts';
import { casePage } from './case-page.ts';
import type { CaseView } from './case-view.ts';
import { momentHtml } from './due-html.ts';

const purposeOf: Readonly<Partial<Record<Role, AssessmentPurpose>>> = {
  applicant: 'preview',
  evaluator: 'official',
  'surveillance-officer': 'surveillance',
};

/** The letter as the evidence gives it now: what decided it, what would settle and what would improve it; asked for anew by a press. */
export function assessmentPage(view: CaseView): string {
  const { messages } = view.frame;
  const { case: of } = view.seen;
  const purpose = purposeOf[view.seat.role];
  const isRunning = of.assessing !== null;
  const ask =
    purpose === undefined || isRunning
      ? null
      : actForm(view, 'request-assessment', () => html`<input type="hidden" name="purpose" value="${purpose}">`, {
          tone: view.assessed === null ? 'main' : 'quiet',
        });
  const shown = assessmentHtml(view);
  const earlier = of.assessments.filter(({ digest }) => digest !== view.assessed?.kept.digest).toReversed();
  return casePage(
    view,
    'assessment',
    html`${ask}${shown ?? (!isRunning && html`<p class="empty">${say(messages, 'portal.assessment.none')}</p>`)}
${
  earlier.length > 0 &&
  html`<section><h2>${say(messages, 'portal.assessment.earlier')}</h2><ul class="plain">${earlier.map(
    ({ digest, letter, purpose: what, at }) =>
      html`<li><a href="/portal/cases/${of.id}/report/${digest}">${say(messages, `portal.purpose.${what}`)} · ${letter ?? say(messages, 'report.notRated')}</a> · ${momentHtml(messages, at)}</li>`,
  )}</ul></section>`
}`,
  );
}
