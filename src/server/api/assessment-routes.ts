import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import { attachmentHeader } from '../../foundation/attachment-header.ts';
import { UserError } from '../../foundation/user-error.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import { namedAssessmentSummary } from './case-schema.ts';
import { isKnown } from './entity-tag.ts';
import { orNull } from './or-null.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { seatOf } from './seat-of.ts';

const tags = ['Assessments'];
const params = z.object({ id: fieldSchemas.id });
const digested = z.object({ id: fieldSchemas.id, digest: fieldSchemas.sha256 });

const progressSchema = z
  .object({
    assessing: z.enum(['preview', 'official', 'surveillance']).nullable().meta({ description: 'null: none runs' }),
    done: z.int().nullable(),
    total: z.int().nullable(),
    note: z.string().nullable(),
    latest: orNull(namedAssessmentSummary),
  })
  .meta({ id: 'Progress' });
type Progress = z.infer<typeof progressSchema>;

/** Assessments of a case and how far one has come; files of a case, for its people. */
export function assessmentRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  const { desk, uploads } = deps;
  addRoute(app, listRoute(deps), async (c) => {
    const { case: of } = await desk.read(seatOf(c), c.req.valid('param').id);
    return c.json({ items: of.assessments }, 200);
  });
  addRoute(app, readRoute(deps), async (c) => {
    const { id, digest } = c.req.valid('param');
    const [seat, etag] = [seatOf(c), `"${digest}"`];
    const { anonymised } = await desk.read(seat, id);
    // Anonymised bytes change with the vote, so they are nobody's to keep.
    if (!anonymised && isKnown(etag, c.req.header('if-none-match'))) return c.body(null, 304, { etag });
    const text = new TextDecoder().decode(await desk.assessment(seat, id, digest).catch(asUnknown(digest)));
    return c.body(text, 200, { 'content-type': 'application/json', ...(anonymised ? {} : { etag }) });
  });
  addRoute(app, progressRoute(deps), async (c) => {
    const [seat, { id }] = [seatOf(c), c.req.valid('param')];
    const first = await progressOf(deps, seat, id);
    if (!(c.req.header('accept') ?? '').includes('text/event-stream')) return c.json(first, 200);
    return streamSSE(c, async (stream) => {
      for (let [now, sent] = [first, '']; !stream.aborted; now = await progressOf(deps, seat, id)) {
        const data = JSON.stringify(now);
        if (data !== sent) await stream.writeSSE({ event: now.assessing === null ? 'done' : 'progress', data });
        if (now.assessing === null) return;
        sent = data;
        await stream.sleep(deps.pollMs);
      }
    });
  });
  addRoute(app, fileRoute(deps), async (c) => {
    const { id, digest } = c.req.valid('param');
    const { case: of, anonymised } = await desk.read(seatOf(c), id);
    if (anonymised)
      throw new UserError('EVIDENCE_HIDDEN', 'files are not shown before the vote is closed', digest, 'vote on the assessment');
    const found = of.evidence.find(({ sha256 }) => sha256 === digest);
    const bytes = found === undefined ? null : await uploads.read(id, digest);
    if (found === undefined || bytes === null)
      throw new UserError('FILE_UNKNOWN', 'no such file in this case', digest, 'take a digest from "evidence" of the case');
    // Threat: a maker's file that a browser runs as a page of the programme.
    return c.body(bytes, 200, {
      'content-type': 'application/octet-stream',
      'content-length': String(found.bytes),
      'content-disposition': attachmentHeader(found.file),
      etag: `"${digest}"`,
    });
  });
}

async function progressOf({ desk, progress }: ProgrammeApiDeps, seat: ReturnType<typeof seatOf>, id: string): Promise<Progress> {
  const { case: of } = await desk.read(seat, id);
  const counted = of.assessing === null ? null : await progress(id);
  const { done = null, total = null, note = null } = counted ?? {};
  return { assessing: of.assessing, done, total, note, latest: of.assessments.at(-1) ?? null };
}

/** What the desk calls unknown evidence is, in an address, a page that is not there. */
const asUnknown =
  (digest: string) =>
  (error: unknown): never => {
    if (!(error instanceof UserError) || error.code !== 'EVIDENCE_UNKNOWN') throw error;
    throw new UserError('ASSESSMENT_UNKNOWN', 'no such assessment of this case', digest, 'take a digest from "assessments" of the case');
  };

const listRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/cases/{id}/assessments',
    operationId: 'listAssessments',
    summary: 'What assessments of a case came to',
    tags,
    request: { params },
    responses: {
      200: {
        description: 'Oldest first',
        content: { 'application/json': { schema: z.object({ items: z.array(namedAssessmentSummary) }).meta({ id: 'Assessments' }) } },
      },
    },
  });

const readRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/cases/{id}/assessments/{digest}',
    operationId: 'readAssessment',
    summary: 'assessment.json, byte for byte; its shape is docs/spec/assessment.schema.json',
    tags,
    request: { params: digested },
    responses: {
      200: {
        description: 'The assessment',
        content: { 'application/json': { schema: z.looseObject({ iqs: z.literal('assessment/1') }).meta({ id: 'Assessment' }) } },
      },
      304: { description: 'If-None-Match names it' },
    },
  });

const progressRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/cases/{id}/progress',
    operationId: 'readProgress',
    summary: 'How far the running assessment has come; with Accept: text/event-stream as events `progress` and, at the end, `done`',
    tags,
    request: { params },
    responses: {
      200: {
        description: 'Where it stands',
        content: { 'application/json': { schema: progressSchema }, 'text/event-stream': { schema: z.string() } },
      },
    },
  });

const fileRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'cases:read', {
    method: 'get',
    path: '/cases/{id}/files/{digest}',
    operationId: 'downloadFile',
    summary: 'A file of the evidence',
    tags: ['Evidence'],
    request: { params: digested },
    responses: {
      200: {
        description: 'Its bytes',
        content: { 'application/octet-stream': { schema: z.string().meta({ type: 'string', format: 'binary' }) } },
      },
    },
  });
