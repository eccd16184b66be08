import { z } from 'zod';
import { assurances } from '../../model/assurance.ts';
import { statementSources } from '../../model/component-statement.ts';
import { conditionsSchema } from '../dossier/component-statement-schema.ts';
import { referenceSchema } from './scheme-schema.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const text = z.string().min(1);

/** components/<source>.yaml: what another scheme's certificates may satisfy at most (docs/spec/component-statement.md). Our own need no mapping. */
export const statementMappingSchema = z.strictObject({
  source: z.enum(statementSources).exclude(['iqs']),
  title: text,
  scheme: id,
  vintage: text,
  levels: z
    .array(
      z.strictObject({
        level: text,
        claims: z.array(text),
        // Paper of another scheme is never more than read (docs/adr/0022).
        assurance: z.enum(assurances).extract(['stated', 'checked']),
        criteria: z.array(id),
        conditions: conditionsSchema,
        sources: z.array(referenceSchema).min(1),
        because: text,
      }),
    )
    .min(1),
});
