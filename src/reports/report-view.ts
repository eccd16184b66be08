import { byCodeUnit } from '../foundation/order.ts';
import type { AssessedEvidence, Assessment, JudgedCriterion, PartAssessment, StatementRefusal, StatementUse } from '../model/assessment.ts';
import type { Finding } from '../model/finding.ts';
import { type Letter, type Rung, rank, rungs } from '../model/letter.ts';
import { type Messages, type Phrase, phrase, translated } from '../model/message.ts';
import type { Criterion, Scheme } from '../model/scheme.ts';

/** What a report is made from. */
export type ReportInput = {
  readonly assessment: Assessment;
  readonly scheme: Scheme;
  /** Probe id → the question in English. */
  readonly questions: Readonly<Record<string, string>>;
};

/** The letter a report puts first: the product's; else that of the part graded so far; else none. */
export type Headline = { readonly of: 'product' | 'part' | 'none'; readonly letter: Letter | null; readonly part: PartAssessment | null };

/** What stands between a part and the next better letter. */
export type Decisive = { readonly part: PartAssessment; readonly rung: Rung | null; readonly criteria: readonly JudgedCriterion[] };

/** The assessment with its cross-references resolved, for all forms of report. */
export type ReportView = ReportInput & {
  readonly messages: Messages;
  readonly headline: Headline;
  /** One, or every part that has the product's letter. */
  readonly decisive: readonly Decisive[];
  readonly findings: ReadonlyMap<string, Finding>;
  readonly unused: readonly Finding[];
  readonly criteria: ReadonlyMap<string, Criterion>;
  readonly evidence: ReadonlyMap<string, AssessedEvidence>;
  readonly parts: ReadonlyMap<string, PartAssessment>;
};

export function reportView(input: ReportInput, messages: Messages): ReportView {
  const { assessment, scheme } = input;
  const used = new Set(assessment.parts.flatMap((part) => part.verdicts.flatMap((verdict) => verdict.decidedBy)));
  const headline = headlineOf(assessment);
  return {
    ...input,
    messages,
    headline,
    decisive: decisiveOf(headline, assessment),
    findings: new Map(assessment.findings.map((finding) => [finding.id, finding])),
    unused: assessment.findings.filter((finding) => !used.has(finding.id)),
    criteria: new Map(scheme.criteria.map((criterion) => [criterion.id, criterion])),
    evidence: new Map(assessment.evidence.map((evidence) => [evidence.name, evidence])),
    parts: new Map(assessment.parts.map((part) => [part.id, part])),
  };
}

function headlineOf({ grade, parts, specimen }: Assessment): Headline {
  if (grade.letter !== null)
    return { of: 'product', letter: grade.letter, part: parts.find(({ letter }) => letter === grade.letter) ?? null };
  const part = parts.find(({ id }) => id === specimen?.part) ?? parts.find(({ kind, letter }) => kind === 'device' && letter !== null);
  return part === undefined ? { of: 'none', letter: null, part: null } : { of: 'part', letter: part.letter, part };
}

function decisiveOf(headline: Headline, { parts }: Assessment): readonly Decisive[] {
  if (headline.of === 'product') return parts.filter(({ letter }) => letter === headline.letter).map(decisiveFor);
  const part = headline.part ?? parts.find(({ letter }) => letter === null);
  return part === undefined ? [] : [decisiveFor(part)];
}

function decisiveFor(part: PartAssessment): Decisive {
  const rung = part.letter === null ? 'F' : (rungs[rank(part.letter)] ?? null);
  const wanted = part.letter === 'G' ? ['fail'] : ['fail', 'inconclusive'];
  const criteria = part.verdicts.filter((verdict) => verdict.rung === rung && wanted.includes(verdict.verdict));
  return { part, rung, criteria: criteria.toSorted((a, b) => byCodeUnit(a.verdict, b.verdict) || byCodeUnit(a.criterion, b.criterion)) };
}

/** A component statement as reports show it; `why` null: the grade rests on it. */
export type ShownStatement = StatementUse & { readonly why: StatementRefusal | null };

/** The dossier's component statements, those that the grade rests on first. */
export const statementsOf = ({ assessment }: ReportView): readonly ShownStatement[] => [
  ...(assessment.restsOn ?? []).map((use) => ({ ...use, why: null })),
  ...(assessment.notCounted ?? []),
];

export type CriterionText = 'title' | 'plain' | 'remedy' | 'settle';

/** A criterion's text: translated if the language has it, else the scheme's English, else its id. */
export function criterionText({ messages, criteria }: ReportView, id: string, which: CriterionText): Phrase {
  return translated(messages, `criterion.${id}.${which}`, criteria.get(id)?.[which] ?? id);
}

/** A probe's question, likewise; of a component statement and its conditions, which no probe asks about, our own. */
export function question({ messages, questions }: ReportView, probe: string): Phrase {
  if (probe === 'component-statement') return phrase(messages, 'statement.question');
  if (probe.startsWith('condition-')) return phrase(messages, 'statement.conditionQuestion');
  return translated(messages, `probe.${probe}.title`, Object.hasOwn(questions, probe) ? (questions[probe] ?? probe) : probe);
}

/** The findings behind a verdict, in its order. */
export function findingsOf({ findings }: ReportView, ids: readonly string[]): readonly Finding[] {
  return ids.flatMap((id) => findings.get(id) ?? []);
}
