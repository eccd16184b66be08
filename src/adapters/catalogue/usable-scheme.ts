import { createHash } from 'node:crypto';
import { compileScheme } from '../../assessment/compile-scheme.ts';
import { lintScheme } from '../../assessment/lint-scheme.ts';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Scheme } from '../../model/scheme.ts';
import type { CriterionSource, SchemeSource } from '../../model/scheme-source.ts';
import { probes } from '../../probes/probes.generated.ts';

/** Compiles, lints and digests a scheme's source. Refuses one with any problem with that problem's code; `where` names its folder. */
export function usableScheme(source: SchemeSource, criteria: readonly CriterionSource[], where: string): Scheme {
  const { scheme, problems } = compileScheme(source, criteria);
  const [problem] = [
    ...problems,
    ...lintScheme(
      scheme,
      probes.map((probe) => probe.id),
    ),
  ];
  if (problem) throw new UserError(problem.code, problem.detail, `${where}/${problem.where}`, 'see docs/howto/add-a-criterion.md');
  return { ...scheme, digest: createHash('sha256').update(canonicalJson(scheme)).digest('hex') };
}
