import { z } from '@hono/zod-openapi';
import { actionSchemas } from '../../adapters/programme/action-schemas.ts';
import type { CaseSummary, Organisation, SeenCase } from '../../adapters/programme/desk.ts';
import type { SameShape } from '../../adapters/schemas/same-shape.ts';
import type { ActionName } from '../../model/case-action.ts';
import { organisationKinds, roles } from '../../model/organisation.ts';
import type { Clock } from '../../programme/case-clocks.ts';
import { caseSchema, caseStateSchema } from './case-schema.ts';
import { orNull } from './or-null.ts';

const text = z.string();
const actionNames = Object.keys(actionSchemas) as [ActionName, ...ActionName[]];

const clockSchema = z
  .object({
    kind: z.enum([
      'reply-to-application',
      'begin-evaluation',
      'answer-nonconformities',
      'close-nonconformities',
      'take-up-review',
      'review',
      'vote',
      'sign',
      'plausible',
      'hear-holder',
      'remedy',
      'suspension',
      'correct-shops',
      'appeal',
      'renewal-opens',
      'expiry',
      'delta',
    ]),
    whose: z.enum(roles),
    due: text,
    about: text.nullable(),
  })
  .meta({ id: 'Clock' });
true satisfies SameShape<z.infer<typeof clockSchema>, Clock>;

const organisationSchema = z
  .object({
    id: text,
    name: text,
    kind: z.enum(organisationKinds),
    authorisation: z.object({ schemes: z.array(text), until: text }).nullable(),
    waits: z.boolean().meta({ description: 'Nobody has taken up the invitation of its first administrator yet' }),
  })
  .meta({ id: 'Organisation' });
true satisfies SameShape<z.infer<typeof organisationSchema>, Organisation>;

const summarySchema = z
  .object({
    id: text,
    state: caseStateSchema,
    product: text.nullable(),
    category: text.nullable(),
    applicant: z.object({ id: text, name: text }).nullable(),
    letter: text.nullable(),
    number: text.nullable(),
    since: text,
    version: z.int(),
    due: orNull(clockSchema),
  })
  .meta({ id: 'CaseSummary' });
true satisfies SameShape<z.infer<typeof summarySchema>, CaseSummary>;

const seenSchema = z
  .object({
    case: caseSchema,
    anonymised: z.boolean().meta({ description: 'True: names are hidden until the vote is closed' }),
    allowed: z.array(z.enum(actionNames)).meta({ description: 'Acts that this seat may try now' }),
    clocks: z.array(clockSchema),
    document: z.object({ sha256: text, text }).nullable().meta({ description: 'The decision document, once the vote is closed' }),
    names: z.record(text, text).meta({ description: 'Names by id' }),
  })
  .meta({ id: 'SeenCase' });
true satisfies SameShape<Omit<z.infer<typeof seenSchema>, 'names'>, Omit<SeenCase, 'names'>>;

const eventSchema = z
  .object({
    name: z.enum(actionNames),
    input: z.record(text, z.unknown()).meta({ description: 'What the act brought along: as the act of this name takes it' }),
    by: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), person: text, organisation: text, role: z.enum(roles) }),
      z.object({ kind: z.literal('system') }),
    ]),
    at: text,
    due: text.nullable(),
  })
  .meta({ id: 'CaseEvent' });

/** What the routes about cases answer with. */
export const caseAnswers = {
  acted: z
    .object({ id: text, version: z.int(), state: caseStateSchema })
    .meta({ id: 'Acted', description: 'Where the case stands after the act; the rest of it is read' }),
  seen: seenSchema,
  list: z.object({ items: z.array(summarySchema), next: text.nullable() }).meta({ id: 'CasePage' }),
  events: z.object({ items: z.array(eventSchema) }).meta({ id: 'CaseEvents' }),
  organisation: organisationSchema,
  organisations: z.object({ items: z.array(organisationSchema) }).meta({ id: 'Organisations' }),
} as const;
