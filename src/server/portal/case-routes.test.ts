import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portalFixture } from './portal-fixture.ts';
import { portalPages } from './portal-pages.ts';

test('how far an assessment is is told while it runs, and to nobody who may not know the names of files', async () => {
  const { deps, desk } = await portalFixture();
  const app = portalPages(deps);
  const status = async (who: string, id: string): Promise<{ readonly progress: unknown }> =>
    (await (await app.request(`/portal/cases/${id}/status`, { headers: { 'x-person': who } })).json()) as { readonly progress: unknown };
  assert.equal((await status('anna', 'draft')).progress, null);
  const { version } = (await desk.read('system', 'draft')).case;
  const asked = await app.request('/portal/cases/draft/request-assessment', {
    method: 'POST',
    headers: { 'x-person': 'anna', origin: deps.origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ expected: String(version), purpose: 'preview' }).toString(),
  });
  assert.equal(asked.status, 303);
  assert.deepEqual((await status('anna', 'draft')).progress, { done: 1, total: 3, note: 'firmware.bin' });
  assert.equal((await status('dora', 'decision-pending')).progress, null);
});
