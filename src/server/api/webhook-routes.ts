import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import { webhookTopics } from '../../adapters/programme/webhooks.ts';
import { UserError } from '../../foundation/user-error.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { seatOf } from './seat-of.ts';

const tags = ['Webhooks'];
const text = z.string();
const params = z.object({ id: fieldSchemas.id });

const webhookSchema = z
  .object({
    id: text,
    organisation: text,
    url: text,
    topics: z.array(z.enum(webhookTopics)),
    createdAt: text,
    last: z.object({ at: text, outcome: z.enum(['delivered', 'failed']), status: z.int().nullable() }).nullable(),
    disabled: z.object({ at: text, why: text }).nullable(),
  })
  .meta({ id: 'Webhook' });

const wantedSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(2000),
    topics: z
      .array(z.enum(webhookTopics))
      .min(1)
      .max(webhookTopics.length)
      .default([...webhookTopics]),
  })
  .meta({ id: 'WebhookInput' });

/** Where the organisation of a seat wants to be told of changes. */
export function webhookRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  const { webhooks } = deps;
  const known = (is: boolean, id: string): void => {
    if (!is) throw new UserError('WEBHOOK_UNKNOWN', 'your organisation has no such webhook', id, 'list them: GET /webhooks');
  };
  addRoute(app, listRoute(deps), async (c) => c.json({ items: await webhooks.list(seatOf(c).organisation) }, 200));
  addRoute(app, createRoute(deps), async (c) => {
    const made = await webhooks.create(seatOf(c).organisation, c.req.valid('json'));
    return c.json(made, 201, { 'cache-control': 'no-store' });
  });
  addRoute(app, removeRoute(deps), async (c) => {
    const { id } = c.req.valid('param');
    known(await webhooks.remove(seatOf(c).organisation, id), id);
    return c.body(null, 204);
  });
  addRoute(app, pingRoute(deps), async (c) => {
    const { id } = c.req.valid('param');
    known(await webhooks.ping(seatOf(c).organisation, id), id);
    return c.body(null, 202);
  });
}

const listRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'get',
    path: '/webhooks',
    operationId: 'listWebhooks',
    summary: 'Webhooks of your organisation',
    tags,
    responses: {
      200: {
        description: 'Never the secrets',
        content: { 'application/json': { schema: z.object({ items: z.array(webhookSchema) }).meta({ id: 'Webhooks' }) } },
      },
    },
  });

const createRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'post',
    path: '/webhooks',
    operationId: 'createWebhook',
    summary: 'Register an address; the secret that signs deliveries is shown once',
    tags,
    request: { body: { required: true, content: { 'application/json': { schema: wantedSchema } } } },
    responses: {
      201: {
        description: 'The webhook and its secret',
        content: { 'application/json': { schema: z.object({ webhook: webhookSchema, secret: text }).meta({ id: 'NewWebhook' }) } },
      },
    },
  });

const removeRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'delete',
    path: '/webhooks/{id}',
    operationId: 'removeWebhook',
    summary: 'Tell this address no more',
    tags,
    request: { params },
    responses: { 204: { description: 'It is not told any more' } },
  });

const pingRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'post',
    path: '/webhooks/{id}/ping',
    operationId: 'pingWebhook',
    summary: 'Send a delivery that says nothing, to try',
    tags,
    request: { params },
    responses: { 202: { description: 'It is in the queue' } },
  });
