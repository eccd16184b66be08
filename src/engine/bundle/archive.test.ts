import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { UserError } from '../../foundation/user-error.ts';
import { bundleLimits } from './bundle-limits.ts';
import { isBundlePath } from './bundle-path.ts';
import { readArchive } from './read-archive.ts';
import { readCanonicalJson } from './read-canonical-json.ts';
import { type BundleFile, inBundleOrder, writeArchive } from './write-archive.ts';

const path = fc.oneof(
  fc.constantFrom('assessment.json', 'dossier/product.yaml', 'scheme/scheme.json', 'tables/end-of-life.tsv', 'scheme/criteria/a-b.json'),
  fc.nat({ max: 999_999 }).map((number) => `evidence/${String(number).padStart(4, '0')}`),
);
const files = fc
  .uniqueArray(fc.record({ path, content: fc.uint8Array({ maxLength: 1500 }) }), { selector: (file) => file.path, maxLength: 8 })
  .map((list): readonly BundleFile[] => [...list, { path: 'manifest.json', content: new Uint8Array([1]) }]);

test('what is written is read back, whatever the order it is given in', () => {
  fc.assert(
    fc.property(files, (list) => {
      const archive = writeArchive(list);
      assert.deepEqual(archive, writeArchive(list.toReversed()));
      assert.deepEqual(
        readArchive(archive).map((file) => ({ path: file.path, content: Uint8Array.from(file.content) })),
        list.toSorted(inBundleOrder).map((file) => ({ path: file.path, content: Uint8Array.from(file.content) })),
      );
    }),
  );
});

test('bytes that are no bundle end in a code, and what is read at all is written back the same', () => {
  const good = writeArchive([
    { path: 'manifest.json', content: new Uint8Array(700) },
    { path: 'evidence/0001', content: new Uint8Array(3) },
  ]);
  const mutation = fc.record({ at: fc.nat({ max: good.length }), drop: fc.nat({ max: 600 }), put: fc.uint8Array({ maxLength: 20 }) });
  fc.assert(
    fc.property(mutation, ({ at, drop, put }) => {
      const bytes = new Uint8Array(Buffer.concat([good.subarray(0, at), put, good.subarray(at + drop)]));
      try {
        assert.deepEqual(writeArchive(readArchive(bytes)), bytes);
      } catch (error) {
        assert.ok(error instanceof UserError && error.code.startsWith('BUNDLE_'), String(error));
      }
    }),
    { numRuns: 2000 },
  );
});

test('tar of the system lists the same names', (t) => {
  if (spawnSync('tar', ['--version']).error) return t.skip('tar is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'iqs-bundle-'));
  try {
    const list = ['manifest.json', 'evidence/0001', 'scheme/criteria/a.json'].map((path) => ({ path, content: new Uint8Array(513) }));
    writeFileSync(join(folder, 'b.tar'), writeArchive(list));
    const { status, stdout, stderr } = spawnSync('tar', ['tf', join(folder, 'b.tar')], { encoding: 'utf8' });
    assert.deepEqual([status, stdout, stderr], [0, 'manifest.json\nevidence/0001\nscheme/criteria/a.json\n', '']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a bundle has its own paths and no others', () => {
  for (const good of ['manifest.json', 'exhibits/0001.json', 'evidence/123456', 'scheme/criteria/no-known-login.json'])
    assert.ok(isBundlePath(good));
  for (const bad of [
    '',
    '/manifest.json',
    './manifest.json',
    '../x',
    'evidence/1',
    'evidence/0001/x',
    'evidence\\0001',
    'scheme/criteria/../x.json',
    'scheme/criteria/A.json',
    'manifest.json\n',
    'tables/known-logins.tsv',
    `scheme/criteria/${'a'.repeat(100)}.json`,
  ])
    assert.ok(!isBundlePath(bad), bad);
});

test('what would not be read is not written', () => {
  assert.throws(() => writeArchive([{ path: 'readme.txt', content: new Uint8Array() }]), { code: 'BUNDLE_PATH' });
  const large = { path: 'dossier/product.yaml', content: new Uint8Array(bundleLimits.small + 1) };
  assert.throws(() => writeArchive([large]), { code: 'BUNDLE_TOO_LARGE' });
});

test('JSON in a bundle is canonical, UTF-8 and not nested without end', () => {
  const read = (text: string | Uint8Array): unknown =>
    readCanonicalJson(typeof text === 'string' ? new TextEncoder().encode(text) : text, 'x.json', 'BUNDLE_JSON');
  assert.deepEqual(read('{\n  "a": "[[[\\"[",\n  "b": 1\n}\n'), { a: '[[["[', b: 1 });
  for (const bad of [
    '',
    '{}',
    ' {}\n',
    '{\n  "b": 1,\n  "a": 1\n}\n',
    '{\n  "a": 1,\n  "a": 1\n}\n',
    '1.0\n',
    '-0\n',
    '"\\u0061"\n',
    '\ufeff{}\n',
  ])
    assert.throws(() => read(bad), { code: 'BUNDLE_JSON' }, bad);
  assert.throws(() => read(Uint8Array.from([0x22, 0xff, 0x22, 0x0a])), { code: 'BUNDLE_JSON' });
  for (const deep of [65, 5_000_000]) assert.throws(() => read('['.repeat(deep)), { code: 'BUNDLE_JSON', message: /nested/ });
});
