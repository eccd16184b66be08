import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portalFixture } from './portal-fixture.ts';
import { portalPages } from './portal-pages.ts';

const { deps, failures } = await portalFixture();
const app = portalPages(deps);
const { origin } = deps;
const get = (who: string, path: string, language = 'en') =>
  app.request(`${origin}${path}`, { headers: { 'x-person': who, 'accept-language': language } });
const post = (who: string, path: string, fields: Readonly<Record<string, string>>) =>
  app.request(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: { 'x-person': who, origin } });

test('a scheme owner makes organisations, and says what a laboratory may evaluate', async () => {
  const made = await post('olga', '/portal/organisations/add', { kind: 'laboratory', name: '<Dune>', email: 'lab@dune.example' });
  assert.deepEqual([made.status, made.headers.get('location')], [303, '/portal/organisations?done=invited']);
  const page = await (await get('olga', '/portal/organisations?done=invited')).text();
  assert.match(page, /&lt;Dune&gt;/);
  const { id = '' } = (await deps.keeping.list('operator')).find(({ name }) => name === '<Dune>') ?? {};
  const authorisation = async () => (await deps.keeping.list('operator')).find((each) => each.id === id)?.authorisation;
  const until = '2030-12-31';
  assert.equal((await post('olga', '/portal/organisations/authorise', { id, schemes: 'iqs', until })).status, 303);
  assert.deepEqual(await authorisation(), { schemes: ['iqs'], until });
  assert.equal((await post('olga', '/portal/organisations/end', { id })).status, 303);
  assert.equal(await authorisation(), null);
  for (const fields of [{ until }, { schemes: 'iqs', until: '2020-01-01' }, { schemes: 'other', until }, { schemes: 'iqs', until: 'x' }])
    assert.equal((await post('olga', '/portal/organisations/authorise', { id, ...fields })).status, 422, JSON.stringify(fields));
  assert.equal((await post('olga', '/portal/organisations/add', { kind: 'body', name: 'X', email: 'nobody' })).status, 422);
  assert.match(await (await get('olga', '/portal/organisations')).text(), /Nobody has taken it up yet/);
  const again = await post('olga', '/portal/organisations/invite', { id, email: 'other@dune.example' });
  assert.deepEqual([again.status, again.headers.get('location')], [303, '/portal/organisations?done=invited-again']);
  for (const fields of [
    { id, email: 'nobody' },
    { id: 'lab-1', email: 'x@y.example' },
    { id: 'none', email: 'x@y.example' },
  ])
    assert.equal((await post('olga', '/portal/organisations/invite', fields)).status, 422, JSON.stringify(fields));
  assert.equal(await authorisation(), null);
  assert.deepEqual(failures, []);
});

test('nobody else sees or changes the list', async () => {
  const before = await deps.keeping.list('operator');
  for (const who of ['anna', 'eva', 'rob', 'dora', 'sam', 'adam']) {
    assert.equal((await get(who, '/portal/organisations')).status, 403, who);
    const fields = { kind: 'body', name: 'Mine', email: 'me@x.example' };
    assert.equal((await post(who, '/portal/organisations/add', fields)).status, 403, who);
    const authorisation = { id: 'lab-1', schemes: 'iqs', until: '2039-12-31' };
    assert.equal((await post(who, '/portal/organisations/authorise', authorisation)).status, 403, who);
    assert.equal((await post(who, '/portal/organisations/end', { id: 'lab-1' })).status, 403, who);
    assert.equal((await post(who, '/portal/organisations/invite', { id: 'lab-1', email: 'me@x.example' })).status, 403, who);
  }
  assert.equal((await get('', '/portal/organisations')).status, 303);
  assert.deepEqual(await deps.keeping.list('operator'), before);
});

test('a maker joins without an account, where the programme lets makers', async () => {
  assert.match(await (await get('', '/portal/sign-in')).text(), /href="\/portal\/join"/);
  assert.equal((await get('', '/portal/join')).status, 200);
  const join = (email: string) => post('', '/portal/join', { name: 'Lumen', email });
  const known = await (await join('anna@example.org')).text();
  assert.equal(known, await (await join('new@lumen.example')).text(), 'the same whoever asks');
  assert.equal((await join('nobody')).status, 422);
  assert.equal((await join('third@lumen.example')).status, 200);
  const many = await join('fourth@lumen.example');
  assert.equal(many.status, 422);
  assert.match(await many.text(), /Too many tries/);
  const closed = portalPages({ ...deps, joins: false });
  assert.equal((await closed.request(`${origin}/portal/join`)).status, 404);
  assert.doesNotMatch(await (await closed.request(`${origin}/portal/sign-in`)).text(), /portal\/join/);
});

test('in four languages', async () => {
  for (const { language } of deps.languages)
    for (const [who, path] of [
      ['', '/portal/join'],
      ['olga', '/portal/organisations'],
    ] as const)
      assert.doesNotMatch(await (await get(who, path, language)).text(), /⟦/, `${language} ${path}`);
});
