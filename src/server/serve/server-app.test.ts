import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Hono } from 'hono';
import { readConfig } from '../../adapters/config/read-config.ts';
import { openHealth } from '../../adapters/health/health.ts';
import { openLog } from '../../adapters/log/open-log.ts';
import { notePerson } from '../../adapters/log/request-context.ts';
import { metricRegistry } from '../../adapters/metrics/metric-registry.ts';
import { requestLimits } from './request-limits.ts';
import { serverApp } from './server-app.ts';
import { honoPart, plainPart, type ServerPart } from './server-part.ts';

const secrets = ['hunter2', 'anna@example.org', 'iqs_Zm9vYmFyYmF6cXV4MTIz', 's%3Acookie0123456789'];

const cases = new Hono();
cases.get('/api/v1/cases/:id', (c) => {
  notePerson('person-1');
  return c.json({ id: c.req.param('id') }, 200, {
    'strict-transport-security': 'max-age=1',
    'content-security-policy': "default-src 'self'",
  });
});
cases.get('/api/v1/broken', () => {
  throw Object.assign(new Error('duplicate key: Key (email)=(anna@example.org) already exists; password=hunter2'), {
    parameters: ['hunter2'],
  });
});
cases.onError((error) => {
  throw error;
});
cases.post('/api/v1/cases', async (c) => c.text(String((await c.req.text()).length)));

const parts: readonly ServerPart[] = [
  honoPart(cases, { name: 'api', at: '/api/v1', limit: 'own', largestBody: () => 100 }),
  honoPart(
    new Hono().get('/portal/reset', (c) => c.text('ok')),
    { name: 'portal', at: '/portal' },
  ),
  plainPart(() => new Response('signed'), { name: 'sign-in', at: '/auth', limit: 'sign-in' }),
  plainPart(async (request) => new Response(String((await request.text().catch(() => 'broken')).length)), {
    name: 'files',
    at: '/files',
    unmeasured: true,
    largestBody: () => 10,
  }),
  plainPart(() => Response.redirect('https://iqs.example/x'), { name: 'public', at: '/' }),
];

/** A server without a socket; what it logged, and its answers. */
function served(env: Readonly<Record<string, string>> = {}, stopping = false) {
  const config = readConfig(null, {
    IQS_BASE_URL: 'https://iqs.example',
    IQS_LOG_LEVEL: 'debug',
    IQS_METRICS_TOKEN: 'metrics-token',
    ...env,
  });
  const lines: string[] = [];
  const log = openLog({ level: 'debug', to: { write: (line) => void lines.push(line) } });
  const metrics = metricRegistry();
  let down = false;
  const health = openHealth([{ name: 'database', keptMs: 0, look: async () => void (down && assert.fail('password=hunter2')) }], log);
  const app = serverApp({
    config,
    parts,
    log,
    metrics,
    health,
    limits: requestLimits(config.limits, null),
    door: { open: 'token', token: 'metrics-token' },
    isStopping: () => stopping,
  });
  const ask = (
    path: string,
    { host = 'iqs.example', ...init }: RequestInit & { readonly host?: string | null } = {},
  ): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (host !== null) headers.set('host', host);
    return app(new Request(`https://${host ?? 'iqs.example'}${path}`, { ...init, headers }));
  };
  return { ask, lines, health, fail: () => (down = true) };
}

