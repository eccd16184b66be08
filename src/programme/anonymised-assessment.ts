import type { Assessment } from '../model/assessment.ts';
import type { Case } from '../model/case.ts';
import { hidden, hideNames } from './hide-names.ts';
import { hideTexts } from './hide-texts.ts';
import { identityOf } from './identity-of.ts';
import { numberedMarks } from './numbered-marks.ts';

/** Keys whose strings are of a closed list, a date, a digest, an id of the catalogue, or were hidden before. `tables` are the engine's own. */
const kept: ReadonlySet<string> = new Set(
  [
    'iqs engine id vintage status digest asOf type category supportUntil sha256 kind is part custody counted letter atLeast atMost bound reason',
    'lowest criterion rung verdict assurance decidedBy toCome probe outcome basis claimed source level until statusAsOf criteria finding why',
    'openBecause because specimen noSpecimen noLabel kid standing code',
  ].flatMap((line) => line.split(' ')),
);

/** An assessment as a member of the committee reads it before the vote is closed: letters, verdicts, criteria and probes stay, names go as in `anonymisedCase`. */
export function anonymisedAssessment(assessment: Assessment, of: Case, names: readonly string[] = []): Assessment {
  const parts = numberedMarks(assessment.parts.map(({ id }) => id));
  const hide = hideNames([...identityOf(of, [assessment.product]), ...names]);
  const part = (id: string): string => parts.get(id) ?? hide(id);
  const ids = findingIds(part);
  const { product, tables } = assessment;
  const uses = <T extends { readonly part: string; readonly finding: string }>(each: T): T => ({
    ...each,
    part: part(each.part),
    finding: ids(each.finding),
  });
  const marked: Assessment = {
    ...assessment,
    product: { ...product, name: hidden, maker: hidden, model: product.model === null ? null : hidden },
    evidence: assessment.evidence.map((each) => ({ ...each, part: each.part === null ? null : part(each.part) })),
    parts: assessment.parts.map((each) => ({
      ...each,
      id: part(each.id),
      verdicts: each.verdicts.map((verdict) => ({ ...verdict, decidedBy: verdict.decidedBy.map(ids) })),
    })),
    findings: assessment.findings.map((each) => ({ ...each, id: ids(each.id), part: part(each.part) })),
    ...(assessment.restsOn === undefined ? {} : { restsOn: assessment.restsOn.map(uses) }),
    ...(assessment.notCounted === undefined ? {} : { notCounted: assessment.notCounted.map(uses) }),
    wouldSettle: assessment.wouldSettle.map((each) => ({ ...each, part: part(each.part), openBecause: each.openBecause.map(ids) })),
    wouldImprove: assessment.wouldImprove.map((each) => ({ ...each, part: part(each.part), because: each.because.map(ids) })),
    specimen: assessment.specimen === null ? null : { ...assessment.specimen, part: part(assessment.specimen.part) },
  };
  return { ...hideTexts(marked, hide, kept), tables };
}

/** `<probe>/<part>/<n>` with the part's mark. */
const findingIds =
  (part: (id: string) => string) =>
  (id: string): string => {
    const [probe = '', ...rest] = id.split('/');
    const number = rest.pop();
    return number === undefined || rest.length === 0 ? id : `${probe}/${part(rest.join('/'))}/${number}`;
  };
