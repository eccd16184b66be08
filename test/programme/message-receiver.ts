import { createServer } from 'node:http';
import type { TestContext } from 'node:test';

/** A receiver of webhooks on loopback, and what it took: bodies by message id. It fails every `failing`th delivery. */
export async function messageReceiver(
  t: TestContext,
  failing: number,
): Promise<{ readonly url: string; readonly taken: Map<string, string[]> }> {
  const taken = new Map<string, string[]>();
  let count = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      count += 1;
      if (count % failing === 0) return void response.writeHead(503).end();
      const id = String(request.headers['webhook-id']);
      taken.set(id, [...(taken.get(id) ?? []), body]);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, taken };
}
