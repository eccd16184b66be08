import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import type { RestingCase, YearSample } from '../../adapters/programme/surveillance-tools.ts';
import type { SameShape } from '../../adapters/schemas/same-shape.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { seatOf } from './seat-of.ts';

const tags = ['Surveillance'];
const text = z.string();

const sampleSchema = z
  .object({
    year: z.int(),
    root: text.meta({ description: 'Root hash of the register, lower-case hex, at `size` entries' }),
    size: z.int(),
    percent: z.number(),
    byRisk: z.array(text),
    byDraw: z.array(z.object({ number: text, hash: text })).meta({ description: 'In the order of SHA-256 over root and number' }),
    by: text,
    at: text,
  })
  .meta({ id: 'YearSample' });
true satisfies SameShape<z.infer<typeof sampleSchema>, YearSample>;

const restingSchema = z
  .object({
    case: text,
    number: text,
    product: text,
    verdicts: z.array(z.object({ part: text, criterion: text, verdict: z.enum(['pass', 'fail', 'inconclusive', 'not-applicable']) })),
  })
  .meta({ id: 'RestingCase' });
true satisfies SameShape<z.infer<typeof restingSchema>, RestingCase>;

/** The sample of the year, and certificates that rest on a probe found faulty. */
export function surveillanceRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  const { surveillance } = deps;
  addRoute(app, samplesRoute(deps), async (c) => c.json({ items: await surveillance.samples(seatOf(c)) }, 200));
  addRoute(app, drawRoute(deps), async (c) => c.json(await surveillance.drawSample(seatOf(c)), 201));
  addRoute(app, restingRoute(deps), async (c) =>
    c.json({ items: await surveillance.restingOn(seatOf(c), c.req.valid('query').probe) }, 200),
  );
}

const samplesRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/surveillance/samples',
    operationId: 'listSamples',
    summary: 'Samples of the years',
    tags,
    responses: {
      200: {
        description: 'Newest first',
        content: { 'application/json': { schema: z.object({ items: z.array(sampleSchema) }).meta({ id: 'YearSamples' }) } },
      },
    },
  });

const drawRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:write', {
    method: 'post',
    path: '/surveillance/samples',
    operationId: 'drawSample',
    summary: 'Draw the sample of this year from the register as it stands; once a year',
    tags,
    responses: { 201: { description: 'What was drawn', content: { 'application/json': { schema: sampleSchema } } } },
  });

const restingRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/surveillance/resting',
    operationId: 'listResting',
    summary: 'Certificates whose verdicts rest on findings of a probe',
    tags,
    request: { query: z.object({ probe: fieldSchemas.id }) },
    responses: {
      200: {
        description: 'All of them',
        content: { 'application/json': { schema: z.object({ items: z.array(restingSchema) }).meta({ id: 'RestingCases' }) } },
      },
    },
  });
