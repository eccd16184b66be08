import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { filesOf, memoryReader, naivePath, naiveProof, naiveRoot, sha256 } from '../adapters/register/naive-tree-fixture.ts';
import { hex } from '../foundation/hex.ts';
import { leafHash, sameBytes } from './merkle-hash.ts';
import { nodesOf, proveConsistency, proveInclusion, proveRoot } from './prove.ts';
import { isRegisterPath, tilePath, tilesOf } from './tile-path.ts';
import { TreeEdge } from './tree-edge.ts';
import { verifyConsistency, verifyInclusion } from './verify-proof.ts';

const most = 600;
const entries = Array.from({ length: most }, (_, at) => new TextEncoder().encode(`entry ${at}`));
const files = filesOf(
  entries,
  Array.from({ length: most }, () => 1),
);
const reader = memoryReader(files);
const flipped = (hash: Uint8Array): Uint8Array => hash.with(7, (hash[7] ?? 0) ^ 1);
const webDigest = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));

describe('the tree of eight leaves (Certificate Transparency reference)', () => {
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((text) =>
    Uint8Array.from(Buffer.from(text, 'hex')),
  );
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  test('no leaves', () =>
    assert.equal(hex(new TreeEdge(sha256).root()), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'));

  roots.forEach((root, at) => {
    test(`${at + 1} leaves`, () => {
      const edge = new TreeEdge(sha256);
      for (const leaf of leaves.slice(0, at + 1)) edge.add(leafHash(sha256, leaf));
      assert.equal(hex(edge.root()), root);
      assert.equal(hex(naiveRoot(leaves.slice(0, at + 1))), root);
    });
  });

  test('a published leaf of sum.golang.org (transparency-dev, tlog-verify)', () => {
    const leaf =
      'github.com/transparency-dev/tessera v1.0.0 h1:4OT1V9xJLa5NnYlFWWlCdZkCm18/o12rdd+bCTje7XE=\n' +
      'github.com/transparency-dev/tessera v1.0.0/go.mod h1:TLvfjlkbmsmKVEJUtzO2eb9Q2IBnK3EJ0dI4G0oxEOU=\n';
    assert.equal(hex(leafHash(sha256, new TextEncoder().encode(leaf))), '0fa57c511c3b2ffcc0a05ad63172568d265aaf9844e9b636a0978795396f2ab1');
  });
});

test('roots of all sizes, from the edge and from the tiles, are those of the definition', async () => {
  const edge = new TreeEdge(sha256);
  for (let size = 0; size <= 300; size += 1) {
    const root = hex(naiveRoot(entries.slice(0, size)));
    assert.equal(hex(edge.root()), root, `${size}`);
    assert.equal(hex(await proveRoot(nodesOf(reader, size, sha256), sha256, size)), root, `${size}`);
    edge.add(leafHash(sha256, entries[size] as Uint8Array));
  }
});

test('inclusion proofs of all sizes to 300 are those of the definition, and verify', async () => {
  for (let size = 1; size <= 300; size += size < 70 ? 1 : 23) {
    const own = entries.slice(0, size);
    const root = naiveRoot(own);
    const nodeAt = nodesOf(reader, size, sha256);
    for (let index = 0; index < size; index += size < 70 ? 1 : 7) {
      const proof = await proveInclusion(nodeAt, sha256, index, size);
      assert.deepEqual(proof.map(hex), naivePath(index, own).map(hex), `${index} of ${size}`);
      const leaf = leafHash(sha256, own[index] as Uint8Array);
      assert.ok(await verifyInclusion(sha256, { index, size, leaf, proof, root }));
      assert.ok(!(await verifyInclusion(sha256, { index, size, leaf: flipped(leaf), proof, root })));
      assert.ok(!(await verifyInclusion(sha256, { index, size, leaf, proof, root: flipped(root) })));
      assert.ok(!(await verifyInclusion(sha256, { index, size, leaf, proof: [...proof, leaf], root })));
    }
  }
});

test('consistency proofs of all sizes to 300 are those of the definition, and verify', async () => {
  const roots = Array.from({ length: 301 }, (_, size) => naiveRoot(entries.slice(0, size)));
  for (let size = 1; size <= 300; size += size < 40 ? 1 : 19) {
    const nodeAt = nodesOf(reader, size, sha256);
    const root = roots[size] as Uint8Array;
    for (let oldSize = 0; oldSize <= size; oldSize += size < 40 ? 1 : 5) {
      const oldRoot = roots[oldSize] as Uint8Array;
      const proof = await proveConsistency(nodeAt, sha256, oldSize, size);
      if (oldSize > 0) assert.deepEqual(proof.map(hex), naiveProof(oldSize, entries.slice(0, size)).map(hex), `${oldSize} to ${size}`);
      assert.ok(await verifyConsistency(sha256, { oldSize, size, oldRoot, root, proof }), `${oldSize} to ${size}`);
      assert.ok(!(await verifyConsistency(sha256, { oldSize, size, oldRoot: flipped(oldRoot), root, proof })));
      assert.ok(oldSize === 0 || !(await verifyConsistency(sha256, { oldSize, size, oldRoot, root: flipped(root), proof })));
    }
  }
});

test('a proof that was changed in any way does not verify', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: most }), fc.nat(), fc.nat(), fc.nat({ max: 3 }), async (size, index, place, how) => {
      const at = index % size;
      const root = naiveRoot(entries.slice(0, size));
      const leaf = leafHash(sha256, entries[at] as Uint8Array);
      const proof = await proveInclusion(nodesOf(reader, size, sha256), sha256, at, size);
      const where = place % proof.length;
      const other = (at + 1 + (place % (size - 1))) % size;
      const changed = [
        proof.toSpliced(where, 1, flipped(proof[where] as Uint8Array)),
        proof.toSpliced(where, 1),
        proof.toSpliced(where, 0, proof[where] as Uint8Array),
        proof,
      ][how] as readonly Uint8Array[];
      assert.ok(await verifyInclusion(sha256, { index: at, size, leaf, proof, root }));
      assert.ok(!(await verifyInclusion(sha256, { index: how === 3 ? other : at, size, leaf, proof: changed, root })));
    }),
    { numRuns: 150 },
  );
});

