import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { lineSchema } from '../../adapters/dossier/line-schema.ts';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import { type Matter, matterKinds } from '../../adapters/programme/matters.ts';
import type { SameShape } from '../../adapters/schemas/same-shape.ts';
import { UserError } from '../../foundation/user-error.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { seatOf } from './seat-of.ts';

const tags = ['Matters'];
const text = z.string();

const matterSchema = z
  .object({
    id: text,
    kind: z.enum(matterKinds),
    state: z.enum(['open', 'answered', 'decided']),
    about: text.nullable(),
    words: text,
    openedAt: text,
    due: text.nullable(),
    answers: z.array(z.object({ words: text, at: text })),
  })
  .meta({ id: 'Matter' });
true satisfies SameShape<z.infer<typeof matterSchema>, Matter>;

const wantedSchema = z
  .strictObject({
    kind: z.enum(matterKinds),
    about: fieldSchemas.id.nullable().default(null).meta({ description: 'Number of a certificate or id of a case' }),
    words: fieldSchemas.words,
    contact: lineSchema.nullable().default(null).meta({ description: 'How you can be reached, if you want to be' }),
  })
  .meta({ id: 'MatterInput' });

/** Complaints, appeals, misuse of the mark, vulnerabilities. */
export function matterRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  const { matters } = deps;
  addRoute(app, lodgeRoute(deps), async (c) => {
    const lodged = await matters.lodge(c.var.seat, c.req.valid('json'));
    return c.json(lodged, 201, { location: `/api/v1/matters/${lodged.id}` });
  });
  addRoute(app, listRoute(deps), async (c) => c.json(await matters.list(seatOf(c), c.req.valid('query')), 200));
  addRoute(app, readRoute(deps), async (c) => {
    const { id } = c.req.valid('param');
    const found = await matters.read(seatOf(c), id);
    if (found === null) throw new UserError('MATTER_UNKNOWN', 'no such matter, or it is not yours', id, 'list yours: GET /matters');
    return c.json(found, 200);
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
