import type { Assessment, GradeReason, LabelRefusal, PartAssessment, WouldImprove, WouldSettle } from '../model/assessment.ts';
import type { Assurance } from '../model/assurance.ts';
import { isAtLeast, weaker } from '../model/assurance.ts';
import type { Part, Product } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
import type { GradeInterval, Letter } from '../model/letter.ts';
import { rank, rungs, worse } from '../model/letter.ts';
import type { Scheme } from '../model/scheme.ts';
import { gradeInterval } from './grade-interval.ts';
import { idsOf, type Judgement } from './judge-part.ts';
import type { Needs } from './settle.ts';
import { verdictsOf, wouldImprove, wouldSettle } from './settle.ts';
import { statementUses } from './statement-uses.ts';
import type { WeighedStatement } from './weighed-statement.ts';

/** All that a grade depends on; everything else in an assessment is a record of where it came from. */
export type Case = {
  readonly product: Product;
  readonly parts: readonly Part[];
  readonly findings: readonly Finding[];
  readonly scheme: Scheme;
  readonly needs: Needs;
  /** Component statements held against the product; absent: the dossier has none, and the assessment says nothing of any. */
  readonly statements?: readonly WeighedStatement[] | undefined;
};

export type Graded = Pick<
  Assessment,
  'grade' | 'parts' | 'restsOn' | 'notCounted' | 'wouldSettle' | 'wouldImprove' | 'specimen' | 'noSpecimen' | 'noLabel'
>;

/** From findings to letters, per part and for the product (3-assessment). Pure: no clock, no order of evidence, no machine shows. */
export function grade(input: Case): Graded {
  const judged = input.parts.map((part) => gradePart(input, part));
  const parts = judged.map((entry) => entry.assessment);
  const product = productGrade(parts, input.scheme);
  return {
    grade: product,
    parts,
    ...(input.statements === undefined ? {} : statementUses(input.statements, parts)),
    wouldSettle: judged.flatMap((entry) => entry.settle),
    wouldImprove: judged.flatMap((entry) => entry.improve),
    ...specimenFor(parts, product.letter, input.scheme),
    noLabel: labelRefusal(product.letter, input.scheme),
  };
}

type GradedPart = {
  readonly assessment: PartAssessment;
  readonly settle: readonly WouldSettle[];
  readonly improve: readonly WouldImprove[];
};

function gradePart({ scheme, findings, needs, statements: all = [] }: Case, part: Part): GradedPart {
  const own = findings.filter((finding) => finding.part === part.id);
  const statements = all.filter(({ handed }) => handed.part === part.id);
  const verdicts = verdictsOf(scheme, part, own, statements);
  const interval = gradeInterval(scheme, part.kind, own, statements);
  const letter = letterOf(scheme, part, verdicts, interval);
  const state = { scheme, part, findings: own, verdicts, statements };
  const { id, kind, name, versions } = part;
  const assessment = {
    id,
    kind,
    name,
    versions,
    letter,
    interval,
    assurance: letter === null || letter === 'G' ? null : assuranceUpTo(scheme, verdicts, letter),
    verdicts: scheme.criteria.flatMap((criterion) => judgedCriterion(criterion.id, criterion.rung, verdicts)),
    toCome: [...new Set(rungs.flatMap((rung) => scheme.matrix[rung][part.kind].toCome))],
  };
  return { assessment, settle: wouldSettle(state, needs), improve: wouldImprove(state, letter ?? 'G') };
}

/** G is shown, never assumed: with the first rung open the part is not rated. */
function letterOf(scheme: Scheme, part: Part, verdicts: ReadonlyMap<string, Judgement>, interval: GradeInterval): Letter | null {
  const first = scheme.matrix.F[part.kind].criteria;
  if (first.some((id) => verdicts.get(id)?.verdict === 'fail')) return 'G';
  return interval.atLeast === 'G' ? null : interval.atLeast;
}

function judgedCriterion(
  criterion: string,
  rung: PartAssessment['verdicts'][number]['rung'],
  verdicts: ReadonlyMap<string, Judgement>,
): PartAssessment['verdicts'] {
  const judgement = verdicts.get(criterion);
  if (!judgement) return [];
  return [{ criterion, rung, verdict: judgement.verdict, assurance: judgement.assurance, decidedBy: idsOf(judgement) }];
}

/** The lowest assurance among the criteria at or below the letter, and how many rest on just that. */
function assuranceUpTo(scheme: Scheme, verdicts: ReadonlyMap<string, Judgement>, letter: Letter): PartAssessment['assurance'] {
  const levels = scheme.criteria
    .filter((criterion) => rank(criterion.rung) <= rank(letter))
    .flatMap((criterion): readonly Assurance[] => {
      const level = verdicts.get(criterion.id)?.assurance;
      return level ? [level] : [];
    });
  if (levels.length === 0) return null;
  const lowest = levels.reduce(weaker);
  return { lowest, at: levels.filter((level) => !isAtLeast(level, lowest) || level === lowest).length, of: levels.length };
}

/** The product is as good as its weakest part, and not rated while a part that it has cannot be judged. */
function productGrade(parts: readonly PartAssessment[], scheme: Scheme): Assessment['grade'] {
  const atMost = parts.map((part) => part.interval.atMost).reduce(worse, scheme.cap);
  const bound = parts.some((part) => part.interval.bound === 'outer') ? 'outer' : 'exact';
  const grade = (letter: Letter | null, atLeast: Letter, reason: GradeReason): Assessment['grade'] => ({
    letter,
    interval: { atLeast, atMost, bound },
    reason,
  });
  if (parts.some((part) => part.letter === 'G')) return grade('G', 'G', 'part-is-g');
  if (parts.length === 0) return grade(null, 'G', 'no-part-judged');
  if (parts.some((part) => part.letter === null)) return grade(null, 'G', 'first-rung-open');
  if (scheme.status === 'pre-release') return grade(null, 'G', 'parts-to-come');
  const weakest = parts.map((part) => part.letter as Letter).reduce(worse);
  return grade(weakest, parts.map((part) => part.interval.atLeast).reduce(worse), 'weakest-part');
}

type SpecimenChoice = Pick<Assessment, 'specimen' | 'noSpecimen'>;

/** A specimen shows the product's letter by the part that decides it; while there is none, the device part's, and says so. */
function specimenFor(parts: readonly PartAssessment[], product: Letter | null, scheme: Scheme): SpecimenChoice {
  const shown = product === null ? parts.filter((part) => part.kind === 'device') : parts;
  const refuse = (noSpecimen: LabelRefusal): SpecimenChoice => ({ specimen: null, noSpecimen });
  if (shown.length === 0) return refuse('no-device-part');
  if (parts.some((part) => part.letter === 'G')) return refuse('below-e');
  if (shown.some((part) => part.letter === null)) return refuse('not-rated');
  const [weakest] = [...shown].sort((a, b) => rank(a.letter as Letter) - rank(b.letter as Letter));
  if (!weakest || weakest.letter === null || rank(weakest.letter) < rank(scheme.labelFrom)) return refuse('below-e');
  return { specimen: { part: weakest.id, letter: weakest.letter }, noSpecimen: null };
}

/** A label proper needs a scheme that issues any, and a letter of the whole product that is good enough for one. */
function labelRefusal(product: Letter | null, scheme: Scheme): LabelRefusal | null {
  if (!scheme.issuesLabels) return 'scheme-issues-none';
  if (product === null) return 'not-rated';
  return rank(product) < rank(scheme.labelFrom) ? 'below-e' : null;
}
