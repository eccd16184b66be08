import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Upload } from '../../adapters/programme/evidence-uploads.ts';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import { UserError } from '../../foundation/user-error.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { type ApiContext, seatOf } from './seat-of.ts';

const tags = ['Evidence'];
const params = z.object({ id: fieldSchemas.id });
const bytes = z
  .int()
  .min(0)
  .max(2 ** 40);

const uploadSchema = z
  .object({
    id: z.string(),
    case: z.string(),
    name: z.string().nullable(),
    sha256: z.string().nullable(),
    bytes: z.int(),
    received: z.int(),
    complete: z.boolean(),
  })
  .meta({ id: 'Upload', description: 'complete: checked, so that evidence can name it' });

const beginSchema = z.strictObject({ sha256: fieldSchemas.sha256, bytes }).meta({ id: 'UploadInput' });
const offsetHeader = z.object({
  'upload-offset': z
    .string()
    .regex(/^(0|[1-9]\d{0,14})$/, 'a whole number')
    .meta({ description: 'How many bytes came before this chunk' }),
});

/** Uploads that go on where they stopped: begin, send chunks at their offset, ask how far it came, finish. The way of the IETF's resumable uploads, with an end that checks. */
export function uploadRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  const { uploads } = deps;
  addRoute(app, beginRoute(deps), async (c) => {
    const { id } = c.req.valid('param');
    await mayAdd(deps, c, id);
    const upload = await uploads.begin(id, { ...c.req.valid('json'), name: null, by: seatOf(c).person });
    return c.json(upload, 201, { location: `/api/v1/uploads/${upload.id}`, ...progress(upload) });
  });
  addRoute(app, statusRoute(deps), async (c) => {
    const upload = await own(deps, c, c.req.valid('param').id);
    return c.json(upload, 200, progress(upload));
  });
  addRoute(app, chunkRoute(deps), async (c) => {
    const { id } = await own(deps, c, c.req.valid('param').id);
    const upload = await uploads.write(id, Number(c.req.valid('header')['upload-offset']), c.req.raw.body ?? nothing());
    return c.body(null, 204, progress(upload));
  });
  addRoute(app, finishRoute(deps), async (c) => {
    const { id } = await own(deps, c, c.req.valid('param').id);
    return c.json(await uploads.finish(id), 200);
  });
}

async function* nothing(): AsyncIterable<Uint8Array> {
  // A chunk without a body.
}

const progress = ({ received }: Upload): Record<string, string> => ({ 'upload-offset': String(received), 'cache-control': 'no-store' });

/** Who may not add evidence now may not fill the store either. */
async function mayAdd({ desk }: ProgrammeApiDeps, c: ApiContext, id: string): Promise<void> {
  const seat = seatOf(c);
  const { allowed, case: of } = await desk.read(seat, id);
  if (!allowed.includes('add-evidence'))
    throw new UserError('STATE_FORBIDS', 'nothing can be added to this case from this seat now', of.state, 'look at "allowed" of the case');
}

/** An upload is known by whoever may add to its case, and nobody else. */
async function own(deps: ProgrammeApiDeps, c: ApiContext, id: string): Promise<Upload> {
  const upload = await deps.uploads.status(id);
  const unknown = new UserError('UPLOAD_UNKNOWN', 'no such upload', id, 'begin one: POST /cases/{id}/uploads');
  if (upload === null) throw unknown;
  try {
    await mayAdd(deps, c, upload.case);
  } catch (error) {
    throw error instanceof UserError && error.code === 'CASE_UNKNOWN' ? unknown : error;
  }
  return upload;
}

const beginRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'evidence:write', {
    method: 'post',
    path: '/cases/{id}/uploads',
    operationId: 'beginUpload',
    summary: 'Begin an upload, or find the one of the same file',
    tags,
    request: { params, body: { required: true, content: { 'application/json': { schema: beginSchema } } } },
    responses: { 201: { description: 'Where it stands', content: { 'application/json': { schema: uploadSchema } } } },
  });

const statusRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'evidence:write', {
    method: 'get',
    path: '/uploads/{id}',
    operationId: 'readUpload',
    summary: 'How far an upload has come; HEAD gives Upload-Offset alone',
    tags,
    request: { params },
    responses: { 200: { description: 'Where it stands', content: { 'application/json': { schema: uploadSchema } } } },
  });

const chunkRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'evidence:write', {
    method: 'patch',
    path: '/uploads/{id}',
    operationId: 'sendChunk',
    summary: 'Send the next bytes, at most 16 MiB',
    tags,
    request: {
      params,
      headers: offsetHeader,
      body: { required: true, content: { 'application/octet-stream': { schema: z.string().meta({ type: 'string', format: 'binary' }) } } },
    },
    responses: { 204: { description: 'Kept; Upload-Offset says up to where' } },
  });

const finishRoute = (deps: ProgrammeApiDeps) =>
  apiRoute(deps, 'evidence:write', {
    method: 'post',
    path: '/uploads/{id}/finish',
    operationId: 'finishUpload',
    summary: 'Have the bytes checked against the digest',
    tags,
    request: { params },
    responses: { 200: { description: 'Evidence can name it now', content: { 'application/json': { schema: uploadSchema } } } },
  });
