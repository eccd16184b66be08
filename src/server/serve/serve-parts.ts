import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../adapters/config/config.ts';
import type { Health } from '../../adapters/health/health.ts';
import type { Log } from '../../adapters/log/open-log.ts';
import type { MetricRegistry } from '../../adapters/metrics/metric-registry.ts';
import { type HttpServer, openHttpServer } from './http-server.ts';
import type { MetricsDoor } from './ops-routes.ts';
import type { RequestLimits } from './request-limits.ts';
import { serveOps } from './serve-ops.ts';
import { serverApp } from './server-app.ts';
import type { ServerPart } from './server-part.ts';

export type ServePartsOptions = {
  readonly config: Config;
  readonly parts: readonly ServerPart[];
  readonly log: Log;
  readonly metrics: MetricRegistry;
  readonly health: Health;
  readonly limits: RequestLimits;
};

export type RunningServer = {
  /** As listened on; what browsers are told is the configured base URL. */
  readonly address: string;
  /** Says not ready, goes on as long as a load balancer needs to notice, takes nothing new, and waits for what runs, so long as configured. */
  readonly stop: () => Promise<void>;
};

/** Puts the parts on the configured address, and health and metrics on theirs. Refused: `LISTEN_REFUSED`. */
export async function serveParts(options: ServePartsOptions): Promise<RunningServer> {
  const { config, log, health, metrics } = options;
  let stopping = false;
  const app = serverApp({ ...options, door: doorOf(config), isStopping: () => stopping });
  const ops = await serveOps(config, health, metrics);
  let server: HttpServer;
  try {
    server = await openHttpServer(app, { ...config.listen, leastBytesPerSecond: config.uploads.leastBytesPerSecond });
  } catch (error) {
    await ops?.close(0);
    throw error;
  }
  log.info('listening', { at: server.address, metrics: ops?.address ?? null });
  const stop = async (): Promise<void> => {
    health.stop();
    stopping = true;
    await sleep(config.shutdown.drainSeconds * 1000);
    const isWhole = await server.close(config.shutdown.graceSeconds);
    if (!isWhole) log.warn('requests were cut off', { afterSeconds: config.shutdown.graceSeconds });
    await ops?.close(0);
  };
  return { address: server.address, stop };
}

const doorOf = ({ metrics: { token } }: Config): MetricsDoor => (token === null ? { open: 'none' } : { open: 'token', token });
