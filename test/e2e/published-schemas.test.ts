import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { z } from 'zod';
import { assessmentSchema } from '../../src/adapters/schemas/assessment-schema.ts';
import { inspectSchema } from '../../src/adapters/schemas/inspect-schema.ts';
import { runIqs } from './run-iqs.ts';
import { sampleDossier, temporaryFolder } from './sample-dossier.ts';

type Fixture = { readonly base64: string };

const folder = temporaryFolder();
// Dates are held by patterns; `format` says the same again.
const ajv = new Ajv2020({ strict: true, validateFormats: false, allErrors: true });

const published = (name: string): ValidateFunction =>
  ajv.compile(JSON.parse(readFileSync(new URL(`../../docs/spec/${name}.schema.json`, import.meta.url), 'utf8')));

/** What is published lets a reader meet new fields; our own output must have just the fields that are published. */
const closed = (schema: z.ZodType): ValidateFunction => ajv.compile(z.toJSONSchema(schema, { io: 'output' }));

function assertValid(validate: ValidateFunction, value: unknown): void {
  assert.ok(validate(value), ajv.errorsText(validate.errors));
}

const product = published('product');
const assessments = [published('assessment'), closed(assessmentSchema)];
const inspections = [published('inspect'), closed(inspectSchema)];

const samples = (['lumen-cam', 'lumen-cam-mended'] as const).map((name) => sampleDossier(folder, name));

test('the samples\u2019 product.yaml, and one that init wrote, fit product.schema.json', () => {
  runIqs(['init', join(folder, 'new'), '--yes']);
  for (const dossier of [...samples, join(folder, 'new')]) assertValid(product, parse(readFileSync(join(dossier, 'product.yaml'), 'utf8')));
});

test('product.schema.json refuses what iqs refuses', () => {
  const good = parse(readFileSync(join(samples[0] as string, 'product.yaml'), 'utf8'));
  for (const bad of [
    {},
    { ...good, iqs: 'dossier/2' },
    { ...good, colour: 'red' },
    { ...good, parts: [] },
    { ...good, product: { ...good.product, name: 'a\u001b[2J' } },
    { ...good, product: { ...good.product, name: 'a\u202eb' } },
    { ...good, evidence: [{ file: 'a', is: 'magic' }] },
  ]) {
    assert.equal(product(bad), false, JSON.stringify(bad));
    writeFileSync(join(folder, 'new', 'product.yaml'), JSON.stringify(bad));
    assert.equal(runIqs(['assess', join(folder, 'new')], { cwd: folder }).status, 2);
  }
});

test('assessments of both samples, and of nothing, fit assessment.schema.json', () => {
  const empty = join(folder, 'empty');
  runIqs(['init', empty, '--yes']);
  for (const dossier of [...samples, empty]) {
    const { stdout } = runIqs(['assess', dossier, '--out', join(folder, 'out'), '--as-of', '2026-11-23', '--json']);
    for (const validate of assessments) assertValid(validate, JSON.parse(stdout));
  }
});

test('exhibits of the samples and of a fixture of every format fit inspect.schema.json', () => {
  const formats = [
    'bzip2',
    'cpio',
    'dlob',
    'gzip',
    'jffs2',
    'lz4',
    'lzma',
    'squashfs',
    'tar',
    'tplink',
    'trx',
    'uimage',
    'xz',
    'zip',
    'zstd',
  ];
  mkdirSync(join(folder, 'fixtures'));
  const files = formats.flatMap((id) => {
    const fixtures = JSON.parse(readFileSync(new URL(`../../src/formats/${id}/fixtures.json`, import.meta.url), 'utf8')) as Fixture[];
    return fixtures.map(({ base64 }, index) => {
      const path = join(folder, 'fixtures', `${id}-${index}.bin`);
      writeFileSync(path, Buffer.from(base64, 'base64'));
      return path;
    });
  });
  for (const args of [files, ['--files', ...files], ...samples.map((sample) => ['--files', join(sample, 'firmware.bin')])]) {
    const { stdout, stderr } = runIqs(['inspect', '--json', ...args]);
    assert.equal(stderr, '');
    for (const validate of inspections) assertValid(validate, JSON.parse(stdout));
  }
});
