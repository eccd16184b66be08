import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Health } from '../../adapters/health/health.ts';
import type { MetricRegistry } from '../../adapters/metrics/metric-registry.ts';

/** Who may see the metrics: `all` who reach the address; who has the token; `none`. */
export type MetricsDoor = { readonly open: 'all' | 'none' } | { readonly open: 'token'; readonly token: string };

/** `/health/live`: the process answers. `/health/ready`: it can do its work (503 else). `/metrics`: for Prometheus. */
export function opsRoutes(health: Health, metrics: MetricRegistry, door: MetricsDoor): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  app.get('/health/live', (c) => c.json({ live: true }));
  app.get('/health/ready', async (c) => {
    const readiness = await health.readiness();
    return c.json(readiness, readiness.ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    // There is no telling that there would be metrics.
    if (!isOpen(door, c.req.header('authorization'))) return c.notFound();
    return c.body(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
  return app;
}

function isOpen(door: MetricsDoor, header: string | undefined): boolean {
  if (door.open !== 'token') return door.open === 'all';
  const given = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '';
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(door.token));
}
