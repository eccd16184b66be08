import type { Case } from '../model/case.ts';
import type { CaseContext } from './case-context.ts';
import type { Refusal } from './case-refusal.ts';

/** Whether a laboratory may evaluate a case today: by its term and scope, and because it is not the applicant itself (ISO/IEC 17065, 6.2.2 and 4.2). */
export function isAuthorised({ scheme, applicant }: Case, laboratory: string, { laboratories, now }: CaseContext): Refusal | null {
  const found = laboratories.get(laboratory);
  const isFit = found !== undefined && found.until >= now.slice(0, 10) && found.schemes.includes(scheme) && laboratory !== applicant;
  return isFit ? null : { code: 'LABORATORY_UNAUTHORISED', detail: laboratory };
}
