import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { assessmentOf, testAuthority } from '../authority/authority-fixture.ts';
import { databaseFixture } from '../database/database-fixture.ts';
import { deskFixture, putWalk, seatOf } from './desk-fixture.ts';
import { openSurveillanceTools } from './open-surveillance-tools.ts';

const fixture = databaseFixture();

test('the sample of a year is drawn once, of what is in force, and can be drawn again by anybody', async (t) => {
  const database = await fixture.open('embedded');
  const made = deskFixture(database, { get: async () => assert.fail('no file is read here') });
  for (const state of ['in-force', 'reduced', 'suspended', 'withdrawn', 'draft'] as const) await putWalk(made, `C-${state}`, state);
  const authority = await testAuthority(t);
  const tools = openSurveillanceTools({
    database,
    store: { get: async () => one(JSON.stringify(resting)) },
    authority,
    settings: { samplePercent: 100 },
    now: () => '2027-06-01T09:00:00Z',
  });
  const sam = seatOf('sam');
  await assert.rejects(tools.drawSample(seatOf('rob')), { code: 'ROLE_MISSING' });
  const sample = await tools.drawSample(sam);
  const drawn = sample.byDraw.map(({ number }) => number);
  assert.deepEqual([...drawn, ...sample.byRisk].sort(), ['IQS-BODY-C-in-force', 'IQS-BODY-C-reduced']);
  for (const { number, hash } of sample.byDraw)
    assert.equal(
      hash,
      createHash('sha256')
        .update(sample.root + number)
        .digest('hex'),
    );
  await assert.rejects(tools.drawSample(sam), { code: 'SAMPLE_DRAWN' });
  assert.deepEqual(await tools.samples(sam), [sample]);
});

const resting = {
  ...assessmentOf('Lumen Cam'),
  findings: [{ id: 'open-shell/camera/0', probe: 'open-shell' }],
  parts: [{ id: 'camera', verdicts: [{ criterion: 'no-open-administration', verdict: 'pass', decidedBy: ['open-shell/camera/0'] }] }],
};

test('certificates that rest on a probe are listed with the verdicts that do', async (t) => {
  const database = await fixture.open('embedded');
  const made = deskFixture(database, { get: async () => assert.fail('no file is read here') });
  for (const state of ['in-force', 'withdrawn', 'in-review'] as const) await putWalk(made, `C-${state}`, state);
  const tools = openSurveillanceTools({
    database,
    store: { get: async () => one(JSON.stringify(resting)) },
    authority: await testAuthority(t),
    settings: { samplePercent: 4 },
    now: () => '2027-06-01T09:00:00Z',
  });
  const [found, ...more] = await tools.restingOn(seatOf('sam'), 'open-shell');
  assert.deepEqual(
    [found?.case, found?.verdicts, more],
    ['C-in-force', [{ part: 'camera', criterion: 'no-open-administration', verdict: 'pass' }], []],
  );
  assert.deepEqual(await tools.restingOn(seatOf('sam'), 'shared-private-key'), []);
  await assert.rejects(tools.restingOn(seatOf('sam'), 'no-such-probe'), { code: 'PROBE_UNKNOWN' });
  await assert.rejects(tools.restingOn(seatOf('anna'), 'open-shell'), { code: 'ROLE_MISSING' });
});

async function* one(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
