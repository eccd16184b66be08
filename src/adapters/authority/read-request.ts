import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../foundation/user-error.ts';
import type { Decision, IssueRequest } from '../../issuance/issue-request.ts';
import type { Assessment } from '../../model/assessment.ts';
import { labelLetters } from '../../model/label-claims.ts';
import type { Scheme } from '../../model/scheme.ts';
import { assessmentSchema } from '../schemas/assessment-schema.ts';

const person = z.string().min(1).max(200);

const decisionSchema = z.strictObject({
  letter: z.enum(labelLetters),
  decidedBy: z.array(person).max(50),
  evaluatedBy: z.array(person).max(50),
  decidedAt: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
});

const largest = 64 * 2 ** 20;

/** The assessment that a label is asked for, with the digest of its very bytes. Refused: `ASSESSMENT_MISSING`, `ASSESSMENT_INVALID`. */
export function readAssessment(place: string): { readonly assessment: Assessment; readonly digest: string } {
  const path = existsSync(place) && statSync(place).isDirectory() ? join(place, 'assessment.json') : place;
  if (!existsSync(path) || statSync(path).size > largest)
    throw new UserError('ASSESSMENT_MISSING', 'no assessment.json', path, 'make one with: iqs assess DOSSIER');
  const bytes = readFileSync(path);
  let content: unknown = null;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch {
    // Said below, with what is no assessment.
  }
  const parsed = assessmentSchema.safeParse(content);
  if (!parsed.success)
    throw new UserError(
      'ASSESSMENT_INVALID',
      parsed.error.issues[0]?.message ?? 'not an assessment',
      path,
      'make it again with: iqs assess DOSSIER',
    );
  return { assessment: parsed.data as Assessment, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** A decision from a file. Refused: `DECISION_INVALID`. */
export function readDecision(path: string): Decision {
  try {
    return decisionSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const what =
      error instanceof z.ZodError ? `${error.issues[0]?.path.join('/')}: ${error.issues[0]?.message}` : 'no JSON that can be read';
    throw new UserError('DECISION_INVALID', what, path, 'give {"letter","decidedBy":[],"evaluatedBy":[],"decidedAt"}');
  }
}

/** In training nobody decides: the computed letter stands, as of the day of the assessment, so that the same assessment again is the same label. Refused: `NOT_LABELLABLE` where there is none from E up. */
export function trainingDecision({ grade, asOf }: Assessment): Decision {
  const letter = labelLetters.find((one) => one === grade.letter);
  if (letter === undefined)
    throw new UserError(
      'NOT_LABELLABLE',
      `the product's letter is ${grade.letter ?? 'none'}`,
      'assessment',
      'see what would settle or improve it',
    );
  return { letter, decidedBy: ['training exercise'], evaluatedBy: ['iqs'], decidedAt: `${asOf.slice(0, 10)}T00:00:00Z` };
}

/** `now`: RFC 3339 in UTC, whole seconds. Refused: `SCHEME_CHANGED` where the assessment was made under another edition of the scheme than the one at hand. */
export function issueRequest(
  { assessment, digest }: ReturnType<typeof readAssessment>,
  decision: Decision,
  scheme: Scheme,
  replaces: IssueRequest['replaces'],
  now: string,
): IssueRequest {
  if (assessment.scheme.digest !== scheme.digest)
    throw new UserError(
      'SCHEME_CHANGED',
      `graded under ${assessment.scheme.vintage} ${assessment.scheme.digest.slice(0, 12)}`,
      scheme.id,
      'assess again under the scheme as it is now',
    );
  return {
    assessment,
    assessmentDigest: digest,
    decision,
    issuesLabels: scheme.issuesLabels,
    labelMonths: scheme.labelMonths,
    replaces,
    issuedAt: now,
  };
}
