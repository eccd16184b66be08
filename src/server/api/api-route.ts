import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { answerOnce } from './answer-once.ts';
import type { ApiEnv } from './api-env.ts';
import { type Demand, guardRequest } from './guard-request.ts';
import { problemSchema } from './problem-schema.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';

const problems = { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: problemSchema } } } as const;

const seatHeader = z.object({
  'iqs-seat': z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'role@organisation: which of your roles you act in; needed where you have several' }),
});

/** A route with what all of them have: the scope it demands, the seat, one answer a key, and problems. */
export function apiRoute<const R extends Omit<RouteConfig, 'security' | 'middleware'>>(deps: ProgrammeApiDeps, demand: Demand, config: R) {
  const middleware: MiddlewareHandler<ApiEnv>[] = [guardRequest(deps, demand), answerOnce(deps)];
  return createRoute({
    ...config,
    request: {
      ...config.request,
      ...(demand === 'open' ? {} : { headers: withSeat(config.request?.headers) }),
    },
    middleware,
    security: demand === 'open' ? [{}, { token: [] }] : [{ token: demand === 'any' ? [] : [demand] }],
    responses: { ...config.responses, '4XX': problems, '5XX': problems },
  } as R & { middleware: MiddlewareHandler<ApiEnv>[] });
}

const withSeat = (headers: unknown): z.ZodObject => (headers instanceof z.ZodObject ? headers.extend(seatHeader.shape) : seatHeader);
