import type { Committee } from '../../model/case.ts';
import { labelLetters } from '../../model/label-claims.ts';
import { rank } from '../../model/letter.ts';
import { text } from '../../model/message.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { actForm } from './act-form.ts';
import { assessmentHtml } from './assessment-html.ts';
import { casePage } from './case-page.ts';
import { type CaseView, nameOf } from './case-view.ts';
import { momentHtml } from './due-html.ts';
import { areaField, type Choice, choiceField, type FormScope, textField } from './field.ts';
import { choiceWord } from './programme-words.ts';

/** The committee's page: the anonymised case and a vote; once all have voted the outcome, whose case it is with the duty to recuse, the document, the signatures. */
export function decisionPage(view: CaseView): string {
  const { messages } = view.frame;
  const { committee, review, decision } = view.seen.case;
  if (committee === null) return casePage(view, 'decision', html`<p class="empty">${say(messages, 'portal.decision.none')}</p>`);
  return casePage(
    view,
    'decision',
    html`${committee.outcome !== null ? outcomeHtml(view, committee) : standing(view, committee)}
${decision !== null && decision.dissent.length > 0 && html`<section><h2>${say(messages, 'portal.decision.dissent')}</h2><ul class="plain">${decision.dissent.map(({ member, choice, reason }) => html`<li><bdi>${nameOf(view, member)}</bdi> · ${choiceWord(messages, choice)} · <bdi>${reason}</bdi></li>`)}</ul></section>`}
${review !== null && html`<section><h2>${say(messages, 'portal.review.said')}</h2><blockquote><bdi>${review.words}</bdi></blockquote></section>`}
${vote(view)}${committee.outcome === null && actForm(view, 'recuse', (scope) => areaField(scope, 'reason'), { folded: true, tone: 'quiet' })}
<section><h2>${say(messages, 'portal.review.report')}</h2>${assessmentHtml(view) ?? html`<p class="empty">${say(messages, 'portal.assessment.none')}</p>`}</section>`,
  );
}

const has = (list: readonly { readonly member: string }[], person: string): boolean => list.some(({ member }) => member === person);

function standing(view: CaseView, committee: Committee): Html {
  const { messages } = view.frame;
  const { seats, quorum, votes } = committee;
  const values = { quorum, seats };
  return html`<section class="card"><h2>${say(messages, 'portal.decision.open')}</h2><p>${say(messages, 'portal.decision.rule', values)}</p>
${has(votes, view.seat.person) && html`<p><strong><i aria-hidden="true">✓</i> ${say(messages, 'portal.decision.voted')}</strong></p>`}</section>`;
}

function vote(view: CaseView): Html | null {
  const { committee } = view.seen.case;
  const { person } = view.seat;
  if (committee === null || committee.outcome !== null || !committee.members.includes(person) || has(committee.votes, person)) return null;
  const { messages } = view.frame;
  return html`<section><h2>${say(messages, 'portal.decision.vote')}</h2>${actForm(view, 'vote', (scope) => html`${choiceField(scope, 'choice', choices(view))}${areaField(scope, 'reason', { label: 'voteReason', hint: true })}`)}</section>`;
}

/** Nothing above the computed letter is on offer. */
function choices({ seen, frame }: CaseView): readonly Choice[] {
  const { messages } = frame;
  const { assessments, evaluation } = seen.case;
  const computed = assessments.findLast(({ digest }) => digest === evaluation?.assessment)?.letter ?? null;
  const lower =
    computed === null ? [] : labelLetters.filter((letter) => rank(letter) < rank(computed)).toSorted((a, b) => rank(b) - rank(a));
  const isLabel = labelLetters.some((letter) => letter === computed);
  const plain = (key: string): Content => say(messages, `portal.choice.${key}.plain`);
  return [
    ...(isLabel
      ? [{ value: 'confirm', label: say(messages, 'portal.choice.confirm.letter', { letter: computed ?? '' }), plain: plain('confirm') }]
      : []),
    ...lower.map((letter) => ({
      value: `lower ${letter}`,
      label: say(messages, 'portal.choice.lower', { letter }),
      plain: plain('lower'),
    })),
    { value: 'refuse', label: say(messages, 'portal.choice.refuse'), plain: plain('refuse') },
    { value: 'send-back', label: say(messages, 'portal.choice.send-back'), plain: plain('send-back') },
  ];
}

