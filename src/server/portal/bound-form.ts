import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { PortalEnv } from './portal-env.ts';

/** Bytes of the largest form without a file: of texts of 20,000 characters each. */
const largest = 2 * 2 ** 20;
/** With a file in one piece, for a browser without script; larger ones go up in pieces. */
const largestFile = 256 * 2 ** 20;
/** Pieces of files are no forms, nor are they bounded here. */
const pieces = /^\/portal\/cases\/[^/]+\/uploads$/;
const withFile = /^\/portal\/cases\/[^/]+\/add-evidence$/;

const tooLarge = (): never => {
  throw new HTTPException(413);
};
const plain = bodyLimit({ maxSize: largest, onError: tooLarge });
const filed = bodyLimit({ maxSize: largestFile, onError: tooLarge });

/** A form is a form, and no larger than one can be: 415, 413, and 400 where it breaks off. Nothing of it is a defect of ours. */
export const boundForm: MiddlewareHandler<PortalEnv> = async (c, next) => {
  if (c.req.method !== 'POST' || pieces.test(c.req.path)) return next();
  const isForm = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i.test(c.req.header('content-type') ?? '');
  if (!isForm) throw new HTTPException(415);
  // Read by its route, once it is known who may.
  if (withFile.test(c.req.path)) return filed(c, next);
  return plain(c, async () => {
    await c.req.formData().catch(() => {
      throw new HTTPException(400);
    });
    await next();
  });
};
