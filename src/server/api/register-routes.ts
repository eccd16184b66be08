import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import { type PublicProduct, publicStandings } from '../../adapters/programme/register-view.ts';
import type { SameShape } from '../../adapters/schemas/same-shape.ts';
import { UserError } from '../../foundation/user-error.ts';
import { labelLetters } from '../../model/label-claims.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';

const tags = ['Register'];
const text = z.string();
const letter = z.enum(labelLetters);
const params = z.object({ number: fieldSchemas.id });

const certificateSchema = z
  .object({
    number: text,
    product: text,
    model: text.nullable(),
    maker: text,
    category: text,
    letter,
    standing: z.enum(publicStandings),
    issuedAt: text,
    validUntil: text,
    updatesUntil: text.nullable(),
  })
  .meta({ id: 'PublicCertificate' });

const productSchema = certificateSchema
  .extend({
    scheme: z.object({ id: text, vintage: text }),
    parts: z.array(z.object({ id: text, name: text, letter, versions: z.array(z.object({ version: text, hardware: text.nullable() })) })),
    files: z.array(z.object({ name: text, url: text })),
  })
  .meta({ id: 'PublicProduct' });
true satisfies SameShape<z.infer<typeof productSchema>, PublicProduct>;

const statusSchema = z.object({ number: text, letter, standing: z.enum(publicStandings), validUntil: text }).meta({ id: 'PublicStatus' });
const historySchema = z
  .object({ items: z.array(z.object({ index: z.int(), at: text, event: text, words: text.nullable() })) })
  .meta({ id: 'PublicHistory' });

const searchQuery = z.object({
  text: z.string().max(200).optional(),
  category: z.string().max(100).optional(),
  letter: letter.optional(),
  standing: z.enum(publicStandings).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ type: 'integer' }),
});

/** The register as anybody reads it, from any page. */
export function registerRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  const { register } = deps;
  const known = <T>(found: T | null, number: string): T => {
    if (found === null) throw new UserError('NUMBER_UNKNOWN', 'this number was never issued', number, 'compare it with the label');
    return found;
  };
  const shared = { 'cache-control': 'public, max-age=60' };
  addRoute(app, searchRoute(deps), async (c) => c.json(await register.search(c.req.valid('query')), 200, shared));
  addRoute(app, productRoute(deps), async (c) => {
    const { number } = c.req.valid('param');
    return c.json(known(await register.product(number), number), 200, shared);
  });
  addRoute(app, statusRoute(deps), async (c) => {
    const { number } = c.req.valid('param');
    const { letter: graded, standing, validUntil } = known(await register.product(number), number);
    return c.json({ number, letter: graded, standing, validUntil }, 200, shared);
  });
  addRoute(app, historyRoute(deps), async (c) => {
    const { number } = c.req.valid('param');
    return c.json({ items: known(await register.history(number), number) }, 200, shared);
  });
}

const searchRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'open', {
    method: 'get',
    path: '/register',
    operationId: 'searchRegister',
    summary: 'Certificates, page by page',
    tags,
    request: { query: searchQuery },
    responses: {
      200: {
        description: 'A page',
        content: {
          'application/json': {
            schema: z.object({ items: z.array(certificateSchema), next: text.nullable() }).meta({ id: 'RegisterPage' }),
          },
        },
      },
    },
  });

const productRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'open', {
    method: 'get',
    path: '/register/{number}',
    operationId: 'readProduct',
    summary: 'A certified product',
    tags,
    request: { params },
    responses: { 200: { description: 'The product', content: { 'application/json': { schema: productSchema } } } },
  });

const statusRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'open', {
    method: 'get',
    path: '/register/{number}/status',
    operationId: 'readStatus',
    summary: 'Whether a certificate holds',
    tags,
    request: { params },
    responses: { 200: { description: 'Where it stands', content: { 'application/json': { schema: statusSchema } } } },
  });

const historyRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'open', {
    method: 'get',
    path: '/register/{number}/history',
    operationId: 'readHistory',
    summary: 'What happened to a certificate',
    tags,
    request: { params },
    responses: { 200: { description: 'Oldest first', content: { 'application/json': { schema: historySchema } } } },
  });
