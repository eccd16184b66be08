import { z } from 'zod';
import type { CaseDescription, CaseEvidence, CaseStatement } from '../../model/case.ts';
import { productSchema } from '../dossier/product-schema.ts';
import type { SameShape } from '../schemas/same-shape.ts';
import { fieldSchemas } from './field-schemas.ts';

const { product, parts, evidence, statements, endpoints, thirdParties } = productSchema.shape;
const part = parts.element;
const thirdParty = thirdParties.unwrap().element;

/** What a maker says of a product, as in product.yaml; what a file on disk may leave unbounded is bounded here. */
export const descriptionSchema = z.strictObject({
  product,
  parts: z
    .array(
      part.extend({
        versions: part.shape.versions.unwrap().max(100).default([]),
        embeds: part.shape.embeds.unwrap().max(100).optional(),
      }),
    )
    .min(1)
    .max(100),
  endpoints: endpoints.unwrap().max(1000).default([]),
  thirdParties: z
    .array(thirdParty.extend({ hosts: thirdParty.shape.hosts.max(100) }))
    .max(1000)
    .default([]),
});
true satisfies SameShape<z.output<typeof descriptionSchema>, CaseDescription>;

export const statementSchema = statements.unwrap().element;
true satisfies SameShape<z.output<typeof statementSchema>, CaseStatement>;

const item = evidence.unwrap().element;

/** A file that is in the evidence store already, and what it is in the case. */
export const caseEvidenceSchema = item.extend({
  phases: item.shape.phases.unwrap().max(5).default([]),
  sha256: fieldSchemas.sha256,
  bytes: fieldSchemas.count,
});
true satisfies SameShape<z.output<typeof caseEvidenceSchema>, CaseEvidence>;
