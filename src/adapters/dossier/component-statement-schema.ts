import { z } from 'zod';
import { assurances } from '../../model/assurance.ts';
import type { StatementDocument, StatementStatus } from '../../model/component-statement.ts';
import { statementSources, statementStatuses } from '../../model/component-statement.ts';
import type { SameShape } from '../schemas/same-shape.ts';
import { lineSchema as line } from './line-schema.ts';

const id = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens');

const condition = z.strictObject({
  id,
  words: line.meta({ description: 'What must hold in the product, in one sentence' }),
  check: z
    .strictObject({ probe: id, is: z.enum(['yes', 'no']) })
    .nullable()
    .meta({ description: "The probe that looks and the answer that fulfils it; null: only a laboratory's record answers" }),
});

/** The conditions of a statement or a mapping. */
export const conditionsSchema = z.array(condition).max(40);

const version = z.strictObject({
  version: line,
  hardware: line.nullable().default(null).meta({ description: 'Left out: every hardware revision' }),
});

const satisfied = z.strictObject({ scheme: id, vintage: line, criteria: z.array(id).min(1).max(200) });

/** The shape of a component statement; its JSON Schema is docs/spec/component-statement.schema.json. */
export const componentStatementSchema = z
  .strictObject({
    iqs: z.literal('component-statement/1').meta({ description: 'Which format this file is in' }),
    number: z
      .string()
      .max(80)
      .regex(/^[A-Za-z0-9]+([-._/ ][A-Za-z0-9]+)*$/, 'letters and digits, with single - . _ / or spaces between')
      .meta({ description: 'Number of the statement or certificate, as its issuer writes it' }),
    source: z.enum(statementSources),
    level: line.meta({ description: 'Level or profile, as the source spells it' }),
    claims: z.array(line).max(100).default([]).meta({ description: 'Security functions that the certified target names' }),
    component: z.strictObject({ name: line, maker: line, versions: z.array(version).min(1).max(200) }),
    satisfies: z.array(satisfied).min(1).max(20),
    conditions: conditionsSchema,
    issued: z.iso.date(),
    until: z.iso.date().meta({ description: 'Last day it holds' }),
    status: z.strictObject({
      is: z.enum(statementStatuses),
      asOf: z.iso.date().meta({ description: 'The day on which the issuer said so' }),
    }),
    assurance: z.enum(assurances).meta({ description: 'The most it counts as' }),
  })
  .meta({ title: 'IQS component statement' });

/** A statement that is asked for: the issuer sets number, source, first day and status. */
export const componentRequestSchema = componentStatementSchema.omit({ number: true, source: true, issued: true, status: true });

/** Does not compile when the schema and the model part. */
true satisfies SameShape<
  Omit<z.infer<typeof componentStatementSchema>, 'iqs'>,
  StatementDocument & { readonly status: { readonly is: StatementStatus; readonly asOf: string } }
>;
