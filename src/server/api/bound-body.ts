import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { UserError } from '../../foundation/user-error.ts';
import type { ApiEnv } from './api-env.ts';
import { jsonDepth } from './json-depth.ts';

/** Largest JSON body and largest chunk of an upload, in bytes. */
const bodyLimits = { json: 2 ** 20, chunk: 16 * 2 ** 20 } as const;
/** Deeper than any schema of ours. */
const deepest = 24;

const tooLarge = (limit: number) => (): never => {
  throw new UserError('BODY_TOO_LARGE', 'the body is too large', `more than ${limit} bytes`, 'send less at once');
};
const json = bodyLimit({ maxSize: bodyLimits.json, onError: tooLarge(bodyLimits.json) });
const chunk = bodyLimit({ maxSize: bodyLimits.chunk, onError: tooLarge(bodyLimits.chunk) });

/** Refuses what is larger (`BODY_TOO_LARGE`) or deeper (`JSON_TOO_DEEP`) than anything the API takes, before anybody parses it. */
export const boundBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  if (c.req.method === 'PATCH') return chunk(c, next);
  return json(c, async () => {
    const depth = jsonDepth(await c.req.text());
    if (depth > deepest) throw new UserError('JSON_TOO_DEEP', 'the JSON is nested too deeply', `${depth}`, `nest at most ${deepest} deep`);
    await next();
  });
};
