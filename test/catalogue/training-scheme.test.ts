// The training scheme: few criteria, letters that differ, labels that can be issued, and "training, not valid" wherever a letter is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assessFolder } from '../../src/adapters/assess-folder.ts';
import { chooseMessages } from '../../src/adapters/catalogue/choose-messages.ts';
import { chooseScheme } from '../../src/adapters/catalogue/choose-scheme.ts';
import { readCatalogue } from '../../src/adapters/catalogue/read-catalogue.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import type { CriterionSource } from '../../src/model/scheme-source.ts';
import { renderHtmlReport } from '../../src/reports/html/render-html-report.ts';
import { terminalReport } from '../../src/reports/terminal/terminal-report.ts';
import { type Sample, sampleDossier, temporaryFolder } from '../e2e/sample-dossier.ts';

const catalogue = readCatalogue(fileURLToPath(new URL('../../catalogue/', import.meta.url)));
const scheme = chooseScheme(catalogue, 'iqs-training');
const folder = temporaryFolder();

async function assess(sample: Sample): Promise<Assessment> {
  const options = { scheme, tables: catalogue.tables, asOf: '2026-11-23' };
  return (await assessFolder(sampleDossier(folder, sample), options)).assessment;
}

const criteriaOf = (id: string): readonly CriterionSource[] => catalogue.schemes.find(({ source }) => source.id === id)?.criteria ?? [];

test('it is for training, issues labels, and says so in its title and on every rung', () => {
  assert.deepEqual([scheme.status, scheme.issuesLabels], ['training', true]);
  assert.match(scheme.title, /training, not valid/);
  for (const { words } of Object.values(scheme.rungs)) assert.match(words, /training/i);
});

/** Translations go by the criterion's id: two texts under one id would be one text in every other language. */
test('a criterion that the real scheme has too differs in its rung only', () => {
  const real = new Map(criteriaOf('iqs-2027').map((criterion) => [criterion.id, criterion]));
  const own = criteriaOf('iqs-training');
  assert.ok(own.length > 0 && own.length < real.size);
  for (const criterion of own) assert.deepEqual({ ...criterion, rung: 'F' }, { ...real.get(criterion.id), rung: 'F' });
});

test('the mended camera gets a letter as a product, and a label may be issued', async () => {
  const { grade, noLabel, noSpecimen } = await assess('lumen-cam-mended');
  assert.deepEqual(grade, { letter: 'D', interval: { atLeast: 'D', atMost: 'C', bound: 'exact' }, reason: 'weakest-part' });
  assert.deepEqual([noLabel, noSpecimen], [null, null]);
});

test('the weak camera gets neither', async () => {
  const { grade, noLabel, specimen } = await assess('lumen-cam');
  assert.deepEqual([grade.letter, noLabel, specimen], ['G', 'below-e', null]);
});

for (const [language, words] of [
  ['en', 'Training, not valid.'],
  ['nl', 'Oefening, niet geldig.'],
  ['de', 'Übung, nicht gültig.'],
  ['fr', 'Exercice, sans valeur.'],
] as const) {
  test(`both reports say "${words}"`, async () => {
    const messages = chooseMessages(catalogue, language);
    const input = { assessment: await assess('lumen-cam-mended'), scheme, questions: {} };
    assert.ok(terminalReport(input, messages, { width: 100 }).includes(words));
    assert.ok(renderHtmlReport({ ...input, specimenSvg: null, networks: [] }, messages).includes(words));
  });
}
