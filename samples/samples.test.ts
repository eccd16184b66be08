import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assessFolder } from '../src/adapters/assess-folder.ts';
import { chooseScheme } from '../src/adapters/catalogue/choose-scheme.ts';
import { loadCatalogue } from '../src/adapters/catalogue/load-catalogue.ts';
import type { Assessment } from '../src/model/assessment.ts';
import { mendedFirmware } from './mended-firmware.ts';
import { weakFirmware } from './weak-firmware.ts';
import { writeFlash } from './write-flash.ts';

const rootAt = 0x120000;
const samples = [
  { name: 'lumen-cam', firmware: weakFirmware, sha256: '6a4ef3c49af10c6901830033b61cac0d550dcfdb393589321dc211a9cc422915' },
  { name: 'lumen-cam-mended', firmware: mendedFirmware, sha256: 'cea1e6a22c38cd0a8e01d7dce21c926cc448c6e4e886dc1497595e3caf33165c' },
] as const;

/** The criteria that the weak camera fails, as of 2026-11-23. */
const failed = [
  'inventory',
  'no-attack-on-others',
  'no-cleartext-channel',
  'no-credential-in-clear',
  'no-end-of-life',
  'no-open-administration',
  'no-shared-credential',
  'no-shared-secret',
  'peers-named',
  'statements-hold',
  'updates-authentic',
];

before(() => {
  const made = spawnSync(process.execPath, [fileURLToPath(new URL('make-evidence.ts', import.meta.url))], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
});

for (const { name, firmware, sha256 } of samples) {
  test(`${name}: the generator gives these bytes, every time and everywhere`, () => {
    const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    assert.equal(digest(readFileSync(new URL(`${name}/firmware.bin`, import.meta.url))), sha256);
    assert.equal(digest(writeFlash(firmware)), sha256);
  });

  test(`${name}: unsquashfs reads the same files out of it`, (t) => {
    if (spawnSync('unsquashfs', ['-version']).error) return t.skip('unsquashfs is not installed');
    const folder = mkdtempSync(join(tmpdir(), 'iqs-sample-'));
    try {
      const image = join(folder, 'firmware.bin');
      writeFileSync(image, writeFlash(firmware));
      const { status, stderr } = spawnSync('unsquashfs', ['-q', '-n', '-o', String(rootAt), '-d', join(folder, 'root'), image], {
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
      const files = firmware.files.flatMap((entry) => ('content' in entry ? [entry] : []));
      for (const { path, content } of files) assert.deepEqual(readFileSync(join(folder, 'root', path)), Buffer.from(content), path);
      const found = readdirSync(join(folder, 'root'), { recursive: true, withFileTypes: true });
      assert.equal(found.filter((entry) => entry.isFile()).length, files.length);
      assert.equal(found.filter((entry) => entry.isSymbolicLink()).length, firmware.files.filter((entry) => 'target' in entry).length);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test('lumen-cam is a G, and fails just the criteria that its faults are about', async () => {
  const assessment = await assess('lumen-cam');
  assert.equal(assessment.grade.letter, 'G');
  assert.deepEqual(assessment.grade.interval, { atLeast: 'G', atMost: 'G', bound: 'exact' });
  assert.deepEqual(criteria(assessment, 'fail'), failed);
  assert.equal(assessment.specimen, null);
});

test('lumen-cam-mended: the device part is an E, with nothing failed, and nothing open up to there; the product has no letter before the scheme is in force', async () => {
  const assessment = await assess('lumen-cam-mended');
  const [camera] = assessment.parts;
  assert.equal(camera?.letter, 'E');
  assert.equal(camera?.assurance?.lowest, 'checked');
  // What rung D asks, captures and scans would answer: there are none.
  assert.deepEqual(
    camera?.verdicts.filter(({ rung, verdict }) => verdict === 'inconclusive' && rung !== 'D'),
    [],
  );
  assert.deepEqual(criteria(assessment, 'fail'), []);
  assert.equal(assessment.grade.letter, null);
  assert.deepEqual(assessment.specimen, { part: 'camera', letter: 'E' });
});

for (const { name } of samples) {
  test(`${name}: every byte of the firmware is accounted for`, async () => {
    const { evidence } = await assess(name);
    assert.deepEqual(
      evidence.map(({ coverage }) => [coverage.opaque, coverage.unread]),
      evidence.map(() => [0, 0]),
    );
  });
}

async function assess(name: string): Promise<Assessment> {
  const catalogue = await loadCatalogue();
  const folder = fileURLToPath(new URL(name, import.meta.url));
  const options = { scheme: chooseScheme(catalogue, undefined), tables: catalogue.tables, asOf: '2026-11-23' };
  return (await assessFolder(folder, options)).assessment;
}

const criteria = ({ parts }: Assessment, wanted: string): readonly string[] =>
  parts.flatMap(({ verdicts }) => verdicts.flatMap(({ criterion, verdict }) => (verdict === wanted ? [criterion] : []))).sort();
