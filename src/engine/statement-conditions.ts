import type { Ruling } from '../assessment/merge-atom.ts';
import { conditionRuling } from '../assessment/weighed-statement.ts';
import { printable } from '../foundation/printable.ts';
import type { ComponentStatement, HandedStatement, StatementCondition } from '../model/component-statement.ts';
import type { Part, PartKind } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
import { longestNote } from '../probes/answer.ts';
import { recordAnswers } from '../probes/records.ts';
import { type Asking, inputFor, settledFindings } from './ask-probes.ts';

/** What a laboratory's record answers a condition under that no probe looks at; it is `yes` where the condition holds. */
export const conditionQuestion = ({ source, number }: ComponentStatement, condition: StatementCondition): string =>
  `condition-${source}-${slug(number)}-${condition.id}`;

/** As record/1 spells its questions: lower case, digits and single hyphens. */
export const slug = (number: string): string =>
  number
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

export type CheckedCondition = {
  readonly condition: StatementCondition;
  readonly ruling: Ruling;
  /** What was found out for it that no probe's finding says yet: the condition itself, and what records answer. */
  readonly findings: readonly Finding[];
};

/** Parts that a component can sit in. */
const hostKinds: readonly PartKind[] = ['device', 'hub'];

/** The parts around a component: a module's hosts, else the part that embeds it. */
function hostsOf(part: Part, parts: readonly Part[]): readonly Part[] {
  const hosts = part.kind === 'module' ? parts.filter(({ kind }) => hostKinds.includes(kind)) : [part];
  return hosts.length === 0 ? [part] : hosts;
}

/** Holds one condition against what was found of the part and of what it sits in. */
export function checkCondition(
  asking: Asking,
  { file, part: id, statement }: HandedStatement,
  part: Part,
  condition: StatementCondition,
  known: readonly Finding[],
): CheckedCondition {
  const question = conditionQuestion(statement, condition);
  const hosts = hostsOf(part, asking.dossier.parts);
  const { check } = condition;
  const recorded = check === null ? recordedFindings(asking, question, part, hosts) : [];
  const pools = hosts.map((host) =>
    check === null
      ? recorded.filter((finding) => finding.part === host.id || finding.part === id)
      : known.filter((finding) => finding.probe === check.probe && (finding.part === host.id || finding.part === id)),
  );
  const ruling = conditionRuling(pools, check?.is ?? 'yes');
  const asked = check === null ? `a laboratory's record answers ${question}` : `${check.probe} is ${check.is}`;
  const own: Finding = {
    id: `${question}/${id}/0`,
    probe: question,
    part: id,
    outcome: ruling.truth === 'unknown' ? 'unknown' : ruling.truth === 'true' ? 'yes' : 'no',
    reason: ruling.truth === 'unknown' ? (ruling.decidedBy.find(({ reason }) => reason !== null)?.reason ?? 'absent') : null,
    places: [{ at: `${file}#${condition.id}`, note: printable(condition.words, longestNote) }],
    scope: `condition of ${statement.number}: ${asked}`,
    evidence: [file],
    basis: 'component-statement',
    assurance: ruling.assurance ?? 'stated',
    claimed: ruling.assurance ?? 'stated',
  };
  return { condition, ruling: { ...ruling, decidedBy: [own, ...ruling.decidedBy] }, findings: [own, ...recorded] };
}

/** What records say to a condition, each by the part it was filed under; a record of the whole product is asked once, for the first host. */
function recordedFindings(asking: Asking, question: string, part: Part, hosts: readonly Part[]): readonly Finding[] {
  const parts = [...new Map([...hosts, part].map((one) => [one.id, one])).values()];
  return parts.flatMap((one) => {
    const input = inputFor(asking, one);
    return settledFindings(asking, { question, part: one.id, subjects: input.subjects, answers: recordAnswers(question, input) }, 1);
  });
}
