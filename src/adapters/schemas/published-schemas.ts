import { z } from 'zod';
import { componentStatementSchema } from '../dossier/component-statement-schema.ts';
import { productSchema } from '../dossier/product-schema.ts';
import { assessmentSchema } from './assessment-schema.ts';
import { bundleSchema } from './bundle-schema.ts';
import { inspectSchema } from './inspect-schema.ts';

/**
 * The JSON Schemas (2020-12) of docs/spec, by file name. What we read is closed: an unknown key is refused. What we write is open: a reader must
 * not break on a field that a later version adds.
 */
export const publishedSchemas: Readonly<Record<string, object>> = {
  'product.schema.json': z.toJSONSchema(productSchema, { io: 'input' }),
  'component-statement.schema.json': z.toJSONSchema(componentStatementSchema, { io: 'input' }),
  'assessment.schema.json': z.toJSONSchema(assessmentSchema, { io: 'input' }),
  'bundle.schema.json': z.toJSONSchema(bundleSchema, { io: 'input' }),
  'inspect.schema.json': z.toJSONSchema(inspectSchema, { io: 'input' }),
};
