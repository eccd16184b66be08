import type { CaseStatement } from '../../model/case.ts';
import { type StatementTopic, statementTopics } from '../../model/dossier.ts';
import type { Finding } from '../../model/finding.ts';
import { dateText } from '../../model/message.ts';
import { findingsHtml } from '../../reports/html/finding-html.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { reportView } from '../../reports/report-view.ts';
import { actForm } from './act-form.ts';
import { casePage } from './case-page.ts';
import { type CaseView, partName } from './case-view.ts';
import { areaField, type FormScope, selectField, textField } from './field.ts';
import { typedText } from './typed.ts';

/** Probes whose answers speak about a topic (docs/spec/dossier.md, Statements). */
const probesOn: Readonly<Record<StatementTopic, readonly string[]>> = {
  'support-until': ['support-ended', 'support-period-published'],
  'support-page': ['support-period-published'],
  'disclosure-contact': ['disclosure-contact-published'],
  'disclosure-policy': ['disclosure-policy-published'],
  'update-mechanism': ['update-mechanism'],
  'update-authenticity': ['unauthenticated-update'],
  'default-passwords': ['known-password', 'shared-credential-on-network', 'empty-password'],
  'remote-shell': ['open-shell', 'remote-shell-at-boot'],
  cloud: [],
};

/** The maker states first; only what is stated is set beside what the evidence says, so that nobody copies it unread. */
export function statementsPage(view: CaseView): string {
  const { messages } = view.frame;
  const { statements } = view.seen.case;
  const form = actForm(view, 'state', (scope) => statementRows(view, scope), { button: say(messages, 'portal.statements.save') });
  return casePage(
    view,
    'statements',
    html`<p class="lead">${say(messages, 'portal.statements.plain')}</p>${
      form ??
      (statements.length === 0
        ? html`<p class="empty">${say(messages, 'portal.statements.none')}</p>`
        : statements.map((statement) => shown(view, statement)))
    }`,
  );
}

function statementRows(view: CaseView, scope: FormScope): Content {
  const { statements } = view.seen.case;
  const open = statementTopics.filter((topic) => !statements.some((each) => each.topic === topic));
  const rows: readonly (CaseStatement | StatementTopic)[] = [...statements, ...open];
  const { messages } = scope;
  return html`${statements.length > 0 && html`<section><h2>${say(messages, 'portal.statements.said')}</h2>${rows.slice(0, statements.length).map((row, index) => rowHtml(view, scope, row, index))}</section>`}
${open.length > 0 && html`<section><h2>${say(messages, 'portal.statements.open')}</h2><p class="soft">${say(messages, 'portal.statements.open.plain')}</p>${open.map((topic, index) => rowHtml(view, scope, topic, statements.length + index))}</section>`}
<details class="act quiet"><summary>${say(messages, 'portal.statements.more')}</summary><p class="soft">${say(messages, 'portal.statements.more.plain')}</p>${moreRow(view, scope, rows.length)}</details>`;
}

const partsOf = ({ seen }: CaseView): readonly { readonly value: string; readonly label: string }[] =>
  (seen.case.description?.parts ?? []).map(({ id, name }) => ({ value: id, label: name }));

/** Topics that take a sentence. */
const wordy: readonly StatementTopic[] = ['update-mechanism', 'update-authenticity', 'remote-shell', 'cloud'];

