import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, test } from 'node:test';
import { filesOf, memoryReader, naiveRoot } from '../adapters/register/naive-tree-fixture.ts';
import { issued, keyAdded, withdrawn } from '../adapters/register/register-fixture.ts';
import { registerTools } from '../adapters/register/register-tools.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { type FsckReport, fsck } from './fsck.ts';
import { encodeEntry } from './read-entry.ts';
import { formatNote, noteBytes } from './signed-note.ts';
import { verifierKey } from './verifier-key.ts';

const at = '2027-03-01T09:30:00Z';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
const logKey = await verifierKey('a.example', 'log', raw, registerTools.digest);
/** A key, labels, and the withdrawal of one: enough for two full tiles and a bit. */
const entries = [keyAdded, ...Array.from({ length: 529 }, (_, serial) => issued(serial)), withdrawn(7)].map((event) =>
  encodeEntry({ ...event, at }),
);

type Files = Map<string, Uint8Array>;

function signedFiles(own: readonly Uint8Array[], root = naiveRoot(own)): Files {
  const files = filesOf(own);
  const text = formatCheckpoint({ origin: 'a.example', size: own.length, root });
  const signature = new Uint8Array(sign(null, noteBytes(text), privateKey));
  return files.set('checkpoint', formatNote({ text, signatures: [{ name: logKey.name, keyId: logKey.keyId, signature }] }));
}

const check = (files: Files): Promise<FsckReport> => fsck(memoryReader(files), { logKey, witnesses: [], quorum: 0 }, registerTools);
const codes = async (files: Files): Promise<readonly string[]> =>
  (await check(files)).findings.map(({ code, at: place }) => `${code} ${place}`);

function changed(path: string, change: (bytes: Uint8Array) => Uint8Array | null): Files {
  const files = signedFiles(entries);
  const bytes = files.get(path);
  assert.ok(bytes !== undefined, path);
  const next = change(bytes);
  if (next === null) files.delete(path);
  else files.set(path, next);
  return files;
}

const flip = (bytes: Uint8Array, place = 40): Uint8Array => bytes.with(place, 1 ^ (bytes[place] ?? 0));

test('a register that is right has no findings, whatever its size', async () => {
  for (const size of [0, 1, 255, 256, 257, 512, entries.length]) {
    const { findings, size: said, entries: read } = await check(signedFiles(entries.slice(0, size)));
    assert.deepEqual([findings, said, read], [[], size, size]);
  }
});

test('a full tile or bundle serves where the partial one is gone', async () => {
  const short = signedFiles(entries.slice(0, 300));
  const long = filesOf(entries.slice(0, 512));
  for (const [path, bytes] of long) short.set(path, bytes);
  for (const path of ['tile/0/001.p/44', 'tile/entries/001.p/44', 'tile/1/000.p/1']) short.delete(path);
  short.set('tile/1/000.p/1', long.get('tile/1/000.p/2')?.slice(0, 32) ?? new Uint8Array(0));
  assert.deepEqual(await codes(short), []);
});

describe('one thing changed', () => {
  for (const [name, files, wanted] of [
    ['no checkpoint', changed('checkpoint', () => null), ['CHECKPOINT_MISSING checkpoint']],
    ['a checkpoint that is none', changed('checkpoint', (bytes) => bytes.slice(3, 50)), ['CHECKPOINT_MALFORMED checkpoint']],
    ['another root, signed', signedFiles(entries, naiveRoot(entries.slice(1))), ['ROOT_MISMATCH checkpoint']],
    ['a bundle gone', changed('tile/entries/001', () => null), ['BUNDLE_MISSING bundle 1']],
    ['a bundle cut off', changed('tile/entries/001', (bytes) => bytes.slice(0, -1)), ['BUNDLE_MALFORMED bundle 1']],
    ['a leaf tile gone', changed('tile/0/001', () => null), ['TILE_MISSING tile 0/1']],
    ['a leaf tile cut off', changed('tile/0/001', (bytes) => bytes.slice(32)), ['TILE_MISSING tile 0/1']],
    ['a leaf changed', changed('tile/0/001', (bytes) => flip(bytes)), ['ENTRY_EDITED entry 257']],
    ['a tile of level 1 changed', changed('tile/1/000.p/2', (bytes) => flip(bytes)), ['TILE_HASH tile 1/0']],
    ['a tile of level 1 gone', changed('tile/1/000.p/2', () => null), ['TILE_MISSING tile 1/0']],
  ] as const) {
    test(name, async () => assert.deepEqual(await codes(files), wanted));
  }

  test('an entry edited: what it does not hash to, and all that rests on it', async () => {
    const files = changed('tile/entries/000', (bytes) => bytes.with(Buffer.from(bytes).indexOf('Lumen Cam'), 0x4d));
    assert.deepEqual(await codes(files), ['ENTRY_EDITED entry 1', 'TILE_HASH tile 1/0', 'ROOT_MISMATCH checkpoint']);
  });

  test('an entry edited, and every tile with it: the root still says so', async () => {
    const files = filesOf(entries.with(7, encodeEntry({ ...issued(9999), at })));
    files.set('checkpoint', signedFiles(entries).get('checkpoint') as Uint8Array);
    assert.deepEqual((await codes(files)).slice(-1), ['ROOT_MISMATCH checkpoint']);
  });

  test('an entry that cannot be read', async () => {
    const strange = [...entries.slice(0, 3), new TextEncoder().encode('{"event":"forgiven"}')];
    assert.deepEqual(await codes(signedFiles(strange)), ['ENTRY_MALFORMED entry 3']);
  });
});

test('more findings than anybody reads are counted', async () => {
  const rubbish = Array.from({ length: 1500 }, (_, index) => new TextEncoder().encode(`${index}`));
  const { findings, more } = await check(signedFiles(rubbish));
  assert.deepEqual([findings.length, more], [1000, 500]);
});
