import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { build } from 'esbuild';
import { portalFixture } from '../../src/server/portal/portal-fixture.ts';
import { portalPages } from '../../src/server/portal/portal-pages.ts';

/** The portal of the fixture on a port of its own, with its islands built. */
export async function servePortal(): Promise<{ readonly address: string; readonly close: () => void }> {
  const { deps } = await portalFixture();
  const built = await build({
    entryPoints: ['src/web/portal/portal-page.ts'],
    bundle: true,
    format: 'esm',
    target: 'es2023',
    write: false,
  });
  let app = portalPages(deps);
  const server = serve({ fetch: (request) => app.fetch(request), port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app = portalPages({ ...deps, origin: address, script: built.outputFiles[0]?.text ?? null });
  return { address, close: () => void server.close() };
}
