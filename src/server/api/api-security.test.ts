import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Caller } from '../../adapters/programme/caller.ts';
import { caseIn } from '../../programme/case-fixture.ts';
import { apiFixture, sha256 } from './programme-api-fixture.ts';

/** `rex` is of another maker, with every scope. */
const rex: Caller = {
  person: 'rex',
  name: 'Rex',
  memberships: [{ organisation: 'maker-2', name: 'Rival', kind: 'maker', roles: ['applicant'] }],
  scopes: ['cases:read', 'cases:write', 'evidence:write', 'register:read', 'admin'],
  strong: true,
};
const own = apiFixture();
const api = apiFixture({ callerOf: async (token) => (token === 'rex' ? rex : own.callerOf(token)) });
type Init = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };
const ask = (who: string, method: string, path: string, { body, headers = {} }: Init = {}) =>
  api.app.request(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${who}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
const codeOf = async (answer: Response | Promise<Response>): Promise<string> => ((await (await answer).json()) as { code: string }).code;

const bytes = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const file = { sha256: sha256(bytes), bytes: bytes.length };
const walk = caseIn('draft');
api.desk.now = walk.now;
api.desk.cases.set('case-1', walk);
const begun = (await (await ask('anna', 'POST', '/cases/case-1/uploads', { body: file })).json()) as { readonly id: string };
await ask('anna', 'PATCH', `/uploads/${begun.id}`, {
  body: new TextDecoder().decode(bytes),
  headers: { 'upload-offset': '0', 'content-type': 'application/octet-stream' },
});
await ask('anna', 'POST', `/uploads/${begun.id}/finish`);
await ask('anna', 'POST', '/cases/case-1/actions/add-evidence', { body: { evidence: { file: 'x.svg', is: 'update-image', ...file } } });

describe('what is another organisation’s', () => {
  it('is not there: case, events, assessments, progress, files and acts', async () => {
    const before = api.desk.cases.get('case-1')?.case.version;
    for (const path of ['', '/events', '/assessments', `/assessments/${'a'.repeat(64)}`, '/progress', `/files/${file.sha256}`])
      assert.equal(await codeOf(ask('rex', 'GET', `/cases/case-1${path}`)), 'CASE_UNKNOWN', path);
    assert.equal(await codeOf(ask('rex', 'POST', '/cases/case-1/actions/cancel', { body: { reason: 'x' } })), 'CASE_UNKNOWN');
    assert.equal(await codeOf(ask('rex', 'POST', '/cases/case-1/uploads', { body: file })), 'CASE_UNKNOWN');
    assert.equal(api.desk.cases.get('case-1')?.case.version, before);
    assert.deepEqual(((await (await ask('rex', 'GET', '/cases')).json()) as { items: unknown[] }).items, []);
  });

  it('nor is an upload: asked, gone on with, finished', async () => {
    const chunk = { body: 'x', headers: { 'upload-offset': '0', 'content-type': 'application/octet-stream' } };
    assert.equal(await codeOf(ask('rex', 'GET', `/uploads/${begun.id}`)), 'UPLOAD_UNKNOWN');
    assert.equal(await codeOf(ask('rex', 'PATCH', `/uploads/${begun.id}`, chunk)), 'UPLOAD_UNKNOWN');
    assert.equal(await codeOf(ask('rex', 'POST', `/uploads/${begun.id}/finish`)), 'UPLOAD_UNKNOWN');
  });

  it('says the same of a case of others and of one that is not there', async () => {
    const told = async (id: string): Promise<string> => (await (await ask('rex', 'GET', `/cases/${id}`)).text()).replaceAll(id, 'ID');
    assert.equal(await told('case-1'), await told('case-9'));
  });

  it('a seat in it cannot be claimed, and a case is opened for oneself only', async () => {
    assert.equal(await codeOf(ask('rex', 'GET', '/cases', { headers: { 'iqs-seat': 'applicant@maker-1' } })), 'ROLE_MISSING');
    const opening = { applicant: 'maker-1', body: 'body-1', scheme: 'iqs' };
    assert.equal((await ask('rex', 'POST', '/cases', { body: opening })).status, 403);
  });

  it('tokens and webhooks are asked for by who asks, never by what he names', async () => {
    const asked: unknown[] = [];
    const kept = apiFixture({
      callerOf: async () => rex,
      tokens: { ...own.tokens, revoke: async (...named) => (asked.push(named), false), list: async (...named) => (asked.push(named), []) },
      webhooks: {
        ...own.webhooks,
        remove: async (...named) => (asked.push(named), false),
        ping: async (...named) => (asked.push(named), false),
      },
    });
    const get = (method: string, path: string) => kept.app.request(`/api/v1${path}`, { method, headers: { authorization: 'Bearer rex' } });
    assert.deepEqual(
      [
        (await get('DELETE', '/tokens/t-1')).status,
        (await get('DELETE', '/webhooks/h-1')).status,
        (await get('POST', '/webhooks/h-1/ping')).status,
      ],
      [404, 404, 404],
    );
    await get('GET', '/tokens');
    assert.deepEqual(asked, [['rex', 't-1'], ['maker-2', 'h-1'], ['maker-2', 'h-1'], ['rex']]);
  });
});

describe('answers', () => {
  it('of every kind say what they are, and are not to be guessed, run, framed or kept by others', async () => {
    const asked = [
      ['anna', 'GET', '/cases/case-1', 200],
      ['anna', 'GET', '/nothing', 404],
      ['nobody', 'GET', '/cases', 401],
      ['anna', 'GET', `/cases/case-1/files/${file.sha256}`, 200],
      ['anna', 'GET', '/openapi.json', 200],
    ] as const;
    for (const [who, method, path, wanted] of asked) {
      const { status, headers } = await ask(who, method, path);
      assert.equal(status, wanted, path);
      assert.match(headers.get('content-type') ?? '', /^application\/(?:json|problem\+json|octet-stream)$/, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/, path);
      assert.equal(headers.get('access-control-allow-origin'), null, path);
      if (path.startsWith('/cases')) assert.match(headers.get('cache-control') ?? '', /no-store|private, no-cache/, path);
    }
  });

  it('a picture that runs something comes as bytes to be saved', async () => {
    const { headers } = await ask('anna', 'GET', `/cases/case-1/files/${file.sha256}`);
    assert.equal(headers.get('content-type'), 'application/octet-stream');
    assert.equal(headers.get('content-disposition'), "attachment; filename*=UTF-8''x.svg");
  });

  it('a defect says nothing of itself', async () => {
    const broken = apiFixture({ callerOf: () => Promise.reject(new Error('password=hunter2')) });
    const answer = await broken.app.request('/api/v1/cases', { headers: { authorization: 'Bearer x' } });
    assert.equal(answer.status, 500);
    assert.doesNotMatch(await answer.text(), /hunter2/);
    assert.equal(broken.faults.length, 1);
  });
});

describe('requests', () => {
  it('bring nothing that was not asked for', async () => {
    const opening = { applicant: 'maker-1', body: 'body-1', scheme: 'iqs' };
    for (const more of [{ state: 'in-force' }, { version: 9 }, { certificate: { letter: 'A' } }, { openedBy: 'rob' }])
      assert.equal(await codeOf(ask('anna', 'POST', '/cases', { body: { ...opening, ...more } })), 'INPUT_INVALID', Object.keys(more)[0]);
    assert.equal(await codeOf(ask('anna', 'POST', '/tokens', { body: { name: 'x', scopes: ['admin'], person: 'rob' } })), 'INPUT_INVALID');
    const hook = { url: 'https://hook.example/', topics: ['case.changed'], organisation: 'body-1' };
    assert.equal(await codeOf(ask('anna', 'POST', '/webhooks', { body: hook })), 'INPUT_INVALID');
    await ask('anna', 'POST', '/cases', { body: '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}' });
    assert.equal(({} as Record<string, unknown>)['admin'], undefined);
  });

  it('have a type: a number, a list and a flag are no text', async () => {
    for (const applicant of [7, ['maker-1'], true, null, { toString: 'maker-1' }])
      assert.equal(await codeOf(ask('anna', 'POST', '/cases', { body: { applicant, body: 'body-1', scheme: 'iqs' } })), 'INPUT_INVALID');
  });

  it('of a method that an address does not have find nothing there, and a change is never a GET', async () => {
    for (const [method, path] of [
      ['PUT', '/cases/case-1'],
      ['DELETE', '/cases/case-1'],
      ['GET', '/cases/case-1/actions/cancel'],
      ['OPTIONS', '/cases'],
      ['GET', '/webhooks/h-1/ping'],
    ] as const)
      assert.equal((await ask('anna', method, path)).status, 404, `${method} ${path}`);
  });

  it('a token stands in its header only: in the address or a cookie it opens nothing', async () => {
    const opened = [
      await api.app.request('/api/v1/cases?token=anna&access_token=anna'),
      await api.app.request('/api/v1/cases', { headers: { cookie: 'token=anna; iqs.session_token=anna' } }),
      await api.app.request('/api/v1/cases', { headers: { authorization: 'Basic anna' } }),
    ];
    assert.deepEqual(
      opened.map(({ status }) => status),
      [401, 401, 401],
    );
  });

  it('a parameter said twice is not half believed', async () => {
    assert.equal(await codeOf(ask('anna', 'GET', '/cases?limit=1&limit=1000')), 'INPUT_INVALID');
    assert.equal(await codeOf(ask('anna', 'GET', '/cases?limit=1000&limit=1')), 'INPUT_INVALID');
  });
});
