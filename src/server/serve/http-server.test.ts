import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../adapters/config/read-config.ts';
import { openHealth } from '../../adapters/health/health.ts';
import { openLog } from '../../adapters/log/open-log.ts';
import { metricRegistry } from '../../adapters/metrics/metric-registry.ts';
import { hostCheck } from './host-check.ts';
import { type HttpServer, openHttpServer } from './http-server.ts';
import { requestLimits } from './request-limits.ts';
import { serverApp } from './server-app.ts';
import { plainPart } from './server-part.ts';

const servers: HttpServer[] = [];
after(() => Promise.all(servers.map((server) => server.close(0))));
const refusalOf = hostCheck({ baseUrl: 'https://iqs.example', hosts: [] });

/** Answers `/N` after N milliseconds, to its own host. */
async function served(leastBytesPerSecond = 0, windowMs?: number): Promise<HttpServer> {
  const server = await openHttpServer(
    async (request, { incoming }) => {
      const refusal = refusalOf(request, incoming?.rawHeaders ?? []);
      if (refusal !== null) return new Response('', { status: refusal });
      await sleep(Number(new URL(request.url).pathname.slice(1)));
      return new Response(`${(await request.text()).length}`);
    },
    { host: '127.0.0.1', port: 0, leastBytesPerSecond, ...(windowMs === undefined ? {} : { windowMs }) },
  );
  servers.push(server);
  return server;
}

function bare() {
  const config = readConfig(null, { IQS_BASE_URL: 'https://iqs.example' });
  const log = openLog({ level: 'silent' });
  const parts = [plainPart((request) => new Response(request.method), { name: 'any', at: '/' })];
  return { config, log, parts, metrics: metricRegistry(), health: openHealth([], log), limits: requestLimits(config.limits, null) };
}

/** The first line that comes back for bytes as they are; each further text is sent a moment later. */
async function raw({ address }: HttpServer, ...texts: string[]): Promise<string> {
  const { port, hostname } = new URL(address);
  const socket = connect(Number(port), hostname);
  let back = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    back += chunk;
  });
  socket.on('error', () => undefined);
  void (async () => {
    for (const text of texts) {
      socket.write(text);
      await sleep(60);
    }
  })();
  await once(socket, 'close');
  return back.split('\r\n')[0] ?? '';
}

const host = 'Host: iqs.example\r\n';
const last = 'Connection: close\r\n\r\n';

test('a request that can be read in two ways is refused', async () => {
  const server = await served();
  const statuses = await Promise.all(
    [
      `GET /0 HTTP/1.1\r\n${host}${last}`,
      `GET /0 HTTP/1.1\r\n${host}Host: evil.example\r\n${last}`,
      `GET /0 HTTP/1.1\r\nHost: evil.example\r\n${host}${last}`,
      `GET http://evil.example/0 HTTP/1.1\r\n${host}${last}`,
      `GET http://iqs.example/0 HTTP/1.1\r\n${host}${last}`,
      `GET /0 HTTP/1.1\r\n${last}`,
      `POST /0 HTTP/1.1\r\n${host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST /0 HTTP/1.1\r\n${host}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`,
      `POST /0 HTTP/1.1\r\n${host}Content-Length : 3\r\n\r\nabc`,
      `GET /0 HTTP/1.1\r\n${host}X: ${'x'.repeat(17_000)}\r\n${last}`,
    ].map((text) => raw(server, text)),
  );
  assert.deepEqual(
    statuses.map((line) => Number(line.split(' ')[1])),
    [200, 400, 400, 400, 200, 400, 400, 400, 400, 431],
  );
});

test('TRACE sends nothing back, and a tunnel is not opened', async () => {
  const { config, parts, log, metrics, health, limits } = bare();
  const app = serverApp({ config, parts, log, metrics, health, limits, door: { open: 'none' }, isStopping: () => false });
  const server = await openHttpServer(app, { host: '127.0.0.1', port: 0, leastBytesPerSecond: 0 });
  servers.push(server);
  assert.match(await raw(server, `TRACE /0 HTTP/1.1\r\n${host}X-Kept: hunter2\r\n${last}`), / 405 /);
  assert.equal(await raw(server, `CONNECT evil.example:443 HTTP/1.1\r\n${host}${last}`), '');
});

test('a body that hardly comes is given up, one that comes is not', async () => {
  const server = await served(100, 100);
  const start = `POST /0 HTTP/1.1\r\n${host}${'Connection: close\r\n'}Content-Length: 60\r\n\r\n`;
  assert.equal(await raw(server, start, 'x'), '');
  assert.match(await raw(server, start, ...Array.from({ length: 6 }, () => 'x'.repeat(10))), / 200 /);
});

test('what runs is waited for, and cut off after the grace', async () => {
  const patient = await served();
  const whole = raw(patient, `GET /400 HTTP/1.1\r\n${host}${last}`);
  await sleep(150);
  assert.equal(await patient.close(5), true);
  assert.match(await whole, / 200 /);
  const hasty = await served();
  const cut = raw(hasty, `GET /3000 HTTP/1.1\r\n${host}${last}`);
  await sleep(150);
  assert.equal(await hasty.close(0.1), false);
  assert.equal(await cut, '');
});

test('a port that is taken is refused', async () => {
  const port = Number(new URL((await served()).address).port);
  await assert.rejects(
    openHttpServer(() => new Response(), { host: '127.0.0.1', port, leastBytesPerSecond: 0 }),
    { code: 'LISTEN_REFUSED' },
  );
});
