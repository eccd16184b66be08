import { UserError } from '../../foundation/user-error.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Scheme } from '../../model/scheme.ts';
import { usableScheme } from './usable-scheme.ts';

/** The scheme assessments use when none is named. */
const defaultScheme = 'iqs-2027';

/** Compiles, lints and digests a scheme of the catalogue. Refuses an unknown id (`SCHEME_UNKNOWN`) and a scheme with any problem (that problem's code). */
export function chooseScheme(catalogue: Catalogue, id: string = defaultScheme): Scheme {
  const found = catalogue.schemes.find(({ source }) => source.id === id);
  if (!found) {
    const known = catalogue.schemes.map(({ source }) => source.id).join(', ');
    throw new UserError('SCHEME_UNKNOWN', 'no such scheme', id, `use one of: ${known}`);
  }
  return usableScheme(found.source, found.criteria, `catalogue/schemes/${id}`);
}
