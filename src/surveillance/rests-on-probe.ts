import type { Assessment } from '../model/assessment.ts';
import type { Verdict } from '../model/scheme.ts';

/** A verdict that a probe had a part in. */
export type RestingVerdict = { readonly part: string; readonly criterion: string; readonly verdict: Verdict };

/**
 * Which assessments rest on findings of a probe that was found faulty, with the verdicts that name such a finding (6-programme, Surveillance). An assessment in which the probe
 * was asked but nothing was decided or left open by it is not among them.
 */
export function restsOnProbe<Key>(
  probe: string,
  assessments: readonly { readonly key: Key; readonly assessment: Pick<Assessment, 'findings' | 'parts'> }[],
): readonly { readonly key: Key; readonly verdicts: readonly RestingVerdict[] }[] {
  return assessments.flatMap(({ key, assessment: { findings, parts } }) => {
    const faulty = new Set(findings.filter((finding) => finding.probe === probe).map(({ id }) => id));
    const verdicts = parts.flatMap((part) =>
      part.verdicts
        .filter(({ decidedBy }) => decidedBy.some((id) => faulty.has(id)))
        .map(({ criterion, verdict }) => ({ part: part.id, criterion, verdict })),
    );
    return verdicts.length === 0 ? [] : [{ key, verdicts }];
  });
}
