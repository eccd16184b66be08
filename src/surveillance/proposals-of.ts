import type { Assessment, StatementUse } from '../model/assessment.ts';
import type { Case, ProposalCause } from '../model/case.ts';
import type { ActionInputs } from '../model/case-action.ts';

export type Observed = {
  /** The assessment the certificate, or the last proposal, rests on. */
  readonly earlier: Assessment;
  readonly newer: Assessment;
  /** SHA-256 of the newer assessment.json, lower-case hex. */
  readonly digest: string;
  /** RFC 3339 instant in UTC. */
  readonly now: string;
  /** Criteria whose failing means that a flaw is exploited and can be reached: one working day instead of five. */
  readonly urgentCriteria: readonly string[];
};

type Proposed = ActionInputs['propose'];

/**
 * What surveillance proposes of a certified case: an act for each cause, in plain words; none where nothing changed, where there is no certificate, or where the same was proposed
 * before (a dismissed one is not proposed again until its words differ).
 */
export function proposalsOf({ certificate, proposals }: Pick<Case, 'certificate' | 'proposals'>, observed: Observed): readonly Proposed[] {
  if (certificate === null) return [];
  const { earlier, newer, digest, urgentCriteria } = observed;
  const failing = changes(earlier, newer).filter(({ to }) => to === 'fail');
  const causes: readonly (readonly [ProposalCause, string | null])[] = [
    ['grade-changed', gradeWords(earlier, newer)],
    ['support-ended', supportWords(observed)],
    ['scheme-changed', schemeWords(earlier, newer)],
    ['component-gone', componentWords(observed)],
  ];
  return causes.flatMap(([cause, words]) => {
    if (words === null || proposals.some((each) => each.cause === cause && each.words === words)) return [];
    const urgent = cause === 'grade-changed' && failing.some(({ criterion }) => urgentCriteria.includes(criterion));
    return [{ cause, words, from: certificate.letter, to: newer.grade.letter, urgent, assessment: digest }];
  });
}

type Change = { readonly part: string; readonly criterion: string; readonly from: string; readonly to: string };

/** Verdicts that came out differently, or that one of the assessments does not have. */
function changes(earlier: Assessment, newer: Assessment): readonly Change[] {
  const [before, after] = [verdictsOf(earlier), verdictsOf(newer)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [from, to] = [before.get(key) ?? 'not judged', after.get(key) ?? 'not judged'];
    const [part = '', criterion = ''] = key.split('\n');
    return from === to ? [] : [{ part, criterion, from, to }];
  });
}

const verdictsOf = ({ parts }: Assessment): ReadonlyMap<string, string> =>
  new Map(parts.flatMap(({ id, verdicts }) => verdicts.map(({ criterion, verdict }) => [`${id}\n${criterion}`, verdict] as const)));

function gradeWords(earlier: Assessment, newer: Assessment): string | null {
  if (earlier.grade.letter === newer.grade.letter) return null;
  const changed = changes(earlier, newer).map(({ part, criterion, from, to }) => `${criterion} of ${part}: ${from} before, ${to} now`);
  const letter = (of: Assessment): string => of.grade.letter ?? 'not rated';
  return `The grade was ${letter(earlier)} and is ${letter(newer)}. ${changed.length === 0 ? 'No verdict changed: the scheme did.' : `${changed.join('; ')}.`}`;
}

/** Said from the first day without support on; not where it was over when the earlier assessment was made. */
function supportWords({ earlier, newer, now }: Observed): string | null {
  const until = newer.supportUntil;
  const isOver = until !== null && until < now.slice(0, 10);
  const wasOver = earlier.supportUntil !== null && earlier.supportUntil < earlier.asOf;
  return isOver && !wasOver ? `Security updates were promised until ${until}, and that day is past.` : null;
}

const schemeWords = ({ scheme: before }: Assessment, { scheme: after }: Assessment): string | null =>
  before.digest === after.digest && before.id === after.id
    ? null
    : `It was judged by ${before.id} ${before.vintage} and is judged by ${after.id} ${after.vintage}${before.vintage === after.vintage ? ', whose criteria changed' : ''}.`;

/** Component statements that decided something and no longer do, or whose last day is past. */
function componentWords({ earlier, newer, now }: Observed): string | null {
  const same = (a: StatementUse, b: StatementUse): boolean => a.id === b.id && a.part === b.part;
  const gone = (earlier.restsOn ?? []).flatMap((use) => {
    const isOver = use.until < now.slice(0, 10);
    if ((newer.restsOn ?? []).some((each) => same(each, use)) && !isOver) return [];
    const why = isOver
      ? `its last day was ${use.until}`
      : ((newer.notCounted ?? []).find((each) => same(each, use))?.why ?? 'it is no longer handed in');
    return [`${use.id} about ${use.component} in ${use.part} (${why})`];
  });
  return gone.length === 0 ? null : `Component statements no longer hold: ${gone.join('; ')}.`;
}
