import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { scopes } from '../../adapters/programme/caller.ts';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import { UserError } from '../../foundation/user-error.ts';
import { organisationKinds, roles } from '../../model/organisation.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import { callerOf } from './caller-of.ts';
import { caseAnswers } from './case-answers.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';

const tags = ['People'];
const text = z.string();
const scope = z.enum(scopes);

const meSchema = z
  .object({
    person: text,
    name: text,
    memberships: z.array(z.object({ organisation: text, name: text, kind: z.enum(organisationKinds), roles: z.array(z.enum(roles)) })),
    scopes: z.array(scope),
    seats: z.array(text).meta({ description: 'What IQS-Seat can say' }),
  })
  .meta({ id: 'Me' });

const tokenSchema = z
  .object({ id: text, name: text, scopes: z.array(scope), createdAt: text, expiresAt: text, lastUsedAt: text.nullable() })
  .meta({ id: 'Token' });

const wantedSchema = z
  .strictObject({
    name: z.string().min(1).max(100),
    scopes: z.array(scope).min(1).max(scopes.length),
    days: z.int().min(1).max(366).default(90).meta({ description: 'How long it holds' }),
  })
  .meta({ id: 'TokenInput' });

/** Who asks, the organisations of the programme, and a person's own tokens. */
export function personRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  addRoute(app, meRoute(deps), (c) => {
    const { person, name, memberships, scopes: held } = callerOf(c);
    const seats = memberships.flatMap(({ organisation, roles: all }) => all.map((role) => `${role}@${organisation}`));
    return c.json({ person, name, memberships, scopes: held, seats }, 200);
  });
  addRoute(app, organisationsRoute(deps), async (c) => {
    const { seat } = c.var;
    const { kind } = c.req.valid('query');
    if (seat?.role !== 'scheme-owner') return c.json({ items: await deps.desk.organisations(kind) }, 200);
    return c.json({ items: (await deps.keeping.list(seat)).filter((each) => (kind ?? each.kind) === each.kind) }, 200);
  });
  addRoute(app, tokensRoute(deps), async (c) => c.json({ items: await deps.tokens.list(callerOf(c).person) }, 200));
  addRoute(app, createRoute(deps), async (c) => {
    const caller = callerOf(c);
    const wanted = c.req.valid('json');
    // Threat: a token that makes itself a wider one.
    const beyond = wanted.scopes.find((each) => !caller.scopes.includes(each));
    if (beyond !== undefined)
      throw new UserError('SCOPE_MISSING', 'a token cannot give what it has not', beyond, 'make this token in the portal');
    return c.json(await deps.tokens.create(caller, wanted), 201, { 'cache-control': 'no-store' });
  });
  addRoute(app, revokeRoute(deps), async (c) => {
    const { id } = c.req.valid('param');
    if (!(await deps.tokens.revoke(callerOf(c).person, id)))
      throw new UserError('TOKEN_UNKNOWN', 'you have no such token', id, 'list yours: GET /tokens');
    return c.body(null, 204);
  });
}

const meRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'any', {
    method: 'get',
    path: '/persons/me',
    operationId: 'readMe',
    summary: 'Who stands behind the token',
    tags,
    responses: { 200: { description: 'You', content: { 'application/json': { schema: meSchema } } } },
  });

const organisationsRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/organisations',
    operationId: 'listOrganisations',
    summary: 'Makers, laboratories and certification bodies; for a scheme owner also those that nobody has taken up yet',
    tags,
    request: { query: z.object({ kind: z.enum(organisationKinds).optional() }) },
    responses: { 200: { description: 'All of them', content: { 'application/json': { schema: caseAnswers.organisations } } } },
  });

const tokensRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'get',
    path: '/tokens',
    operationId: 'listTokens',
    summary: 'Your tokens',
    tags,
    responses: {
      200: {
        description: 'Never the secrets',
        content: { 'application/json': { schema: z.object({ items: z.array(tokenSchema) }).meta({ id: 'Tokens' }) } },
      },
    },
  });

const createRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'post',
    path: '/tokens',
    operationId: 'createToken',
    summary: 'Make a token; its secret is shown once',
    tags,
    request: { body: { required: true, content: { 'application/json': { schema: wantedSchema } } } },
    responses: {
      201: {
        description: 'The token and its secret',
        content: { 'application/json': { schema: z.object({ token: tokenSchema, secret: text }).meta({ id: 'NewToken' }) } },
      },
    },
  });

const revokeRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'delete',
    path: '/tokens/{id}',
    operationId: 'revokeToken',
    summary: 'Have a token hold no longer',
    tags,
    request: { params: z.object({ id: fieldSchemas.id }) },
    responses: { 204: { description: 'It does not hold any more' } },
  });
