import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { databaseFixture } from '../../adapters/database/database-fixture.ts';
import { folderStore } from '../../adapters/evidence-store/folder-store.ts';
import { openUploads } from '../../adapters/evidence-store/uploads.ts';
import { openEvidenceUploads } from '../../adapters/programme/open-evidence-uploads.ts';
import { seats } from '../../programme/case-fixture.ts';
import { caseUploads } from './case-uploads.ts';
import { portalFixture } from './portal-fixture.ts';

const fixture = databaseFixture();
const root = mkdtempSync(join(tmpdir(), 'iqs-case-uploads-'));
after(() => rmSync(root, { recursive: true, force: true }));
const seat = (person: keyof typeof seats) => ({ person, ...seats[person] });

test('uploads of the portal are of a case that the seat may add to, and nobody else’s', async () => {
  const { desk } = await portalFixture();
  const store = await folderStore(join(root, 'store'));
  const files = openUploads(join(root, 'uploads'), store, { maxBytes: 1000 });
  const now = (): string => '2027-01-20T10:00:00Z';
  const uploads = openEvidenceUploads({ database: await fixture.open('embedded'), uploads: files, store, now });
  const port = caseUploads({ uploads, desk });
  const piece = (text: string) => new Blob([text]).stream();
  const { id } = await port.begin(seat('anna'), 'draft', { name: 'firmware.bin', bytes: 8 });
  assert.equal((await port.append(seat('anna'), 'draft', id, 0, piece('firm'))).received, 4);
  await assert.rejects(port.append(seat('anna'), 'draft', id, 0, piece('firm')), { code: 'OFFSET_WRONG' });
  await assert.rejects(port.append(seat('rob'), 'draft', id, 4, piece('ware')), { code: 'STATE_FORBIDS' });
  await assert.rejects(port.begin(seat('anna'), 'submitted', { name: 'f', bytes: 8 }), { code: 'STATE_FORBIDS' });
  await assert.rejects(port.begin({ ...seat('anna'), organisation: 'maker-2' }, 'draft', { name: 'f', bytes: 8 }), {
    code: 'CASE_UNKNOWN',
  });
  // Of another case of the same seat.
  await assert.rejects(port.append(seat('anna'), 'in-force', id, 4, piece('ware')), { code: 'UPLOAD_UNKNOWN' });
  await assert.rejects(port.finish(seat('anna'), 'draft', id), { code: 'UPLOAD_UNFINISHED' });
  await port.append(seat('anna'), 'draft', id, 4, piece('ware'));
  const { sha256, bytes } = await port.finish(seat('anna'), 'draft', id);
  assert.deepEqual(await port.finish(seat('anna'), 'draft', id), { sha256, bytes });
  assert.deepEqual(await port.status(seat('anna'), 'draft', id), { id, name: 'firmware.bin', bytes: 8, received: 8 });
  assert.equal(await new Response(await port.read(seat('anna'), 'draft', sha256)).text(), 'firmware');
  await assert.rejects(port.read(seat('anna'), 'in-force', sha256), { code: 'EVIDENCE_UNKNOWN' });
  assert.equal(await uploads.holds('draft', sha256, 8), true);
});
