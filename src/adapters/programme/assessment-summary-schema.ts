import { z } from 'zod';
import type { CaseAssessment } from '../../model/case.ts';
import { letters } from '../../model/letter.ts';
import type { SameShape } from '../schemas/same-shape.ts';
import { fieldSchemas } from './field-schemas.ts';

export const purposeSchema = z.enum(['preview', 'official', 'surveillance']);

/** What an assessment of a case came to. */
export const assessmentSummarySchema = z.strictObject({
  purpose: purposeSchema,
  digest: fieldSchemas.sha256.meta({ description: 'SHA-256 of assessment.json' }),
  input: fieldSchemas.sha256.meta({ description: 'Digest over the description, statements and evidence that were assessed' }),
  letter: z.enum(letters).nullable(),
  interval: z.strictObject({ atLeast: z.enum(letters), atMost: z.enum(letters), bound: z.enum(['exact', 'outer']) }),
  engine: fieldSchemas.id,
  scheme: z.strictObject({ id: fieldSchemas.id, vintage: fieldSchemas.id, digest: fieldSchemas.sha256 }),
  asOf: fieldSchemas.day,
  at: fieldSchemas.instant,
});
true satisfies SameShape<z.output<typeof assessmentSummarySchema>, CaseAssessment>;
