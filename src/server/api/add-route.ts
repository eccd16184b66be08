import type { OpenAPIHono, RouteConfig, RouteHandler } from '@hono/zod-openapi';
import type { ApiEnv } from './api-env.ts';

type AnyRoute = RouteConfig;
/** What a handler of a route is given: its request, decoded. */
export type RouteContext<R extends AnyRoute> = Parameters<RouteHandler<R, ApiEnv>>[0];

/**
 * Adds a route. The answer's type is not worked out from the document here (it takes the compiler longer than the whole of the rest); what routes really answer is held
 * against the document by a test.
 */
export function addRoute<R extends AnyRoute>(
  app: OpenAPIHono<ApiEnv>,
  route: R,
  handler: (c: RouteContext<R>) => Promise<Response> | Response,
): void {
  app.openapi(route, handler as never);
}
