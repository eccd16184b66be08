import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { propagation, type Span, SpanKind, SpanStatusCode, trace, context as traceContext } from '@opentelemetry/api';
import type { Config } from '../../adapters/config/config.ts';
import type { Health } from '../../adapters/health/health.ts';
import type { Log } from '../../adapters/log/open-log.ts';
import { inRequest, type RequestContext } from '../../adapters/log/request-context.ts';
import type { MetricRegistry } from '../../adapters/metrics/metric-registry.ts';
import { boundRequest } from './bound-request.ts';
import { clientAddress } from './client-address.ts';
import { hostCheck } from './host-check.ts';
import { type MetricsDoor, opsRoutes } from './ops-routes.ts';
import type { RequestLimits } from './request-limits.ts';
import { secureAnswer } from './secure-answer.ts';
import { isBelow, type ServerPart } from './server-part.ts';
import { tellRefusal } from './tell-refusal.ts';

export type ServerAppDeps = {
  readonly config: Pick<Config, 'baseUrl' | 'hosts' | 'proxy' | 'telemetry' | 'log'>;
  /** The longest path that fits takes the request. */
  readonly parts: readonly ServerPart[];
  readonly log: Log;
  readonly metrics: MetricRegistry;
  readonly health: Health;
  readonly limits: RequestLimits;
  readonly door: MetricsDoor;
  /** No more requests are to come on this connection. */
  readonly isStopping: () => boolean;
};

/** What @hono/node-server hands over beside a request; nothing in a test without a socket. */
export type Bindings = { readonly incoming?: IncomingMessage; readonly outgoing?: ServerResponse };

export type ServerApp = (request: Request, bindings?: Bindings) => Promise<Response>;

type Asked = { readonly request: Request; readonly bindings: Bindings; readonly path: string; readonly part: ServerPart | null };

const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const seconds = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/**
 * All parts behind one door: request id, log line, metrics and span of every request; our own hosts only; addresses behind trusted proxies; limits by network and account;
 * bodies that end; headers that say no where a part says nothing. `/health/…` and `/metrics` are answered to whatever host.
 */
export function serverApp(deps: ServerAppDeps): ServerApp {
  const { config, parts } = deps;
  const ops = opsRoutes(deps.health, deps.metrics, deps.door);
  const byLength = [...parts].sort((a, b) => b.at.length - a.at.length);
  const addressOf = clientAddress(config.proxy);
  const refusalOf = hostCheck(config);
  const isHttps = config.baseUrl.startsWith('https:');
  const told = tellers(deps);
  return (request, bindings = {}) => {
    const path = new URL(request.url).pathname;
    const isOps = path === '/metrics' || isBelow('/health', path);
    const part = isOps ? null : (byLength.find(({ at }) => isBelow(at, path)) ?? null);
    const address = addressOf(request.headers, bindings.incoming?.socket.remoteAddress ?? '');
    const known: RequestContext = { id: randomUUID(), address, person: null };
    const asked: Asked = { request, bindings, path, part };
    return inRequest(known, () =>
      told(asked, known, async () => {
        const answer = isOps ? await ops.fetch(request) : await answered(deps, asked, known, refusalOf);
        const answerOfOurs = mutable(answer);
        secureAnswer(answerOfOurs.headers, isHttps);
        answerOfOurs.headers.set('x-request-id', known.id);
        if (deps.isStopping()) answerOfOurs.headers.set('connection', 'close');
        return answerOfOurs;
      }),
    );
  };
}

/** An answer that came over the network or is a redirect has headers that cannot be changed. */
function mutable(answer: Response): Response {
  try {
    answer.headers.delete('x-request-id');
    return answer;
  } catch {
    return new Response(answer.body, answer);
  }
}

async function answered(
  { limits, log }: ServerAppDeps,
  { request, bindings, path, part }: Asked,
  { address }: RequestContext,
  refusalOf: ReturnType<typeof hostCheck>,
): Promise<Response> {
  const host = refusalOf(request, bindings.incoming?.rawHeaders ?? []);
  if (host !== null) return tellRefusal(host === 400 ? 'HOST_MISSING' : 'HOST_UNKNOWN', { connection: 'close' });
  // TRACE sends back what stands in headers; nothing here has another than these.
  if (!methods.includes(request.method)) return tellRefusal('METHOD_UNKNOWN', { allow: methods.join(', '), connection: 'close' });
  if (part === null) return tellRefusal('NOT_FOUND');
  const wait = await waitOf(limits, part, address, request.headers);
  if (wait !== null) return tellRefusal('RATE_LIMITED', { 'retry-after': String(wait) });
  const bound = boundRequest(request, path, part);
  if (bound instanceof Response) return bound;
  try {
    return await part.answer(bound, bindings);
  } catch (error) {
    log.error('a part failed', { part: part.name, error });
    return tellRefusal('INTERNAL');
  }
}

/** By network always; by the session that was shown besides, which is an account's: who shows made-up ones is held by his network. */
async function waitOf(limits: RequestLimits, { limit }: ServerPart, address: string, headers: Headers): Promise<number | null> {
  if (limit === 'own') return null;
  const wait = await (limit === 'sign-in' ? limits.signIn : limits.pages)(address);
  const session = /(?:^|;\s*)[\w.-]*session_token=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1];
  if (wait !== null || session === undefined) return wait;
  return limits.account(`session ${createHash('sha256').update(session).digest('base64url')}`);
}

type Told = (asked: Asked, known: RequestContext, work: () => Promise<Response>) => Promise<Response>;

/** One line, one span, and the figures of each request, once its answer has gone out or its client has gone away. */
function tellers({ log, metrics, config }: ServerAppDeps): Told {
  const count = metrics.counter('iqs_http_requests_total', 'Requests answered.');
  const observe = metrics.histogram('iqs_http_request_seconds', 'From the first byte of the request to the last of the answer.', seconds);
  let running = 0;
  metrics.gauge('iqs_http_requests_running', 'Requests being answered.', () => running);
  const tracer = trace.getTracer('iqs');
  return (asked, known, work) => {
    const { request, bindings, path, part } = asked;
    const method = /^[A-Z]{1,10}$/.test(request.method) ? request.method : 'OTHER';
    const route = part === null ? (path === '/metrics' || isBelow('/health', path) ? path : '*') : part.routeOf(method, path);
    const startedMs = performance.now();
    running += 1;
    const done = (span: Span, status: number): void => {
      running -= 1;
      const ms = Math.round((performance.now() - startedMs) * 10) / 10;
      const isAborted = bindings.outgoing !== undefined && !bindings.outgoing.writableFinished;
      const labels = { part: part?.name ?? 'server', method, status: String(status) };
      count(labels);
      observe(ms / 1000, { part: labels.part });
      log[part === null && status < 500 ? 'debug' : 'info']('request', {
        request: known.id,
        person: known.person,
        part: labels.part,
        method,
        route,
        status,
        ms,
        ...(isAborted ? { aborted: true } : {}),
        ...(config.log.addresses ? { address: known.address } : {}),
      });
      span.setAttribute('http.response.status_code', status);
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
    const from = config.telemetry.followCallers
      ? propagation.extract(traceContext.active(), Object.fromEntries(request.headers))
      : traceContext.active();
    const attributes = { 'http.request.method': method, 'http.route': route };
    return tracer.startActiveSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, from, async (span) => {
      const answer = await work();
      const { outgoing } = bindings;
      if (outgoing === undefined || outgoing.closed) done(span, answer.status);
      else outgoing.once('close', () => done(span, answer.status));
      return answer;
    });
  };
}
