import type { Config } from '../../adapters/config/config.ts';
import type { Health } from '../../adapters/health/health.ts';
import type { MetricRegistry } from '../../adapters/metrics/metric-registry.ts';
import { type HttpServer, openHttpServer } from './http-server.ts';
import { opsRoutes } from './ops-routes.ts';

/** Health and metrics on the address for them, also of a worker, which has no other; null: none is configured. */
export async function serveOps(
  { metrics: { host, port } }: Pick<Config, 'metrics'>,
  health: Health,
  metrics: MetricRegistry,
): Promise<HttpServer | null> {
  if (port === null) return null;
  const ops = opsRoutes(health, metrics, { open: 'all' });
  return openHttpServer((request) => ops.fetch(request), { host, port, leastBytesPerSecond: 0 });
}
