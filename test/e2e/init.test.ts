import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Assessment } from '../../src/model/assessment.ts';
import { assertRefusal, runIqs } from './run-iqs.ts';
import { sampleDossier, temporaryFolder } from './sample-dossier.ts';

const folder = temporaryFolder();

test('init --yes, and assess works on what it wrote', () => {
  const dossier = join(folder, 'new');
  const made = runIqs(['init', dossier, '--yes']);
  assert.deepEqual([made.status, made.stderr], [0, '']);
  const { status, stdout } = runIqs(['assess', dossier, '--out', join(folder, 'out-new'), '--as-of', '2027-01-15', '--json']);
  assert.equal(status, 0);
  assert.equal((JSON.parse(stdout) as Assessment).grade.letter, null);
});

test('init names the evidence that stands there, whatever it is called', () => {
  const sample = sampleDossier(folder, 'lumen-cam-mended');
  const dossier = join(folder, 'beside');
  mkdirSync(join(dossier, 'iqs-out'), { recursive: true });
  for (const file of ['firmware.bin', 'sbom.cdx.json', 'security.txt', 'support.txt']) {
    writeFileSync(join(dossier, file), readFileSync(join(sample, file)));
  }
  for (const file of ['.hidden', 'yes', '1.5', '2027-01-01', '# note: "x"', "it's [here]"]) writeFileSync(join(dossier, file), 'x\n');
  const made = runIqs(['init', dossier, '--yes', '--name', 'Lamp: 2', '--maker', 'on', '--category', 'null']);
  assert.deepEqual([made.status, made.stderr], [0, '']);
  const { status, stdout } = runIqs(['assess', dossier, '--out', join(folder, 'out'), '--as-of', '2027-01-15', '--json']);
  assert.equal(status, 0);
  const { product, evidence } = JSON.parse(stdout) as Assessment;
  assert.deepEqual([product.name, product.maker, product.category], ['Lamp: 2', 'on', 'null']);
  assert.deepEqual(Object.fromEntries(evidence.map(({ name, is }) => [name, is])), {
    '# note: "x"': 'other',
    '1.5': 'other',
    '2027-01-01': 'other',
    'firmware.bin': 'update-image',
    "it's [here]": 'other',
    'sbom.cdx.json': 'sbom',
    'security.txt': 'disclosure-policy',
    'support.txt': 'support-statement',
    yes: 'other',
  });
});

test('init never overwrites', () => {
  const dossier = join(folder, 'mine');
  mkdirSync(dossier);
  writeFileSync(join(dossier, 'product.yaml'), 'mine');
  assertRefusal(runIqs(['init', dossier, '--yes']), 2, 'DOSSIER_EXISTS');
  assert.equal(readFileSync(join(dossier, 'product.yaml'), 'utf8'), 'mine');
});

test('init writes nothing that assess would refuse', () => {
  for (const [index, flags] of [
    ['--name', ''],
    ['--maker', 'a\u001b[2Jb'],
    ['--category', 'a\nb'],
  ].entries()) {
    const dossier = join(folder, `bad-${index}`);
    assertRefusal(runIqs(['init', dossier, '--yes', ...flags]), 2, 'DOSSIER_SHAPE');
    assert.throws(() => readdirSync(dossier), { code: 'ENOENT' });
  }
  const dossier = join(folder, 'bad-file');
  mkdirSync(dossier);
  writeFileSync(join(dossier, 'fw\u001b[2J.bin'), 'x');
  assertRefusal(runIqs(['init', dossier, '--yes']), 2, 'DOSSIER_SHAPE');
  assert.deepEqual(readdirSync(dossier), ['fw\u001b[2J.bin']);
});
