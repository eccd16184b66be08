import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { UserError } from '../../foundation/user-error.ts';
import { actionRoutes } from './action-routes.ts';
import type { ApiEnv } from './api-env.ts';
import { assessmentRoutes } from './assessment-routes.ts';
import { boundBody } from './bound-body.ts';
import { caseRoutes } from './case-routes.ts';
import { chooseLanguage } from './choose-language.ts';
import { inputFaults } from './input-faults.ts';
import { matterRoutes } from './matter-routes.ts';
import { organisationRoutes } from './organisation-routes.ts';
import { personRoutes } from './person-routes.ts';
import { problemResponse } from './problem-response.ts';
import { problemStatus } from './problem-status.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { registerRoutes } from './register-routes.ts';
import { surveillanceRoutes } from './surveillance-routes.ts';
import { uploadRoutes } from './upload-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

/**
 * The HTTP API of the programme under `/api/v1` (docs/spec/api.md): everything a page does. Every answer that is none is a problem (RFC 9457); `GET /api/v1/openapi.json` is
 * made from the schemas that requests are checked by.
 */
export function programmeApi(deps: ProgrammeApiDeps): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (!result.success) return problemResponse(c, invalid, { errors: inputFaults(result.target, result.error) });
    },
  }).basePath('/api/v1');
  app.use(async (c, next) => {
    c.set('messages', chooseLanguage(deps.catalogue, c.req.header('accept-language')));
    await next();
  });
  // A document that nobody is to run, frame or guess the kind of.
  app.use(
    secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, crossOriginResourcePolicy: false }),
  );
  // What everybody may read, any page may read; nothing else.
  app.use('/register', readFromAnywhere);
  app.use('/register/*', readFromAnywhere);
  app.use(boundBody);
  caseRoutes(app, deps);
  actionRoutes(app, deps);
  uploadRoutes(app, deps);
  assessmentRoutes(app, deps);
  personRoutes(app, deps);
  organisationRoutes(app, deps);
  webhookRoutes(app, deps);
  matterRoutes(app, deps);
  surveillanceRoutes(app, deps);
  registerRoutes(app, deps);
  app.get('/openapi.json', (c) => c.json(openApiDocument(app, deps)));
  app.notFound((c) => problemResponse(c, unknownRoute(c.req.path)));
  app.onError((error, c) => problemResponse(c, told(error, deps)));
  return app;
}

const readFromAnywhere = cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['Retry-After'] });

const invalid = new UserError(
  'INPUT_INVALID',
  'something in the request does not fit',
  '',
  'correct the places listed in "errors"; openapi.json says what fits',
);

const unknownRoute = (path: string): UserError =>
  new UserError('ROUTE_UNKNOWN', 'there is nothing here', path.slice(0, 200), 'see /api/v1/openapi.json for what there is');

/** What the framework refuses has a code of ours; what nobody foresaw is noted, and the client learns nothing of it. */
function told(error: unknown, { report }: ProgrammeApiDeps): unknown {
  if (error instanceof HTTPException && error.status === 415)
    return new UserError('CONTENT_TYPE', 'the body is of another kind', '', 'send it as the document says, with its Content-Type');
  if (error instanceof HTTPException && error.status === 400)
    return new UserError('JSON_MALFORMED', 'the body is no JSON', '', 'send one JSON document in UTF-8');
  if (isHungUp(error)) return error;
  if (!(error instanceof UserError) || (problemStatus(error.code) ?? 500) >= 500) report(error);
  return error;
}

/** Who asked went away in the middle of the request: nobody's defect. */
const isHungUp = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || (error as NodeJS.ErrnoException).code === 'ECONNRESET');

function openApiDocument(app: OpenAPIHono<ApiEnv>, { version, origin }: ProgrammeApiDeps): object {
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of a person, with scopes: cases:read, cases:write, evidence:write, register:read, admin',
  });
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'IQS certification programme',
      version,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: origin }],
  });
  // The generator writes the flags of a regular expression into its pattern; JSON Schema has none, and reads every pattern as Unicode.
  return JSON.parse(
    JSON.stringify(document, (key, value) => (key === 'pattern' && typeof value === 'string' ? value.replace(/\/u$/, '') : value)),
  );
}
