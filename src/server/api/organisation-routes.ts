import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import { newOrganisationSchema } from '../../adapters/programme/new-organisation-schema.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import { caseAnswers } from './case-answers.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { seatOf } from './seat-of.ts';

const tags = ['People'];

const authorisationSchema = z
  .strictObject({ schemes: z.array(fieldSchemas.id).min(1).max(20), until: fieldSchemas.day })
  .meta({ id: 'AuthorisationInput' });

const invitationSchema = newOrganisationSchema.pick({ email: true }).meta({ id: 'FirstInvitationInput' });

/** What a scheme owner does about organisations; anybody else is refused as `ROLE_MISSING`. */
export function organisationRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  const { keeping } = deps;
  addRoute(app, addOrganisationRoute(deps), async (c) => {
    const asked = { address: deps.addressOf(c.req.raw), language: c.var.messages.language };
    return c.json(await keeping.add(seatOf(c), c.req.valid('json'), asked), 201);
  });
  addRoute(app, inviteRoute(deps), async (c) => {
    const asked = { address: deps.addressOf(c.req.raw), language: c.var.messages.language };
    await keeping.invite(seatOf(c), c.req.valid('param').id, c.req.valid('json').email, asked);
    return c.body(null, 204);
  });
  addRoute(app, authoriseRoute(deps), async (c) => {
    await keeping.authorise(seatOf(c), c.req.valid('param').id, c.req.valid('json'));
    return c.body(null, 204);
  });
  addRoute(app, endAuthorisationRoute(deps), async (c) => {
    await keeping.authorise(seatOf(c), c.req.valid('param').id, null);
    return c.body(null, 204);
  });
}

const addOrganisationRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'post',
    path: '/organisations',
    operationId: 'addOrganisation',
    summary: 'Make an organisation and invite its first administrator, as scheme owner',
    tags,
    request: {
      body: { required: true, content: { 'application/json': { schema: newOrganisationSchema.meta({ id: 'OrganisationInput' }) } } },
    },
    responses: { 201: { description: 'The organisation', content: { 'application/json': { schema: caseAnswers.organisation } } } },
  });

const params = z.object({ id: fieldSchemas.id });

const inviteRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'post',
    path: '/organisations/{id}/invitation',
    operationId: 'inviteFirstAdministrator',
    summary: 'Invite the first administrator of an organisation again, or another one, as long as nobody has taken it up; as scheme owner',
    tags,
    request: { params, body: { required: true, content: { 'application/json': { schema: invitationSchema } } } },
    responses: { 204: { description: 'The invitation is on its way; the one before holds no longer' } },
  });

const authoriseRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'put',
    path: '/organisations/{id}/authorisation',
    operationId: 'authoriseLaboratory',
    summary: 'What a laboratory may evaluate and until which day, in the place of what it might before; as scheme owner',
    tags,
    request: { params, body: { required: true, content: { 'application/json': { schema: authorisationSchema } } } },
    responses: { 204: { description: 'It holds from now on' } },
  });

const endAuthorisationRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'admin', {
    method: 'delete',
    path: '/organisations/{id}/authorisation',
    operationId: 'endAuthorisation',
    summary: 'Have a laboratory evaluate nothing more; as scheme owner',
    tags,
    request: { params },
    responses: { 204: { description: 'It may evaluate nothing from now on' } },
  });
