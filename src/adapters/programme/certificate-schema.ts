import { z } from 'zod';
import type { Certificate } from '../../model/case.ts';
import { labelLetters } from '../../model/label-claims.ts';
import type { SameShape } from '../schemas/same-shape.ts';
import { fieldSchemas } from './field-schemas.ts';

export const certificateSchema = z.strictObject({
  number: fieldSchemas.id,
  letter: z.enum(labelLetters),
  issuedAt: fieldSchemas.instant,
  validUntil: fieldSchemas.instant,
});
true satisfies SameShape<z.output<typeof certificateSchema>, Certificate>;
