import type { ServerPart } from './server-part.ts';
import { tellRefusal } from './tell-refusal.ts';

/** The request with a body that ends where the part's limit is; or why it is refused before a byte of it is read. */
export function boundRequest(request: Request, path: string, part: ServerPart): Request | Response {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD') return request;
  const limit = part.largestBody(method, path);
  const length = headers.get('content-length');
  if (length !== null) return Number(length) > limit ? tellRefusal('BODY_TOO_LARGE', { connection: 'close' }) : request;
  if (!headers.has('transfer-encoding')) return request;
  if (!part.unmeasured) return tellRefusal('LENGTH_REQUIRED', { connection: 'close' });
  const { body } = request;
  if (body === null || limit === Number.POSITIVE_INFINITY) return request;
  return new Request(request, { body: body.pipeThrough(counted(limit)), duplex: 'half' } as RequestInit);
}

/** The body breaks off above the limit, and the part sees a broken upload. */
function counted(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.length;
      if (seen > limit) controller.error(new Error('the body is too large'));
      else controller.enqueue(chunk);
    },
  });
}
