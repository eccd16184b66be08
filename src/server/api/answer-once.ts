import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { KeptAnswer, RequestKey } from '../../adapters/programme/request-ledger.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { ApiEnv } from './api-env.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';

const keptHeaders = ['content-type', 'content-language', 'etag', 'location', 'cache-control'] as const;
/** Says nothing of the request itself: asked again it may go otherwise. */
const passing: readonly number[] = [401, 408, 429];

/**
 * A POST with an Idempotency-Key is done once: the same request again gets the same answer. Refused: another request under the same key (`IDEMPOTENCY_OTHER`), one that is
 * still being answered (`IDEMPOTENCY_RUNNING`), an answer that held a secret (`IDEMPOTENCY_SHOWN_ONCE`: it is not kept).
 */
export const answerOnce =
  ({ requests }: Pick<ProgrammeApiDeps, 'requests'>): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const header = c.req.header('idempotency-key');
    const { caller, seat } = c.var;
    c.set('answerIn', null);
    if (c.req.method !== 'POST' || header === undefined || caller === null) return next();
    const key: RequestKey = {
      actor: seat === null ? caller.person : `${seat.person} ${seat.role}@${seat.organisation}`,
      route: `POST ${c.req.path}`,
      key: keyOf(header),
    };
    const digest = createHash('sha256')
      .update(JSON.stringify([c.req.header('if-match') ?? null, c.req.url, await c.req.text()]))
      .digest('hex');
    const standing = await requests.begin(key, digest);
    if (standing.kind === 'answered') return again(standing.answer);
    if (standing.kind === 'other')
      throw new UserError('IDEMPOTENCY_OTHER', 'this key was used for another request', key.key, 'take a new key for a new request');
    if (standing.kind === 'running')
      throw new UserError('IDEMPOTENCY_RUNNING', 'the same request is being answered', key.key, 'ask again in a moment');
    const { claim } = standing;
    c.set('answerIn', (transaction, answer) => requests.finishIn(transaction, key, claim, answer));
    await next();
    if (c.res.status >= 500 || passing.includes(c.res.status)) await requests.forget(key, claim);
    else await requests.finish(key, claim, await kept(c.res));
  };

/** In quotes, as draft-ietf-httpapi-idempotency-key-header writes it, or without. */
function keyOf(header: string): string {
  const found = /^"?([A-Za-z0-9._:-]{1,200})"?$/.exec(header)?.[1];
  if (found === undefined)
    throw new UserError(
      'IDEMPOTENCY_KEY_MALFORMED',
      'no idempotency key',
      header.slice(0, 200),
      'use letters, digits and . _ : -, e.g. a UUID',
    );
  return found;
}

async function kept(response: Response): Promise<KeptAnswer> {
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  // Threat: a secret that is shown once, and rests in a table of answers.
  const isSecret = response.ok && (response.headers.get('cache-control') ?? '').includes('no-store');
  return { status: response.status, headers, body: isSecret ? null : await response.clone().text() };
}

function again({ status, headers, body }: KeptAnswer): Response {
  if (body === null)
    throw new UserError(
      'IDEMPOTENCY_SHOWN_ONCE',
      'it was done, and what it gave was shown once',
      '',
      'revoke what was made, and make a new one',
    );
  return new Response(status === 204 ? null : body, { status, headers: { ...headers, 'idempotency-replayed': 'true' } });
}
