import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { actionSchemas } from '../../adapters/programme/action-schemas.ts';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import { actedAnswer, keepActed } from './acted-answer.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import { caseAnswers } from './case-answers.ts';
import { caseStateSchema } from './case-schema.ts';
import { entityTag, isKnown } from './entity-tag.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { seatOf } from './seat-of.ts';

const params = z.object({ id: fieldSchemas.id });
const tags = ['Cases'];

const listQuery = z.object({
  state: caseStateSchema.optional(),
  text: z.string().max(200).optional().meta({ description: "Part of the product's name, the id or the number" }),
  mine: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .optional()
    .meta({ type: 'boolean', description: 'Only what waits for this seat' }),
  cursor: z.string().max(500).optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ type: 'integer' }),
});

/** Cases: open, list, read, and what happened to one. */
export function caseRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  const { desk } = deps;
  addRoute(app, openRoute(deps), async (c) => {
    const opened = await desk.open(seatOf(c), c.req.valid('json'), keepActed(c, 201));
    const { status, headers, body } = actedAnswer(opened, 201);
    return new Response(body, { status, headers });
  });
  addRoute(app, listRoute(deps), async (c) => c.json(await desk.list(seatOf(c), c.req.valid('query')), 200));
  addRoute(app, readRoute(deps), async (c) => {
    const seen = await desk.read(seatOf(c), c.req.valid('param').id);
    const etag = entityTag(seen.case.version);
    if (isKnown(etag, c.req.header('if-none-match'))) return c.body(null, 304, { etag });
    return c.json({ ...seen, names: Object.fromEntries(seen.names) }, 200, { etag });
  });
  addRoute(app, eventsRoute(deps), async (c) => c.json({ items: await desk.events(seatOf(c), c.req.valid('param').id) }, 200));
}

const openRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:write', {
    method: 'post',
    path: '/cases',
    operationId: 'openCase',
    summary: 'Open a case',
    tags,
    request: { body: { required: true, content: { 'application/json': { schema: actionSchemas.open.meta({ id: 'OpenInput' }) } } } },
    responses: { 201: { description: 'It is open, as a draft', content: { 'application/json': { schema: caseAnswers.acted } } } },
  });

const listRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/cases',
    operationId: 'listCases',
    summary: 'Cases of this seat, page by page',
    tags,
    request: { query: listQuery },
    responses: { 200: { description: 'A page', content: { 'application/json': { schema: caseAnswers.list } } } },
  });

const readRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/cases/{id}',
    operationId: 'readCase',
    summary: 'A case as this seat may see it; its ETag is its version',
    tags,
    request: { params },
    responses: {
      200: { description: 'The case', content: { 'application/json': { schema: caseAnswers.seen } } },
      304: { description: 'It is still at the version that If-None-Match names' },
    },
  });

const eventsRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/cases/{id}/events',
    operationId: 'listCaseEvents',
    summary: 'What happened to a case',
    tags,
    request: { params },
    responses: { 200: { description: 'Its events, oldest first', content: { 'application/json': { schema: caseAnswers.events } } } },
  });
