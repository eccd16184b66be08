import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { UserError } from '../../foundation/user-error.ts';
import { loadDossier } from './load-dossier.ts';

let base = '';
let folder = '';

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'iqs-dossier-')));
  folder = join(base, 'dossier');
  mkdirSync(folder);
  writeFileSync(join(base, 'outside.bin'), 'outside');
  writeFileSync(join(folder, 'inside.bin'), 'inside');
});
afterEach(() => rmSync(base, { recursive: true }));

function load(file: string): ReturnType<typeof loadDossier> {
  const head = 'iqs: dossier/1\nproduct: { name: L, maker: M, type: device, category: lamp }\nparts: [{ id: l, kind: device, name: L }]\n';
  writeFileSync(join(folder, 'product.yaml'), `${head}evidence:\n  - is: other\n    file: ${JSON.stringify(file)}\n`);
  return loadDossier(folder);
}

const refuses = (code: string, where: string, act: () => unknown): void =>
  assert.throws(act, (error) => error instanceof UserError && error.code === code && error.where === where);

test('evidence by its place in the folder, links inside it included', () => {
  assert.deepEqual(load('inside.bin').files, [join(folder, 'inside.bin')]);
  assert.deepEqual(load('./inside.bin').files, [join(folder, 'inside.bin')]);
  symlinkSync('inside.bin', join(folder, 'link.bin'));
  assert.deepEqual(load('link.bin').files, [join(folder, 'link.bin')]);
});

test('a folder without a dossier', () => {
  refuses('DOSSIER_MISSING', folder, () => loadDossier(folder));
  refuses('DOSSIER_MISSING', join(base, 'nowhere'), () => loadDossier(join(base, 'nowhere')));
  mkdirSync(join(folder, 'product.yaml'));
  refuses('DOSSIER_MISSING', folder, () => loadDossier(folder));
});

test('a dossier that is no description', () => {
  writeFileSync(join(folder, 'product.yaml'), '#'.repeat(2 ** 20 + 1));
  refuses('DOSSIER_TOO_LARGE', join(folder, 'product.yaml'), () => loadDossier(folder));
});

test('evidence that is not there, by line and column', () => {
  refuses('EVIDENCE_MISSING', 'product.yaml:6:11', () => load('missing.bin'));
  symlinkSync('nowhere.bin', join(folder, 'dangling.bin'));
  refuses('EVIDENCE_MISSING', 'product.yaml:6:11', () => load('dangling.bin'));
});

test('evidence outside the folder: by path, by absolute path, by a link, by a linked folder', () => {
  symlinkSync(join(base, 'outside.bin'), join(folder, 'link.bin'));
  symlinkSync('..', join(folder, 'up'));
  for (const file of ['../outside.bin', '../not-there.bin', join(base, 'outside.bin'), 'link.bin', 'up/outside.bin', '..']) {
    refuses('DOSSIER_OUTSIDE', 'product.yaml:6:11', () => load(file));
  }
});
