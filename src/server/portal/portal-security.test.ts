import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PortalDeps } from './portal-deps.ts';
import { portalFixture } from './portal-fixture.ts';
import { portalPages } from './portal-pages.ts';

const { deps, desk, failures } = await portalFixture();
const app = portalPages(deps);
const { origin } = deps;

type Init = { readonly method?: string; readonly body?: BodyInit; readonly headers?: Readonly<Record<string, string>> };
const as = async (who: string, path: string, { method = 'GET', body, headers = {} }: Init = {}, at = app, from = origin) =>
  at.request(`${from}${path}`, { method, ...(body === undefined ? {} : { body }), headers: { 'x-person': who, origin: from, ...headers } });
const form = (fields: Readonly<Record<string, string>>): Init => ({ method: 'POST', body: new URLSearchParams(fields) });

/** The fixture's people are at three organisations; this one is another maker, with a case that is the others' no less than anybody's. */
const stranger = (port: PortalDeps['signIn']): PortalDeps['signIn'] => ({
  ...port,
  visitor: async (from) => {
    const ada = await port.visitor({ ...from, headers: new Headers({ 'x-person': 'anna' }) });
    const memberships = [{ organisation: 'maker-2', name: 'Rival', kind: 'maker', roles: ['applicant', 'administrator'] }] as const;
    return ada === null ? null : { ...ada, person: 'rex', memberships };
  },
});
const rival = portalPages({ ...deps, signIn: stranger(deps.signIn) });

