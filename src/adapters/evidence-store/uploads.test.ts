import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { folderStore } from './folder-store.ts';
import { openUploads } from './uploads.ts';

const root = mkdtempSync(join(tmpdir(), 'iqs-uploads-'));
after(() => rmSync(root, { recursive: true, force: true }));
const store = await folderStore(join(root, 'store'));
const folder = join(root, 'uploads');
const uploads = openUploads(folder, store, { maxBytes: 1_000_000_000 });
const bytes = Buffer.from('firmware of a camera');
const sha256 = createHash('sha256').update(bytes).digest('hex');

async function* of(...chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}

describe('uploads', () => {
  it('go on where they broke off, also in another process, and finish once', async () => {
    const { id } = await uploads.begin(bytes.length, sha256);
    assert.equal((await uploads.append(id, 0, of(bytes.subarray(0, 5), bytes.subarray(5, 8)))).offset, 8);
    await assert.rejects(uploads.append(id, 0, of(bytes)), { code: 'OFFSET_WRONG' });
    await assert.rejects(uploads.finish(id), { code: 'UPLOAD_UNFINISHED' });
    async function* breaking(): AsyncIterable<Uint8Array> {
      yield bytes.subarray(8, 10);
      throw new Error('connection lost');
    }
    await assert.rejects(uploads.append(id, 8, breaking()), /lost/);
    const again = openUploads(folder, store, { maxBytes: 100 });
    assert.deepEqual(await again.status(id), { id, bytes: bytes.length, sha256, offset: 10 });
    await again.append(id, 10, of(bytes.subarray(10)));
    assert.deepEqual(await again.finish(id), { sha256, bytes: bytes.length });
    assert.deepEqual(await uploads.finish(id), { sha256, bytes: bytes.length });
    assert.equal(await store.has(sha256), bytes.length);
  });

  it('refuse what is too large, not what was announced, or unknown', async () => {
    await assert.rejects(uploads.begin(1_000_000_001), { code: 'TOO_LARGE' });
    await assert.rejects(uploads.begin(1, 'abc'), { code: 'DIGEST_WRONG' });
    const { id } = await uploads.begin(bytes.length, 'a'.repeat(64));
    await assert.rejects(uploads.append(id, 0, of(bytes, bytes)), { code: 'TOO_LARGE' });
    assert.equal((await uploads.status(id)).offset, bytes.length);
    await assert.rejects(uploads.finish(id), { code: 'DIGEST_WRONG' });
    await assert.rejects(uploads.status(id), { code: 'UPLOAD_UNKNOWN' });
    await assert.rejects(uploads.status('../store'), { code: 'UPLOAD_UNKNOWN' });
  });

  it('take one append at a time', async () => {
    const { id } = await uploads.begin(bytes.length);
    const gate = Promise.withResolvers<void>();
    async function* slow(): AsyncIterable<Uint8Array> {
      yield bytes;
      await gate.promise;
    }
    const first = uploads.append(id, 0, slow());
    await assert.rejects(uploads.append(id, 0, of(bytes)), { code: 'UPLOAD_BUSY' });
    gate.resolve();
    assert.equal((await first).offset, bytes.length);
  });

  it('are removed when nobody goes on with them', async () => {
    const { id } = await uploads.begin(10);
    assert.equal(await uploads.removeStale(new Date(Date.now() - 86_400_000)), 0);
    assert.ok((await uploads.removeStale(new Date(Date.now() + 1000))) > 0);
    await assert.rejects(uploads.status(id), { code: 'UPLOAD_UNKNOWN' });
    assert.deepEqual(readdirSync(folder), []);
  });

  it('outlive a killed process, in constant memory', async () => {
    const size = 192 * 1024 * 1024;
    const { id } = await uploads.begin(size);
    const run = (): ReturnType<typeof spawn> =>
      spawn(process.execPath, ['--max-old-space-size=64', new URL('upload-fixture.ts', import.meta.url).pathname, root, id, String(size)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    const first = run();
    assert.ok(first.stdout !== null);
    await once(first.stdout, 'data');
    first.kill('SIGKILL');
    await once(first, 'exit');
    const { offset } = await uploads.status(id);
    assert.ok(offset > 0 && offset < size);
    const second = run();
    let said = '';
    second.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await once(second, 'close');
    const { resumedAt, stored, peakMegabytes } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Readonly<Record<string, unknown>>;
    const expected = createHash('sha256');
    for (let at = 0; at < size; at += 1_048_576) expected.update(Buffer.alloc(1_048_576, (at / 1_048_576) % 251));
    assert.deepEqual([resumedAt, stored], [offset, { sha256: expected.digest('hex'), bytes: size }]);
    assert.ok(Number(peakMegabytes) < 180, `${Number(peakMegabytes)} MB`);
  });
});
