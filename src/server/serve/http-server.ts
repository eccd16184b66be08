import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { UserError } from '../../foundation/user-error.ts';
import type { Bindings } from './server-app.ts';

export type HttpServerOptions = {
  readonly host: string;
  readonly port: number;
  /** A body that comes more slowly over half a minute is given up; 0: never. */
  readonly leastBytesPerSecond: number;
  /** The half minute, for tests. */
  readonly windowMs?: number;
};

export type HttpServer = {
  /** `http://host:port`, as listened on. */
  readonly address: string;
  /** Takes no new connection, waits for requests that run, cuts them off after so many seconds. True: none was cut off. */
  readonly close: (graceSeconds: number) => Promise<boolean>;
};

const second = 1000;

/**
 * The limits of one connection. There is none on how long a request takes, for uploads take hours; instead a body must keep coming, and nothing stays open on which nothing
 * moves. Two lengths in one request (smuggling) and lenient parsing are refused by Node itself.
 */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15 * second,
  requestTimeout: 0,
  // Longer than a proxy keeps its own, or it sends into a connection that is being closed.
  keepAliveTimeout: 75 * second,
  connectionsCheckingInterval: 5 * second,
  insecureHTTPParser: false,
  requireHostHeader: true,
} as const;
const idleMs = 300 * second;
const mostHeaders = 100;
const usualWindowMs = 30 * second;

/** Listens. Refused: `LISTEN_REFUSED`. */
export async function openHttpServer(
  answer: (request: Request, bindings: Bindings) => Response | Promise<Response>,
  { host, port, leastBytesPerSecond, windowMs = usualWindowMs }: HttpServerOptions,
): Promise<HttpServer> {
  const server = createAdaptorServer({
    fetch: (request, bindings) => answer(request, bindings as HttpBindings),
    hostname: host,
    serverOptions: limits,
  }) as Server;
  server.maxHeadersCount = mostHeaders;
  server.timeout = idleMs;
  if (leastBytesPerSecond > 0) server.prependListener('request', (incoming) => giveUpSlow(incoming, leastBytesPerSecond, windowMs));
  await listening(server, host, port);
  const bound = server.address() as AddressInfo;
  return {
    address: `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`,
    close: (graceSeconds) => closing(server, graceSeconds),
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void =>
      reject(
        new UserError(
          'LISTEN_REFUSED',
          `the system does not let us listen (${error.code})`,
          `${host}:${port}`,
          'free the port, or choose another: listen.port',
        ),
      );
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

/** Threat: ten thousand uploads of a byte a minute. What waits in our own buffers is our slowness, not the client's. */
function giveUpSlow(incoming: IncomingMessage, leastBytesPerSecond: number, windowMs: number): void {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return;
  const { socket } = incoming;
  let before = socket.bytesRead;
  const timer = setInterval(() => {
    if (incoming.complete || incoming.destroyed) return clearInterval(timer);
    const isFull = incoming.readableLength >= incoming.readableHighWaterMark || incoming.isPaused();
    const came = socket.bytesRead - before;
    before = socket.bytesRead;
    if (!isFull && came < (leastBytesPerSecond * windowMs) / second) socket.destroy();
  }, windowMs);
  timer.unref();
  incoming.once('close', () => clearInterval(timer));
}

function closing(server: Server, graceSeconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    let isWhole = true;
    const timer = setTimeout(() => {
      isWhole = false;
      server.closeAllConnections();
    }, graceSeconds * second);
    server.close(() => {
      clearTimeout(timer);
      resolve(isWhole);
    });
    server.closeIdleConnections();
  });
}