function rowHtml(view: CaseView, scope: FormScope, row: CaseStatement | StatementTopic, index: number): Html {
  const { messages } = scope;
  const said = typeof row === 'string' ? null : row;
  const topic = typeof row === 'string' ? row : row.topic;
  const isAdopted = scope.typed === null ? said?.adopted === true : typedText(scope.typed, `adopted.${index}`) !== '';
  const fields = html`<input type="hidden" name="row" value="${index}"><input type="hidden" name="topic.${index}" value="${topic}">
<div class="grid">${wordy.includes(topic) ? areaField(scope, `value.${index}`, { value: said?.value, optional: 'silent', hint: true, label: `topic.${topic}`, rows: 2 }) : textField(scope, `value.${index}`, { value: said?.value, optional: 'silent', hint: true, label: `topic.${topic}`, ...(topic === 'support-until' ? { type: 'date' } : {}) })}
${selectField(scope, `part.${index}`, partsOf(view), { value: said?.part, optional: 'silent', blank: 'wholeProduct', label: 'part' })}</div>
${said !== null && html`<label class="choice" for="${scope.id}-adopted-${index}"><input type="checkbox" id="${scope.id}-adopted-${index}" name="adopted.${index}" value="yes"${isAdopted && html` checked`}><span>${say(messages, 'portal.statements.adopt')}<small>${say(messages, 'portal.statements.adopt.plain')}</small></span></label>`}`;
  if (said === null) return html`<div class="card">${fields}</div>`;
  return html`<div class="card say-see"><div><h3>${say(messages, 'portal.statements.yousay')}${said.adopted && html` <span class="chip">${say(messages, 'portal.statements.adopted')}</span>`}</h3>${fields}</div><div><h3>${say(messages, 'portal.statements.wesee')}</h3>${weSee(view, said)}</div></div>`;
}

/** One more of a topic that is stated already, for another part. */
function moreRow(view: CaseView, scope: FormScope, index: number): Html {
  const { messages } = scope;
  return html`<input type="hidden" name="row" value="${index}"><div class="grid">${selectField(
    scope,
    `topic.${index}`,
    statementTopics.map((topic) => ({ value: topic, label: say(messages, `portal.field.topic.${topic}`) })),
    { label: 'topic', optional: 'silent' },
  )}
${textField(scope, `value.${index}`, { optional: 'silent', label: 'value' })}${selectField(scope, `part.${index}`, partsOf(view), { optional: 'silent', blank: 'wholeProduct', label: 'part' })}</div>`;
}

/** What the newest assessment found on a topic apart from statements; never shown for a topic that is not stated. */
function weSee(view: CaseView, { topic, part }: CaseStatement): Html {
  const { frame, assessed, scheme, questions } = view;
  const { messages } = frame;
  if (assessed === null || scheme === null) return html`<p class="soft">${say(messages, 'portal.statements.unassessed')}</p>`;
  const isOn = (finding: Finding): boolean =>
    probesOn[topic].includes(finding.probe) && finding.basis !== 'statement' && (part === null || finding.part === part);
  const { findings } = assessed.assessment;
  const contradicted = findings.filter(
    (finding) =>
      finding.probe === 'statement-contradicted' &&
      finding.outcome === 'yes' &&
      (part === null || finding.part === part) &&
      finding.places.some(({ note }) => note?.includes(topic) === true),
  );
  const ids = [...contradicted, ...findings.filter(isOn)].map(({ id }) => id);
  const report = reportView({ assessment: assessed.assessment, scheme, questions }, messages);
  return html`${contradicted.length > 0 && html`<p class="trouble"><strong><i aria-hidden="true">!</i> ${say(messages, 'portal.statements.contradicted')}</strong></p>`}
${ids.length === 0 ? html`<p class="soft">${say(messages, 'portal.statements.nothing')}</p>` : html`<div class="report">${findingsHtml(report, ids)}</div>`}
<p class="soft">${say(messages, 'report.asOf', { date: dateText(messages, assessed.kept.asOf) })}</p>`;
}

function shown(view: CaseView, statement: CaseStatement): Html {
  const { messages } = view.frame;
  const part = partName(view, statement.part);
  return html`<div class="card say-see"><div><h3>${say(messages, `portal.field.topic.${statement.topic}`)}${statement.adopted && html` <span class="chip">${say(messages, 'portal.statements.adopted')}</span>`}</h3>
<p><bdi>${statement.value}</bdi></p><p class="soft">${part === null ? say(messages, 'portal.wholeProduct') : html`<bdi>${part}</bdi>`}</p></div><div><h3>${say(messages, 'portal.statements.wesee')}</h3>${weSee(view, statement)}</div></div>`;
}
