import type { Hono } from 'hono';
import type { Env, Schema } from 'hono/types';

/** What a request is counted as, and so by which limit. `own`: the part counts itself. */
export type PartLimit = 'pages' | 'sign-in' | 'own';

/** A part of the server: everything at a path and below. It answers every request it gets, with its own pages for what is not there and what broke. */
export type ServerPart = {
  /** For log and metrics. */
  readonly name: string;
  /** `/api/v1`, `/portal`, `/auth`; `/` takes what is nobody else's. */
  readonly at: string;
  readonly limit: PartLimit;
  /** Bytes of the largest body of a request. What has no length given may be as large where `unmeasured` says so, and is refused elsewhere (411). */
  readonly largestBody: (method: string, path: string) => number;
  readonly unmeasured: boolean;
  readonly answer: (request: Request, bindings: object) => Response | Promise<Response>;
  /** Pattern of the route, for log and metrics: `/cases/:id`; what stands in a path is an id, a name or a token. */
  readonly routeOf: (method: string, path: string) => string;
};

type PartOptions = Pick<ServerPart, 'name' | 'at'> & Partial<Pick<ServerPart, 'limit' | 'largestBody' | 'unmeasured'>>;

const usualBody = 2 ** 20;

/** A Hono app whose routes stand under `at`, as `programmeApi`, `portalPages` and `publicPages` make them. */
export function honoPart<E extends Env, S extends Schema, P extends string>(app: Hono<E, S, P>, options: PartOptions): ServerPart {
  return {
    limit: 'pages',
    largestBody: () => usualBody,
    unmeasured: false,
    ...options,
    answer: (request, bindings) => app.fetch(request, bindings as E['Bindings']),
    routeOf: (method, path) => {
      const [matched] = app.router.match(method === 'HEAD' ? 'GET' : method, path);
      // What is registered for every method is middleware.
      const routes = matched.map(([[, route]]) => route).filter((route) => route.method !== 'ALL');
      return routes.at(-1)?.path ?? `${options.at.replace(/\/$/, '')}/*`;
    },
  };
}

/** Something that answers requests itself, as the handler of sign-in does. */
export function plainPart(answer: ServerPart['answer'], options: PartOptions): ServerPart {
  const route = `${options.at.replace(/\/$/, '')}/*`;
  return { limit: 'pages', largestBody: () => usualBody, unmeasured: false, ...options, answer, routeOf: () => route };
}

export const isBelow = (at: string, path: string): boolean => at === '/' || path === at || path.startsWith(`${at}/`);
