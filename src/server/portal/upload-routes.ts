import type { Hono } from 'hono';
import { attachmentHeader } from '../../foundation/attachment-header.ts';
import { UserError } from '../../foundation/user-error.ts';
import { plainName } from './filed-evidence.ts';
import type { PortalDeps } from './portal-deps.ts';
import { type PortalEnv, seatOf } from './portal-env.ts';

/** Files in pieces: begin, how far, go on from there; and a file back out. The form of the evidence page finishes one by its id. */
export function uploadRoutes(app: Hono<PortalEnv>, { uploads, desk }: PortalDeps): void {
  app.post('/portal/cases/:id/uploads', async (c) => {
    const { name, bytes } = (await c.req.json<{ name?: unknown; bytes?: unknown } | null>().catch(() => null)) ?? {};
    if (typeof name !== 'string' || !Number.isSafeInteger(bytes) || Number(bytes) < 1) return c.json({ code: 'UPLOAD_WRONG' }, 400);
    return c.json(await uploads.begin(seatOf(c.get('frame')), c.req.param('id'), { name: plainName(name), bytes: Number(bytes) }));
  });
  app.get('/portal/cases/:id/uploads/:upload', async (c) =>
    c.json(await uploads.status(seatOf(c.get('frame')), c.req.param('id'), c.req.param('upload'))),
  );
  app.put('/portal/cases/:id/uploads/:upload', async (c) => {
    const offset = Number(c.req.query('offset'));
    const { body } = c.req.raw;
    if (!Number.isSafeInteger(offset) || offset < 0 || body === null) return c.json({ code: 'OFFSET_WRONG' }, 400);
    try {
      return c.json(await uploads.append(seatOf(c.get('frame')), c.req.param('id'), c.req.param('upload'), offset, body));
    } catch (error) {
      if (error instanceof UserError) return c.json({ code: error.code }, 409);
      throw error;
    }
  });
  app.get('/portal/cases/:id/files/:sha256', async (c) => {
    const seat = seatOf(c.get('frame'));
    const { id, sha256 } = c.req.param();
    const { case: of, anonymised } = await desk.read(seat, id);
    const found = of.evidence.find((each) => each.sha256 === sha256);
    // The bytes of a file name whoever made it, and a committee does not know that yet.
    if (anonymised) throw new UserError('ANONYMISED', 'files are closed until the vote is', 'the file', 'vote first');
    if (found === undefined) return c.notFound();
    c.header('content-type', 'application/octet-stream');
    c.header('content-disposition', attachmentHeader(found.file));
    return c.body(await uploads.read(seat, id, sha256));
  });
}