describe('the log of requests', () => {
  test('names who, the pattern of the route, status and time, and nothing that is secret', async () => {
    const { ask, lines } = served();
    const headers = {
      authorization: 'Bearer iqs_Zm9vYmFyYmF6cXV4MTIz',
      cookie: '__Host-iqs.session_token=s%3Acookie0123456789',
      'x-forwarded-for': 'hunter2',
      'user-agent': 'hunter2',
      referer: 'https://iqs.example/?token=hunter2',
    };
    await ask('/api/v1/cases/hunter2?token=hunter2&email=anna@example.org', { headers });
    await ask('/portal/reset?token=hunter2', { headers });
    await ask('/api/v1/cases', { method: 'POST', headers: { ...headers, 'content-length': '7' }, body: 'hunter2' });
    await ask('/auth/hunter2', { method: 'POST', headers: { ...headers, 'content-length': '7' }, body: 'hunter2' });
    await ask('/hunter2', { headers });
    const broken = await ask('/api/v1/broken', { headers });
    assert.equal(broken.status, 500);
    const text = lines.join('');
    for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} in ${text}`);
    const all = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      all.filter(({ event }) => event === 'request').map(({ part, person, route, status }) => [part, person, route, status]),
      [
        ['api', 'person-1', '/api/v1/cases/:id', 200],
        ['portal', null, '/portal/reset', 200],
        ['api', null, '/api/v1/cases', 200],
        ['sign-in', null, '/auth/*', 200],
        ['public', null, '/*', 302],
        ['api', null, '/api/v1/broken', 500],
      ],
    );
    const failed = all.find(({ event }) => event === 'a part failed');
    assert.equal(failed?.['request'], broken.headers.get('x-request-id'));
    assert.ok(all.every((line) => line['event'] !== 'request' || (typeof line['ms'] === 'number' && !('address' in line))));
  });
});

describe('hosts', () => {
  const statusOf = async (host: string | null, env = {}): Promise<number> => (await served(env).ask('/portal/reset', { host })).status;
  test('only ours are answered', async () => {
    assert.deepEqual(
      await Promise.all(
        ['iqs.example', 'IQS.example:443', 'iqs.example.', 'evil.example', 'iqs.example.evil.example', 'iqs.example:8443', null].map(
          (host) => statusOf(host),
        ),
      ),
      [200, 200, 200, 421, 421, 421, 400],
    );
    assert.equal(await statusOf('b.example', { IQS_HOSTS: 'b.example' }), 200);
    assert.equal(await statusOf('127.0.0.1:8080', { IQS_BASE_URL: '' }), 200);
    assert.equal(await statusOf('evil.example:8080', { IQS_BASE_URL: '' }), 421);
  });
});

describe('bodies', () => {
  const sent = async (path: string, bytes: number, headers: Record<string, string>): Promise<readonly [number, string]> => {
    const answer = await served().ask(path, { method: 'POST', headers, body: 'x'.repeat(bytes) });
    return [answer.status, answer.status === 200 ? await answer.text() : ((await answer.json()) as { code: string }).code];
  };
  test('end where the part says', async () => {
    assert.deepEqual(await sent('/api/v1/cases', 100, { 'content-length': '100' }), [200, '100']);
    assert.deepEqual(await sent('/api/v1/cases', 101, { 'content-length': '101' }), [413, 'BODY_TOO_LARGE']);
    assert.deepEqual(await sent('/api/v1/cases', 10, { 'transfer-encoding': 'chunked' }), [411, 'LENGTH_REQUIRED']);
    assert.deepEqual(await sent('/files', 10, { 'transfer-encoding': 'chunked' }), [200, '10']);
    assert.deepEqual(await sent('/files', 11, { 'transfer-encoding': 'chunked' }), [200, '6']);
  });
});

describe('limits', () => {
  test('hold a network, and a session', async () => {
    const { ask } = served({ IQS_LIMITS_PAGES_PER_MINUTE: '3', IQS_LIMITS_SIGN_IN_PER_MINUTE: '1', IQS_LIMITS_ACCOUNT_PER_MINUTE: '2' });
    const status = async (path: string, headers = {}): Promise<number> => (await ask(path, { headers })).status;
    const cookie = { cookie: 'a=b; __Host-iqs.session_token=abc.def' };
    assert.deepEqual([await status('/portal/reset', cookie), await status('/portal/reset', cookie)], [200, 200]);
    const third = await ask('/portal/reset', { headers: cookie });
    assert.deepEqual([third.status, Number(third.headers.get('retry-after')) > 0], [429, true]);
    assert.deepEqual([await status('/portal/reset'), await status('/auth/x'), await status('/auth/x')], [429, 200, 429]);
    assert.equal(await status('/api/v1/cases/1'), 200);
  });

  test('of the API are by person or network', async () => {
    const config = readConfig(null, { IQS_LIMITS_ANONYMOUS_API_PER_MINUTE: '1', IQS_LIMITS_ACCOUNT_PER_MINUTE: '1' });
    const { api } = requestLimits(config.limits, null);
    assert.equal(await api('person 1'), null);
    assert.ok((await api('person 1')) !== null);
    assert.equal(await api('from 2001:db8::1'), null);
    assert.ok((await api('from 2001:db8:0:0:ffff::2')) !== null);
    assert.equal(await api('from 2001:db8:0:1::2'), null);
  });
});

describe('headers', () => {
  test('say no where a part says nothing, and of HSTS what the base URL says', async () => {
    const ours = (await served().ask('/auth/x')).headers;
    assert.match(ours.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(ours.get('x-content-type-options'), 'nosniff');
    assert.match(ours.get('strict-transport-security') ?? '', /max-age=63072000/);
    assert.equal((await served().ask('/api/v1/cases/1')).headers.get('content-security-policy'), "default-src 'self'");
    const local = await served({ IQS_BASE_URL: '' }).ask('/api/v1/cases/1', { host: 'localhost:8080' });
    assert.equal(local.headers.get('strict-transport-security'), null);
    assert.match((await served().ask('/anything')).headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
  });

  test('ask the client to close while the server stops', async () => {
    assert.equal((await served({}, true).ask('/portal/reset')).headers.get('connection'), 'close');
  });
});

describe('methods', () => {
  test('that nothing here has are refused before any part sees them', async () => {
    const { ask } = served();
    for (const method of ['PROPFIND', 'MKCOL', 'PURGE']) {
      const answer = await ask('/portal/reset', { method });
      assert.deepEqual([answer.status, answer.headers.get('x-content-type-options')], [405, 'nosniff'], method);
      assert.match(answer.headers.get('allow') ?? '', /^GET, HEAD/);
    }
  });
});

describe('what the log is told by a request', () => {
  test('cannot begin a line of its own', async () => {
    const { ask, lines } = served();
    await ask('/portal/reset%0d%0a{"event":"forged"}', { headers: { 'user-agent': '{"event":"forged"}' } });
    await ask('/api/v1/broken');
    assert.ok(lines.length > 0);
    for (const line of lines) {
      assert.equal(line.split('\n').length, 2, line);
      const { event, time } = JSON.parse(line) as Record<string, string>;
      assert.notEqual(event, 'forged');
      assert.match(time ?? '', /^\d{4}-\d\d-\d\dT.*Z$/);
    }
  });
});

describe('every kind of answer', () => {
  test('has the headers: refusals, pages, redirects, defects, health and metrics', async () => {
    const { ask } = served();
    const asked = ['/portal/reset', '/portal/nothing', '/auth/x', '/anything', '/api/v1/broken', '/health/live', '/metrics'] as const;
    const answers = [...(await Promise.all(asked.map((path) => ask(path)))), await ask('/', { host: 'evil.example' })];
    for (const { headers, status } of answers) {
      assert.equal(headers.get('x-content-type-options'), 'nosniff', `${status}`);
      assert.match(headers.get('content-security-policy') ?? '', /default-src/, `${status}`);
      assert.equal(headers.get('strict-transport-security'), 'max-age=63072000; includeSubDomains', `${status}`);
      assert.ok(headers.get('referrer-policy'), `${status}`);
      assert.equal(headers.get('server') ?? headers.get('x-powered-by'), null);
    }
    assert.doesNotMatch(await (await ask('/api/v1/broken')).text(), /duplicate|hunter2|Error/);
  });
});

describe('health and metrics', () => {
  test('are told to whatever host, without reasons', async () => {
    const { ask, health, fail, lines } = served();
    assert.equal((await ask('/health/live', { host: '10.0.0.1' })).status, 200);
    assert.deepEqual(await (await ask('/health/ready')).json(), { ready: true, checks: { database: 'ok' } });
    fail();
    const down = await ask('/health/ready');
    assert.deepEqual([down.status, await down.json()], [503, { ready: false, checks: { database: 'failed' } }]);
    assert.ok(lines.some((line) => line.includes('not ready')) && !lines.join('').includes('hunter2'));
    const { ask: other, health: stopping } = served();
    stopping.stop();
    assert.equal((await other('/health/ready')).status, 503);
    assert.equal((await other('/health/live')).status, 200);
    health.stop();
  });

  test('metrics are for who has the token', async () => {
    const { ask } = served();
    await ask('/api/v1/cases/1');
    assert.equal((await ask('/metrics')).status, 404);
    assert.equal((await ask('/metrics', { headers: { authorization: 'Bearer other' } })).status, 404);
    const answer = await ask('/metrics', { headers: { authorization: 'Bearer metrics-token' } });
    assert.match(await answer.text(), /^iqs_http_requests_total\{part="api",method="GET",status="200"\} 1$/m);
  });
});
