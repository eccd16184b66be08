import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { lineSchema } from '../../adapters/dossier/line-schema.ts';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import type { MatterInput, SeenMatter } from '../../adapters/programme/matters.ts';
import type { SameShape } from '../../adapters/schemas/same-shape.ts';
import { UserError } from '../../foundation/user-error.ts';
import { matterKinds, matterOutcomes, matterStates } from '../../model/matter.ts';
import { type MatterActName, matterDuties } from '../../programme/matter-duties.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { seatOf } from './seat-of.ts';

const tags = ['Matters'];
const text = z.string();

const decisionSchema = z.object({ outcome: z.enum(matterOutcomes), reasons: text, by: text.nullable(), at: text });
const actNames = Object.keys(matterDuties) as [MatterActName, ...MatterActName[]];

const matterSchema = z
  .object({
    id: text,
    kind: z.enum(matterKinds),
    state: z.enum(matterStates),
    number: text.nullable(),
    case: text.nullable(),
    words: text,
    lodgedAt: text,
    since: text,
    reporter: z.object({ name: text.nullable(), email: text.nullable(), language: text }).nullable(),
    decision: decisionSchema.nullable(),
    appeal: z.object({ reasons: text, at: text, decision: decisionSchema.nullable() }).nullable(),
    clocks: z.array(z.object({ kind: z.enum(['reply', 'decision', 'appeal', 'appeal-decision']), due: text })),
    allowed: z.array(z.enum(actNames)),
  })
  .meta({ id: 'Matter', description: 'allowed: acts that you may try now; reporter: for the body alone' });
true satisfies SameShape<z.infer<typeof matterSchema>, SeenMatter>;

const wantedSchema = z
  .strictObject({
    kind: z.enum(matterKinds),
    about: fieldSchemas.id.nullable().default(null).meta({ description: 'Number of a certificate or id of a case' }),
    words: fieldSchemas.words,
    name: lineSchema.max(200).nullable().default(null),
    email: z.email().max(254).nullable().default(null).meta({ description: 'For questions, if you want to be reached' }),
  })
  .meta({ id: 'MatterInput' });

const reasons = fieldSchemas.words;
const outcome = z.enum(matterOutcomes);
const actSchema = z
  .discriminatedUnion('name', [
    z.strictObject({ name: z.literal('acknowledge') }),
    z.strictObject({ name: z.literal('take-in-hand') }),
    z.strictObject({ name: z.literal('decide'), outcome, reasons }),
    z.strictObject({ name: z.literal('appeal'), reasons }),
    z.strictObject({ name: z.literal('decide-appeal'), outcome, reasons }),
  ])
  .meta({ id: 'MatterAct' });
true satisfies SameShape<z.infer<typeof actSchema>, MatterInput>;

/** Complaints, appeals, misuse of the mark, vulnerabilities. */
export function matterRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  const { matters } = deps;
  addRoute(app, lodgeRoute(deps), async (c) => {
    const { language } = c.var.messages;
    const lodged = await matters.lodge(c.var.seat, { ...c.req.valid('json'), language });
    return c.json(lodged, 201, { location: `/api/v1/matters/${lodged.id}` });
  });
  addRoute(app, listRoute(deps), async (c) => c.json(await matters.list(seatOf(c), c.req.valid('query')), 200));
  addRoute(app, readRoute(deps), async (c) => {
    const { id } = c.req.valid('param');
    const found = await matters.read(seatOf(c), id);
    if (found === null) throw new UserError('MATTER_UNKNOWN', 'no such matter, or it is not yours', id, 'list yours: GET /matters');
    return c.json(found, 200);
  });
  addRoute(app, actRoute(deps), async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await matters.act(seatOf(c), id, c.req.valid('json')), 200);
  });
}

const lodgeRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'open', {
    method: 'post',
    path: '/matters',
    operationId: 'lodgeMatter',
    summary: 'Lodge a complaint, an appeal, or a report; no account is needed',
    tags,
    request: { body: { required: true, content: { 'application/json': { schema: wantedSchema } } } },
    responses: { 201: { description: 'It is lodged', content: { 'application/json': { schema: matterSchema } } } },
  });

const listRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/matters',
    operationId: 'listMatters',
    summary: 'Matters that you lodged or have to do with',
    tags,
    request: {
      query: z.object({
        open: z
          .enum(['true', 'false'])
          .transform((value) => value === 'true')
          .optional()
          .meta({ type: 'boolean', description: 'Only those in which the body still has something to do' }),
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50).meta({ type: 'integer' }),
      }),
    },
    responses: {
      200: {
        description: 'A page',
        content: {
          'application/json': { schema: z.object({ items: z.array(matterSchema), next: text.nullable() }).meta({ id: 'MatterPage' }) },
        },
      },
    },
  });

const readRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/matters/{id}',
    operationId: 'readMatter',
    summary: 'One of them',
    tags,
    request: { params: z.object({ id: fieldSchemas.id }) },
    responses: { 200: { description: 'The matter', content: { 'application/json': { schema: matterSchema } } } },
  });

const actRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:write', {
    method: 'post',
    path: '/matters/{id}/acts',
    operationId: 'actOnMatter',
    summary: 'Acknowledge, take in hand, decide, appeal, decide the appeal',
    tags,
    request: {
      params: z.object({ id: fieldSchemas.id }),
      body: { required: true, content: { 'application/json': { schema: actSchema } } },
    },
    responses: { 200: { description: 'The matter as it is then', content: { 'application/json': { schema: matterSchema } } } },
  });
