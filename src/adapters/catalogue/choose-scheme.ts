import { createHash } from 'node:crypto';
import { compileScheme } from '../../assessment/compile-scheme.ts';
import { lintScheme } from '../../assessment/lint-scheme.ts';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Scheme } from '../../model/scheme.ts';
import { probes } from '../../probes/probes.generated.ts';

/** The scheme assessments use when none is named. */
const defaultScheme = 'iqs-2027';

/** Compiles, lints and digests a scheme of the catalogue. Refuses an unknown id (`SCHEME_UNKNOWN`) and a scheme with any problem (that problem's code). */
export function chooseScheme(catalogue: Catalogue, id: string = defaultScheme): Scheme {
  const found = catalogue.schemes.find(({ source }) => source.id === id);
  if (!found) {
    const known = catalogue.schemes.map(({ source }) => source.id).join(', ');
    throw new UserError('SCHEME_UNKNOWN', 'no such scheme', id, `use one of: ${known}`);
  }
  const { scheme, problems } = compileScheme(found.source, found.criteria);
  const [problem] = [
    ...problems,
    ...lintScheme(
      scheme,
      probes.map((probe) => probe.id),
    ),
  ];
  if (problem)
    throw new UserError(problem.code, problem.detail, `catalogue/schemes/${id}/${problem.where}`, 'see docs/howto/add-a-criterion.md');
  return { ...scheme, digest: createHash('sha256').update(canonicalJson(scheme)).digest('hex') };
}