test('appending in any split gives the same tiles and the same root', () => {
  const wanted = filesOf(entries);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 12 }), (lengths) => {
      const done = lengths.reduce((sum, length) => Math.min(most, sum + length), 0);
      const made = filesOf(entries, [...lengths, most - done]);
      for (const [path, bytes] of wanted) assert.ok(sameBytes(made.get(path) ?? new Uint8Array(0), bytes), path);
    }),
    { numRuns: 60 },
  );
});

test('an edge that is taken up again grows as one that was never left', () => {
  for (const size of [0, 1, 255, 256, 257, 511, 512, 513]) {
    const edge = new TreeEdge(sha256);
    for (const entry of entries.slice(0, size)) edge.add(leafHash(sha256, entry));
    const partials = [0, 1].map((level) => edge.partials().find((tile) => tile.level === level)?.hashes ?? new Uint8Array(0));
    const again = TreeEdge.resume(sha256, size, partials);
    for (const entry of entries.slice(size)) again.add(leafHash(sha256, entry));
    assert.equal(hex(again.root()), hex(naiveRoot(entries)), `${size}`);
  }
});

test('proofs are verified with WebCrypto just as well', async () => {
  const [size, index, oldSize] = [517, 260, 256];
  const [root, oldRoot] = [naiveRoot(entries.slice(0, size)), naiveRoot(entries.slice(0, oldSize))];
  const nodeAt = nodesOf(reader, size, sha256);
  const leaf = await leafHash(webDigest, entries[index] as Uint8Array);
  assert.ok(await verifyInclusion(webDigest, { index, size, leaf, root, proof: await proveInclusion(nodeAt, sha256, index, size) }));
  const proof = await proveConsistency(nodeAt, sha256, oldSize, size);
  assert.ok(await verifyConsistency(webDigest, { oldSize, size, oldRoot, root, proof }));
});

test('paths and widths are those of C2SP tlog-tiles', () => {
  assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067');
  assert.equal(tilePath({ level: 1, index: 0, width: 17 }), 'tile/1/000.p/17');
  assert.equal(tilePath({ level: 0, index: 1000, width: 256 }), 'tile/0/x001/000');
  assert.deepEqual(
    [0, 1, 2, 3].map((level) => tilesOf(level, 70_000)),
    [
      { full: 273, partial: 112 },
      { full: 1, partial: 17 },
      { full: 0, partial: 1 },
      { full: 0, partial: 0 },
    ],
  );
  assert.deepEqual(tilesOf(1, 256), { full: 0, partial: 1 });
  for (const path of ['checkpoint', 'tile/0/x001/x234/067', 'tile/entries/000.p/255', 'tile/63/999']) assert.ok(isRegisterPath(path), path);
  for (const path of [
    '../x',
    'tile/0/1',
    'tile/64/000',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/00/000',
    '/checkpoint',
    'tile/0/000/',
    '.iqs/lock.1',
  ])
    assert.ok(!isRegisterPath(path), path);
});
