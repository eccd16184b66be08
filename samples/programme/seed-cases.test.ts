import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { initAuthority } from '../../src/adapters/authority/init-authority.ts';
import { loadCatalogue } from '../../src/adapters/catalogue/load-catalogue.ts';
import { databaseFixture } from '../../src/adapters/database/database-fixture.ts';
import { folderStore } from '../../src/adapters/evidence-store/folder-store.ts';
import { inspectPool } from '../../src/adapters/inspect/inspect-pool.ts';
import { inspectionMemo } from '../../src/adapters/inspect/inspection-memo.ts';
import { memoryDirectory } from '../../src/adapters/programme/memory-directory-fixture.ts';
import { openDesk } from '../../src/adapters/programme/open-desk.ts';
import { caseStates } from '../../src/model/case.ts';
import { defaultSettings } from '../../src/programme/programme-settings.ts';
import { organisations, type PersonKey } from './people.ts';
import { scripts } from './scripts.ts';
import { seedCases } from './seed-cases.ts';

const fixture = databaseFixture();

test('the sample programme has a case in every state, and labels of three letters', async (t) => {
  const database = await fixture.open('embedded');
  const home = mkdtempSync(join(tmpdir(), 'iqs-seed-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const store = await folderStore(join(home, 'evidence'));
  const clock = { now: '2026-01-01T00:00:00Z' };
  const now = (): string => clock.now;
  const held = new Set<string>();
  const directory = memoryDirectory(organisations, { scheme: 'iqs-training', until: '2040-12-31' });
  const desk = openDesk({
    database,
    queue: { send: async () => null },
    directory,
    store,
    settings: defaultSettings,
    agreement: '2026-1',
    holds: async (id, sha256) => held.has(`${id} ${sha256}`),
    now,
  });
  const authority = await initAuthority(join(home, 'authority'), {
    name: 'Training Certification Body',
    body: 'TRAIN',
    base: 'https://register.example/',
    training: true,
    issuerKey: null,
    now: '2025-11-01T00:00:00Z',
  });
  const pool = inspectPool();
  t.after(() => pool.end());
  const programme = {
    database,
    desk,
    store,
    catalogue: await loadCatalogue(),
    settings: defaultSettings,
    authority,
    memo: inspectionMemo(32),
    pool,
    now,
  };
  const people = Object.fromEntries(Object.values(organisations).flatMap((each) => each.people.map(({ key }) => [key, key]))) as Record<
    PersonKey,
    string
  >;
  const cases = await seedCases(scripts('2026-11-26'), '2026-11-26', {
    programme,
    clock,
    people,
    organisations: { maker: 'maker', laboratory: 'laboratory', body: 'body' },
    agreement: '2026-1',
    upload: async (id, { bytes }) => {
      const { sha256 } = await store.put(one(bytes));
      held.add(`${id} ${sha256}`);
    },
  });
  const found = await Promise.all([...cases.values()].map(async (id) => (await desk.read('system', id)).case));
  assert.deepEqual([...new Set(found.map(({ state }) => state))].sort(), [...caseStates].sort());
  assert.deepEqual([...new Set(found.flatMap(({ certificate }) => certificate?.letter ?? []))].sort(), ['C', 'D', 'E']);
  const indexed = await database.db.selectFrom('register_index').select(['number', 'state']).execute();
  assert.equal(indexed.length, found.filter(({ certificate }) => certificate !== null).length);
});

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