describe('what is another organisation’s', () => {
  const digest = 'a'.repeat(64);
  test('case, section, status, report, file and upload are not there for reading', async () => {
    for (const section of [
      '',
      '/evidence',
      '/history',
      '/status',
      `/report/${digest}`,
      `/files/${digest}`,
      '/uploads/upload-1',
      '/bench',
    ]) {
      const answer = await as('rex', `/portal/cases/in-force${section}`, {}, rival);
      assert.equal(answer.status, 404, section);
      assert.doesNotMatch(await answer.text(), /Lumen/, section);
    }
  });

  test('nor for acting: nothing of the case changes, and no file is taken in', async () => {
    const before = desk.cases.get('draft')?.case.version;
    for (const act of ['submit', 'cancel', 'describe', 'add-evidence'])
      assert.ok([403, 404].includes((await as('rex', `/portal/cases/draft/${act}`, form({ expected: '1' }), rival)).status), act);
    assert.equal(desk.cases.get('draft')?.case.version, before);
  });

  test('a list and a search hold none of it', async () => {
    assert.doesNotMatch(await (await as('rex', '/portal/cases?text=Lumen', {}, rival)).text(), /\/portal\/cases\/(?:draft|in-force)"/);
  });

  test('a hat that is not the visitor’s is not put on, and one in a forged cookie is not worn', async () => {
    assert.equal((await as('anna', '/portal/hat', form({ hat: 'body-1 decision-maker' }))).status, 403);
    const forged = await as('anna', '/portal/surveillance', { headers: { cookie: `hat=${encodeURIComponent('body-1 scheme-owner')}` } });
    assert.doesNotMatch(await forged.text(), /scheme-owner" aria-pressed/);
    assert.equal(
      (
        await as('anna', '/portal/cases/evaluated/take-up-review', {
          ...form({ expected: String(desk.cases.get('evaluated')?.case.version) }),
          headers: { cookie: 'hat=body-1%20reviewer' },
        })
      ).status,
      422,
    );
  });
});

describe('answers', () => {
  test('pages, files, errors and JSON: nothing is guessed, framed, kept or run, and a report keeps its own narrower policy', async () => {
    const { assessments = [] } = desk.cases.get('evaluated')?.case ?? {};
    const report = `/portal/cases/evaluated/report/${assessments.at(-1)?.digest}`;
    for (const path of ['/portal', '/portal/cases/nothing', '/portal/cases/draft/status', '/portal/sign-in', '/portal/nowhere', report]) {
      const { headers, status } = await as('rob', path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('cache-control'), 'no-store', path);
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", 'form-action'])
        assert.ok(policy.includes(part), `${path} ${status}: ${part}`);
      assert.equal(policy.includes('unsafe'), path === report, path);
      assert.match(headers.get('content-type') ?? '', /^(?:text\/html; charset=UTF-8|application\/json)/, path);
    }
    assert.match((await as('rob', report)).headers.get('content-security-policy') ?? '', /sandbox/);
  });

  test('a hostile page or picture as evidence comes as bytes to be saved, whatever it is called', async () => {
    const { evidence = [] } = desk.cases.get('in-force')?.case ?? {};
    const found = evidence[0];
    assert.ok(found);
    Object.assign(found, { file: 'in/x.svg"\r\n.html' });
    const { status, headers } = await as('anna', `/portal/cases/in-force/files/${found.sha256}`);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/octet-stream');
    assert.equal(headers.get('content-disposition'), "attachment; filename*=UTF-8''x.svg%22%0D%0A.html");
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
  });

  test('a defect says nothing of itself', async () => {
    const broken = portalPages({ ...deps, desk: { ...deps.desk, list: () => Promise.reject(new Error('password=hunter2 at /srv/x.ts')) } });
    const answer = await as('anna', '/portal/cases', {}, broken);
    assert.equal(answer.status, 500);
    assert.doesNotMatch(await answer.text(), /hunter2|srv|Error/);
    assert.equal(failures.splice(0).length, 1);
  });
});

describe('forms', () => {
  test('that are none, that break off, or that are too large are the sender’s fault', async () => {
    const of = (init: Init, path = '/portal/sign-in') => as('', path, { method: 'POST', ...init });
    assert.equal((await of({ body: '{}', headers: { 'content-type': 'application/json' } })).status, 415);
    assert.equal((await of({ body: '--x\r\nno end', headers: { 'content-type': 'multipart/form-data; boundary=x' } })).status, 400);
    const large = new URLSearchParams({ email: 'x'.repeat(2 ** 21) }).toString();
    assert.equal((await of({ body: large, headers: { 'content-type': 'application/x-www-form-urlencoded' } })).status, 413);
    const json = { 'content-type': 'application/json' };
    for (const body of ['', 'null', '{', '{"name":7}'])
      assert.equal((await as('anna', '/portal/cases/draft/uploads', { method: 'POST', body, headers: json })).status, 400, body);
    assert.deepEqual(failures, []);
  });

  test('every change wants our origin: another one, `null` and none are refused, and reading changes nothing', async () => {
    const before = JSON.stringify([...desk.cases.values()].map(({ case: { version } }) => version));
    for (const from of ['https://evil.example', 'null', `${origin}.evil.example`, '']) {
      for (const path of ['/portal/hat', '/portal/leave', '/portal/cases', '/portal/organisation/invite', '/portal/account/session-end'])
        assert.equal((await as('anna', path, { ...form({ id: 's2' }), headers: { origin: from } })).status, 403, `${from} ${path}`);
    }
    for (const path of ['/portal/leave', '/portal/hat', '/portal/cases/draft/cancel', '/portal/account/session-end'])
      assert.notEqual((await as('anna', `${path}?reason=x&expected=1`)).status, 303, path);
    assert.equal(JSON.stringify([...desk.cases.values()].map(({ case: { version } }) => version)), before);
  });

  test('a field named like a part of every object is a field like any other', async () => {
    await as(
      'anna',
      '/portal/cases/draft/describe',
      form({ __proto__: 'x', 'constructor.prototype.role': 'x', toString: 'x', expected: '0' }),
    );
    assert.equal(({} as Record<string, unknown>)['role'], undefined);
  });
});

describe('where one goes on', () => {
  test('is a page of the portal, however the address is dressed', async () => {
    const hostile = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/portal@evil.example',
      '/portal//..//evil',
      'javascript:alert(1)',
    ];
    for (const next of [...hostile, '/portal\r\nset-cookie: a=b', '/portalx', ' /portal']) {
      const { headers } = await as('', '/portal/sign-in/code', form({ code: '123456', next }));
      const to = new URL(headers.get('location') ?? '', origin);
      assert.equal(to.origin, origin, next);
      assert.match(to.pathname, /^\/(?:portal|evil)/, next);
      assert.equal(headers.get('set-cookie'), null, next);
    }
  });

  test('leaving clears what the browser kept', async () => {
    assert.match((await as('anna', '/portal/leave', form({}))).headers.get('clear-site-data') ?? '', /"cache"/);
  });

  test('every page of who is signed in has the way out', async () => {
    for (const path of ['/portal', '/portal/cases/draft', '/portal/account', '/portal/nowhere'])
      assert.match(await (await as('anna', path)).text(), /action="\/portal\/leave"/, path);
  });
});

describe('cookies over https', () => {
  const secure = 'https://portal.example';
  const over = portalPages({ ...deps, origin: secure });
  test('are this host’s alone, for no script, and not sent by other sites', async () => {
    const hat = await as('anna', '/portal/hat', form({ hat: 'maker-1 applicant' }), over, secure);
    const lang = await as('anna', '/portal?lang=nl', {}, over, secure);
    for (const [name, { headers }] of [
      ['__Host-hat', hat],
      ['__Host-lang', lang],
    ] as const) {
      const [line = ''] = headers.getSetCookie();
      assert.ok(line.startsWith(`${name}=`), line);
      for (const attribute of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\/(?:;|$)/i]) assert.match(line, attribute);
      assert.doesNotMatch(line, /domain/i);
      assert.ok(line.length < 4096);
    }
  });

  test('one without the prefix is not looked at', async () => {
    const page = async (cookie: string) => (await as('anna', '/portal', { headers: { cookie } }, over, secure)).text();
    assert.match(await page('__Host-lang=nl'), /<html lang="nl">/);
    assert.match(await page('lang=nl'), /<html lang="en">/);
  });
});

describe('passwords', () => {
  test('fields hide what is typed, and let a manager and a clipboard fill them', async () => {
    for (const path of ['/portal/sign-in', '/portal/reset?token=x', '/portal/invitation?token=good']) {
      const fields = [...(await (await as('', path)).text()).matchAll(/<input[^>]*name="password"[^>]*>/g)].map(([field]) => field);
      assert.ok(fields.length > 0, path);
      for (const field of fields) {
        assert.match(field, /type="password"/);
        assert.match(field, /autocomplete="(?:current|new)-password"/);
        assert.doesNotMatch(field, /onpaste|readonly|maxlength/i);
      }
    }
  });
});
