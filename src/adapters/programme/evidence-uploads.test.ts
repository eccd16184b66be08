import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import { folderStore } from '../evidence-store/folder-store.ts';
import { openUploads } from '../evidence-store/uploads.ts';
import { openEvidenceUploads } from './open-evidence-uploads.ts';
import { sweepEvidenceUploads } from './sweep-evidence-uploads.ts';

const fixture = databaseFixture();
const root = mkdtempSync(join(tmpdir(), 'iqs-evidence-uploads-'));
after(() => rmSync(root, { recursive: true, force: true }));

const firmware = Buffer.from('firmware of a camera');
const digest = createHash('sha256').update(firmware).digest('hex');
const now = (): string => '2027-01-04T09:00:00Z';

async function* of(...chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}

async function textOf(stream: ReadableStream<Uint8Array> | null): Promise<string | null> {
  return stream === null ? null : new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}

for (const kind of databaseKinds) {
  describe(`uploads of cases, ${kind}`, async () => {
    const store = await folderStore(join(root, `store-${kind}`));
    const files = openUploads(join(root, `uploads-${kind}`), store, { maxBytes: 1000 });
    const opening = fixture.open(kind);
    const uploadsOver = async (of: EvidenceStore = store) =>
      openEvidenceUploads({ database: await opening, uploads: files, store: of, now });
    const wanted = { sha256: digest, bytes: firmware.length, name: null, by: 'anna' };

    it('are one for a file and a case, go on where they stopped, and finish with one answer', async () => {
      const uploads = await uploadsOver();
      const [begun, ...others] = await Promise.all([1, 2, 3, 4].map(() => uploads.begin('case-1', wanted)));
      assert.ok(begun !== undefined);
      assert.deepEqual(new Set(others.map(({ id }) => id)), new Set([begun.id]));
      assert.equal((await uploads.write(begun.id, 0, of(firmware.subarray(0, 4)))).received, 4);
      assert.deepEqual(await uploads.begin('case-1', wanted), { ...begun, received: 4 });
      await assert.rejects(uploads.write(begun.id, 0, of(firmware)), { code: 'OFFSET_WRONG' });
      await assert.rejects(uploads.finish(begun.id), { code: 'UPLOAD_UNFINISHED' });
      await assert.rejects(uploads.write(begun.id, 4, of(firmware)), { code: 'TOO_LARGE' });
      await uploads.write(begun.id, 4, of(firmware.subarray(4)));
      const finished = { ...begun, received: firmware.length, complete: true };
      assert.deepEqual(await uploads.finish(begun.id), finished);
      assert.deepEqual(await uploads.finish(begun.id), finished);
      assert.deepEqual([await uploads.status(begun.id), await uploads.begin('case-1', wanted)], [finished, finished]);
    });

    it('are of the case they were brought to: a digest that is known is no file that is had', async () => {
      const uploads = await uploadsOver();
      assert.equal(await uploads.holds('case-1', digest, firmware.length), true);
      assert.equal(await uploads.holds('case-1', digest, firmware.length + 1), false);
      assert.equal(await uploads.holds('case-2', digest, firmware.length), false);
      assert.equal(await textOf(await uploads.read('case-1', digest)), firmware.toString());
      assert.equal(await uploads.read('case-2', digest), null);
      const { id } = await uploads.begin('case-2', wanted);
      await uploads.write(id, 0, of(Buffer.alloc(firmware.length)));
      await assert.rejects(uploads.finish(id), { code: 'DIGEST_WRONG' });
      assert.equal(await uploads.holds('case-2', digest, firmware.length), false);
      assert.notEqual((await uploads.begin('case-2', wanted)).id, id);
    });

    it('need no digest beforehand, and are noted again after a kill between store and note', async () => {
      const uploads = await uploadsOver();
      const begun = await uploads.begin('case-3', { ...wanted, sha256: null, name: 'firmware.bin' });
      assert.equal(begun.sha256, null);
      await uploads.write(begun.id, 0, of(firmware));
      // What a server does that is killed before it writes to the database.
      await files.finish(begun.id);
      assert.equal(await uploads.holds('case-3', digest, firmware.length), false);
      const finished = await uploads.finish(begun.id);
      assert.deepEqual([finished.name, finished.sha256, finished.complete], ['firmware.bin', digest, true]);
      assert.equal(await uploads.holds('case-3', digest, firmware.length), true);
    });

    it('are forgotten when nobody goes on with them; what was finished stays', async () => {
      const uploads = await uploadsOver();
      const database = await opening;
      const { id } = await uploads.begin('case-4', wanted);
      await assert.rejects(uploads.begin('case-4', { ...wanted, bytes: 1001 }), { code: 'TOO_LARGE' });
      assert.equal(await sweepEvidenceUploads(database, files, new Date('2027-01-04T08:00:00Z')), 0);
      assert.ok((await sweepEvidenceUploads(database, files, new Date('2100-01-01T00:00:00Z'))) >= 3);
      assert.equal(await uploads.status(id), null);
      await assert.rejects(uploads.write(id, 0, of(firmware)), { code: 'UPLOAD_UNKNOWN' });
      assert.equal(await uploads.holds('case-1', digest, firmware.length), true);
      assert.equal(await uploads.status('../store'), null);
    });
  });
}