function outcomeHtml(view: CaseView, committee: Committee): Html {
  const { messages } = view.frame;
  const { outcome, votes, quorum, signatures } = committee;
  const { case: of, document } = view.seen;
  const letter = outcome?.kind === 'grant' ? outcome.letter : '–';
  return html`<section class="card outcome-card"><div class="tile small" aria-hidden="true">${letter}</div><div><h2>${say(messages, `portal.outcome.${outcome?.kind ?? 'refuse'}`, { letter })}</h2>
<ul class="plain">${votes.map(({ member, choice, reason }) => html`<li><bdi>${nameOf(view, member)}</bdi> · ${choiceWord(messages, choice)} · <bdi>${reason}</bdi></li>`)}</ul>
<p>${say(messages, 'portal.decision.signed', { count: signatures.length, quorum })} ${signatures.map(({ member, at, method }) => html`<span class="chip"><bdi>${nameOf(view, member)}</bdi> · ${say(messages, `portal.method.${method}`)} · ${momentHtml(messages, at)}</span> `)}</p></div></section>
${of.decision === null && !view.seen.anonymised && html`<section class="notice"><h2>${say(messages, 'portal.decision.whose')} <bdi>${nameOf(view, of.applicant)}</bdi></h2><p>${say(messages, 'portal.decision.duty')}</p>${actForm(view, 'recuse', (scope) => areaField(scope, 'reason'), { folded: true, tone: 'quiet' })}</section>`}
${document !== null && html`<section><h2>${say(messages, 'portal.decision.document')}</h2><details${of.decision === null && html` open`}><summary>SHA-256 <code>${document.sha256}</code></summary><pre class="document" tabindex="0">${document.text}</pre></details>${sign(view, committee, document.sha256)}</section>`}`;
}

/** By passkey over the document's digest, or by the code of the second factor; one who dissents from a grant signs nothing and is recorded. */
function sign(view: CaseView, { members, signatures }: Committee, document: string): Html | null {
  const { messages } = view.frame;
  const { person } = view.seat;
  if (!members.includes(person) || has(signatures, person) || view.seen.case.decision !== null) return null;
  const fields = (method: string, more: (scope: FormScope) => Content) => (scope: FormScope) =>
    html`<input type="hidden" name="document" value="${document}"><input type="hidden" name="method" value="${method}">${more(scope)}`;
  const byCode = actForm(
    view,
    'sign',
    fields('second-factor', (scope) => textField(scope, 'code', { autocomplete: 'one-time-code', hint: true })),
    { about: { field: 'by', value: 'code' }, tone: view.hasPasskey ? 'quiet' : 'main', button: say(messages, 'portal.sign.code') },
  );
  const byPasskey =
    view.hasPasskey &&
    actForm(
      view,
      'sign',
      fields(
        'passkey',
        () =>
          html`<input type="hidden" name="assertion" data-passkey="get" data-options="/portal/passkey-options?for=decision&amp;document=${document}" data-failed="${text(messages, 'portal.passkey.failed')}"><noscript><p class="soft">${say(messages, 'portal.passkey.noscript')}</p></noscript><p role="status"></p>`,
      ),
      { about: { field: 'by', value: 'passkey' }, plain: false, button: say(messages, 'portal.sign.passkey') },
    );
  if (!view.hasPasskey && !view.hasSecondFactor)
    return html`<p class="notice">${say(messages, 'portal.sign.none')} <a href="/portal/account">${say(messages, 'portal.nav.account')}</a></p>`;
  return html`<h3>${say(messages, 'portal.decision.sign')}</h3><div class="pairs">${byPasskey}${view.hasSecondFactor && byCode}</div>`;
}
