import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { EvidenceStore, GetOptions, StoredEvidence } from './evidence-store.ts';
import { folderStore } from './folder-store.ts';
import { s3Keys, s3Server } from './s3-server-fixture.ts';
import { s3Store } from './s3-store.ts';

const root = mkdtempSync(join(tmpdir(), 'iqs-evidence-'));
const server = await s3Server();
after(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

const bucket = { endpoint: server.endpoint, region: server.region, ...s3Keys, spoolFolder: join(root, 'spool') };
const stores: readonly (readonly [string, EvidenceStore, (sha256: string) => void])[] = [
  [
    'folder',
    await folderStore(join(root, 'store')),
    (sha256) => writeFileSync(join(root, 'store', sha256.slice(0, 2), sha256.slice(2)), 'other'),
  ],
  ['S3', s3Store(bucket), (sha256) => server.objects.set(`evidence/${sha256.slice(0, 2)}/${sha256.slice(2)}`, Buffer.from('other'))],
];

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* inChunks(bytes: Uint8Array, size = 65_536): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(store: EvidenceStore, sha256: string, options?: GetOptions): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await store.get(sha256, options)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

for (const [name, store, damage] of stores) {
  describe(`the evidence store, ${name}`, () => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, at) => (at * 7) % 251));
    const sha256 = digestOf(bytes);

    it('keeps the same bytes once, from a stream or a file, and gives them or a part of them', async () => {
      const path = join(root, `given-${name}`);
      writeFileSync(path, bytes);
      assert.deepEqual(await store.put(inChunks(bytes, 300)), { sha256, bytes: 1000 });
      assert.deepEqual(await store.put(path), { sha256, bytes: 1000 });
      assert.ok(existsSync(path));
      await store.put(path, { mayMove: true });
      assert.ok(!existsSync(path));
      assert.deepEqual(await read(store, sha256, { verify: true }), bytes);
      assert.deepEqual(await read(store, sha256, { from: 10, to: 20 }), bytes.subarray(10, 20));
      assert.deepEqual(await read(store, sha256, { from: 990 }), bytes.subarray(990));
      assert.equal((await read(store, sha256, { from: 7, to: 7 })).length, 0);
      assert.equal(await store.has(sha256), 1000);
    });

    it('lists all, page by page, removes, and knows what it has not', async () => {
      const others = await Promise.all([1, 2, 3, 4].map((at) => store.put(inChunks(Buffer.from(`other ${at}`)))));
      const listed: StoredEvidence[] = [];
      for await (const one of store.list()) listed.push(one);
      assert.deepEqual(
        new Set(listed.map((one) => `${one.sha256} ${one.bytes}`)),
        new Set([`${sha256} 1000`, ...others.map((one) => `${one.sha256} 7`)]),
      );
      for (const other of others) await store.remove(other.sha256);
      await store.remove(others[0]?.sha256 ?? '');
      assert.equal(await store.has(others[0]?.sha256 ?? ''), null);
      await assert.rejects(store.get(others[0]?.sha256 ?? ''), { code: 'EVIDENCE_UNKNOWN' });
      await assert.rejects(store.get('../../etc/passwd'), { code: 'EVIDENCE_UNKNOWN' });
    });

    it('takes nothing that is too large or breaks off, and leaves nothing of it', async () => {
      await assert.rejects(store.put(inChunks(bytes, 300), { maxBytes: 999 }), { code: 'TOO_LARGE' });
      async function* breaking(): AsyncIterable<Uint8Array> {
        yield bytes;
        throw new Error('gone');
      }
      await assert.rejects(store.put(breaking()), /gone/);
      const left = [join(root, 'store', 'incoming'), join(root, 'spool')].flatMap((folder) =>
        existsSync(folder) ? readdirSync(folder) : [],
      );
      assert.deepEqual(left, []);
    });

    it('tells damage when asked to verify', async () => {
      damage(sha256);
      assert.equal((await read(store, sha256)).toString(), 'other');
      await assert.rejects(read(store, sha256, { verify: true }), { code: 'EVIDENCE_DAMAGED' });
    });
  });
}

describe('the evidence store, S3', () => {
  const large = Buffer.alloc(20 * 1024 * 1024, 'firmware');

  it('sends what is large in parts, and leaves none when one fails', async () => {
    const store = s3Store(bucket);
    server.fail = true;
    await assert.rejects(store.put(inChunks(large, 1_000_000)), { code: 'EVIDENCE_STORE_UNREACHABLE' });
    assert.equal(await store.has(digestOf(large)), null);
    const { sha256 } = await store.put(inChunks(large, 1_000_000));
    assert.equal(sha256, digestOf(large));
    assert.equal(digestOf(await read(store, sha256)), sha256);
    assert.equal(server.open.size, 0);
  });

  it('is refused with a wrong key', async () => {
    const wrong = s3Store({ ...bucket, secretAccessKey: 'wrong' });
    await assert.rejects(wrong.put(inChunks(large.subarray(0, 10))), { code: 'EVIDENCE_STORE_UNREACHABLE' });
  });

  it('says when nobody answers', async () => {
    const gone = s3Store({ ...bucket, endpoint: 'http://127.0.0.1:1/bucket' });
    await assert.rejects(gone.has(digestOf(large)), { code: 'EVIDENCE_STORE_UNREACHABLE' });
  });
});
