import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostileText } from '../../reports/assessment-fixture.ts';
import { portalFixture } from './portal-fixture.ts';
import { portalPages } from './portal-pages.ts';

const { deps } = await portalFixture();
const app = portalPages(deps);
const { origin } = deps;

const get = async (who: string, path: string): Promise<{ readonly status: number; readonly page: string }> => {
  const answer = await app.request(`${origin}${path}`, { headers: { 'x-person': who } });
  return { status: answer.status, page: await answer.text() };
};
const post = async (who: string, path: string, fields: Readonly<Record<string, string>> = {}) => {
  const headers = { 'x-person': who, origin, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await app.request(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers });
  return { status: answer.status, to: answer.headers.get('location') ?? '', page: await answer.text() };
};
const actsOf = (page: string): readonly string[] =>
  [...page.matchAll(/action="\/portal\/matters\/[^/"]+\/([a-z-]+)"/g)].map(([, name]) => name ?? '');

test('a matter with its clock waits on the desk of who handles it, and moves by the forms of each role', async () => {
  assert.match((await get('sam', '/portal/surveillance')).page, /href="\/portal\/matters\/matter-1"/);
  const first = await get('sam', '/portal/matters/matter-1');
  assert.match(first.page, /class="due [a-z]+"/);
  assert.match(first.page, /finder@example\.org/);
  assert.deepEqual(actsOf(first.page), ['acknowledge', 'take-in-hand']);
  for (const who of ['anna', 'eva']) assert.equal((await get(who, '/portal/matters/matter-1')).status, 404);
  assert.equal((await post('sam', '/portal/matters/matter-1/take-in-hand')).status, 303);
  const again = await post('sam', '/portal/matters/matter-1/take-in-hand');
  assert.equal(again.status, 422);
  assert.match(again.page, /class="trouble"/);
  assert.deepEqual(actsOf((await get('sam', '/portal/matters/matter-1')).page), []);
  assert.deepEqual(actsOf((await get('dora', '/portal/matters/matter-1')).page), ['decide']);
  const empty = await post('dodo', '/portal/matters/matter-1/decide', { outcome: 'upheld' });
  assert.match(empty.page, /id="decide-reasons-fault"/);
  assert.match(empty.page, /value="upheld" checked/);
  const decision = { outcome: 'upheld', reasons: hostileText };
  const involved = await post('dora', '/portal/matters/matter-1/decide', decision);
  assert.deepEqual([involved.status, /product’s case/.test(involved.page)], [422, true]);
  assert.equal((await post('dodo', '/portal/matters/matter-1/decide', decision)).status, 303);
  const decided = await get('sam', '/portal/matters/matter-1');
  assert.match(decided.page, /Upheld/);
  assert.doesNotMatch(decided.page, /<script>|<img/);
  assert.doesNotMatch((await get('sam', '/portal/surveillance')).page, /matter-1/);
  for (const act of ['nothing', 'toString', 'lodge']) assert.equal((await post('sam', `/portal/matters/matter-1/${act}`)).status, 404);
});

test('a maker lodges, follows and appeals; what is wrong is said with what was written', async () => {
  const faulty = await post('anna', '/portal/matters', { kind: 'appeal', about: 'refused', words: '' });
  assert.equal(faulty.status, 422);
  assert.match(faulty.page, /id="lodge-words-fault"/);
  assert.match(faulty.page, /value="refused"/);
  const unknown = await post('anna', '/portal/matters', { kind: 'appeal', about: 'nothing', words: 'w' });
  assert.deepEqual([unknown.status, /class="trouble"/.test(unknown.page)], [422, true]);
  const lodged = await post('anna', '/portal/matters', { kind: 'appeal', about: 'refused', words: 'It holds.' });
  assert.equal(lodged.status, 303);
  const place = lodged.to.split('?')[0] ?? '';
  assert.match((await get('anna', lodged.to)).page, /class="flash"/);
  await post('olga', `${place}/take-in-hand`);
  await post('dan', `${place}/decide`, { outcome: 'dismissed', reasons: 'It does not.' });
  assert.deepEqual(actsOf((await get('anna', place)).page), ['appeal']);
  assert.equal((await post('anna', `${place}/appeal`, { reasons: 'It does.' })).status, 303);
  assert.deepEqual(actsOf((await get('dan', place)).page), ['decide-appeal']);
  assert.equal((await post('dan', `${place}/decide-appeal`, { outcome: 'upheld', reasons: 'r' })).status, 422);
  assert.equal((await post('dodo', `${place}/decide-appeal`, { outcome: 'upheld', reasons: 'r' })).status, 303);
});

test('every text is there in every language', async () => {
  for (const { language } of deps.languages)
    for (const [who, path] of [
      ['sam', '/portal/matters/matter-1'],
      ['anna', '/portal/matters?about=in-force'],
    ] as const) {
      const { page } = await get(who, `${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      assert.match(page, new RegExp(`<html lang="${language}">`), path);
      assert.doesNotMatch(page, /⟦/, `${language} ${path}`);
    }
});
