import { z } from 'zod';
import { custodies, partKinds, productTypes, purposes, statementTopics } from '../../model/dossier.ts';

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens')
  .meta({ description: 'A short name of your own' });
/** Threat: a name that breaks out of its line, or reorders what stands beside it in a report or on a label. */
const line = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, 'one line of text');

/** The shape of product.yaml; its JSON Schema, for editors, is docs/spec/product.schema.json. */
export const productSchema = z
  .strictObject({
    iqs: z.literal('dossier/1').meta({ description: 'Which format this file is in' }),
    product: z.strictObject({
      name: line,
      model: line.nullable().default(null),
      maker: line,
      type: z.enum(productTypes),
      category: line.meta({ description: 'e.g. camera, router, lock, lamp' }),
      use: line.nullable().default(null).meta({ description: 'Intended use, in one sentence' }),
    }),
    parts: z
      .array(
        z.strictObject({
          id,
          kind: z.enum(partKinds),
          name: line,
          versions: z.array(z.strictObject({ version: line, hardware: line.nullable().default(null) })).default([]),
        }),
      )
      .min(1),
    evidence: z
      .array(
        z.strictObject({
          file: line.meta({ description: 'Path inside the dossier, with /' }),
          is: z.enum(purposes),
          part: id
            .nullable()
            .default(null)
            .meta({ description: 'Which part it speaks for; leave out when it speaks for the whole product' }),
          version: line.nullable().default(null),
          custody: z.enum(custodies).default('supplied'),
          origin: line.nullable().default(null).meta({ description: 'Where and when it was fetched or taken' }),
          adopted: z.boolean().default(false).meta({ description: 'True when taken over from findings of IQS itself' }),
        }),
      )
      .default([]),
    statements: z
      .array(
        z.strictObject({
          topic: z.enum(statementTopics),
          value: line,
          part: id.nullable().default(null),
          adopted: z.boolean().default(false),
        }),
      )
      .default([]),
  })
  .meta({ title: 'IQS dossier, product.yaml' });

export type ProductFile = z.infer<typeof productSchema>;
