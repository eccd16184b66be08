import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Assessment } from '../../src/model/assessment.ts';
import { assertRefusal, runIqs } from './run-iqs.ts';
import { listing, sampleDossier, temporaryFolder } from './sample-dossier.ts';

const folder = temporaryFolder();
const weak = sampleDossier(folder, 'lumen-cam');
const mended = sampleDossier(folder, 'lumen-cam-mended');
const asOf = ['--as-of', '2026-11-23'];

let runs = 0;
/** Assesses into a folder of its own; gives what was written and what was said. */
function assess(dossier: string, ...flags: readonly string[]): ReturnType<typeof runIqs> & { readonly out: string } {
  runs += 1;
  const out = join(folder, `out-${runs}`);
  return { ...runIqs(['assess', dossier, '--out', out, ...asOf, ...flags]), out };
}

const written = (out: string, name: string): string => readFileSync(join(out, name), 'utf8');

test('a weak product: G, why, to the line; report and JSON, no label', () => {
  const { status, stdout, stderr, out } = assess(weak);
  assert.deepEqual([status, stderr], [0, '']);
  assert.deepEqual(readdirSync(out).sort(), ['assessment.json', 'report.html']);
  assert.ok(stdout.includes(join(out, 'report.html')));
  assert.ok(!stdout.includes('\u001b'));
  const { grade, findings } = JSON.parse(written(out, 'assessment.json')) as Assessment;
  assert.equal(grade.letter, 'G');
  assert.ok(findings.some(({ places }) => places.some(({ at }) => /^firmware\.bin!\/.+!\/etc\/.+:\d+$/.test(at) && stdout.includes(at))));
});

test('a mended product: a specimen in every language, as SVG and PNG', () => {
  const { status, out } = assess(mended);
  assert.equal(status, 0);
  const labels = ['de', 'en', 'fr', 'nl'].flatMap((tag) => [`label-${tag}.png`, `label-${tag}.svg`]);
  assert.deepEqual(readdirSync(out).sort(), ['assessment.json', ...labels, 'report.html']);
  assert.equal(readFileSync(join(out, 'label-en.png')).subarray(1, 4).toString(), 'PNG');
});

test('a label of an earlier run does not stay beside an assessment without one', () => {
  const { out } = assess(mended);
  assert.ok(existsSync(join(out, 'label-en.svg')));
  runIqs(['assess', weak, '--out', out, ...asOf]);
  assert.deepEqual(readdirSync(out).sort(), ['assessment.json', 'report.html']);
});

test('--require: 0 where the letter is reached, 4 below it, both ways written in full', () => {
  for (const [dossier, letter, expected] of [
    [mended, 'E', 0],
    [mended, 'f', 0],
    [mended, 'D', 4],
    [weak, 'F', 4],
    [weak, 'G', 0],
  ] as const) {
    const { status, out } = assess(dossier, '--require', letter);
    assert.equal(status, expected, `${dossier} ${letter}`);
    assert.ok(existsSync(join(out, 'assessment.json')));
  }
});

test('evidence that could not be read in full: exit 3, and below a required letter 4', () => {
  const cut = join(folder, 'cut');
  cpSync(mended, cut, { recursive: true });
  writeFileSync(join(cut, 'firmware.bin'), readFileSync(join(mended, 'firmware.bin')).subarray(0, 0x120000 + 4096));
  const { status, out } = assess(cut);
  assert.equal(status, 3);
  const { grade, evidence } = JSON.parse(written(out, 'assessment.json')) as Assessment;
  assert.equal(grade.letter, null);
  assert.ok(evidence.some(({ name }) => name === 'firmware.bin'));
  assert.equal(assess(cut, '--require', 'F').status, 4);
});

test('--json prints what is written', () => {
  const { stdout, stderr, out } = assess(weak, '--json');
  assert.equal(stdout, written(out, 'assessment.json'));
  assert.equal(stderr, '');
});

test('--lang changes the report and no byte of the assessment', () => {
  const [english, dutch] = [assess(weak), assess(weak, '--lang', 'nl')];
  assert.equal(dutch.status, 0);
  assert.notEqual(dutch.stdout.replaceAll(dutch.out, ''), english.stdout.replaceAll(english.out, ''));
  assert.match(written(dutch.out, 'report.html'), /<html lang="nl"/);
  assert.equal(written(dutch.out, 'assessment.json'), written(english.out, 'assessment.json'));
});

test('--as-of is the day in the assessment, and changes what it says of the end of support', () => {
  const later = runIqs(['assess', mended, '--out', join(folder, 'later'), '--as-of', '2032-01-01', '--json']);
  const { asOf, parts } = JSON.parse(later.stdout) as Assessment;
  assert.equal(asOf, '2032-01-01');
  assert.ok(parts[0]?.verdicts.some(({ criterion, verdict }) => criterion === 'support-covers-label' && verdict === 'fail'));
});

for (const [name, flags, code] of [
  ['a day that there is not', ['--as-of', '2027-02-30'], 'USAGE'],
  ['a day in words', ['--as-of', 'tomorrow'], 'USAGE'],
  ['a letter that there is not', ['--require', 'H'], 'USAGE'],
  ['a language without texts', ['--lang', 'tlh'], 'LANGUAGE_UNKNOWN'],
  ['a scheme that there is not', ['--scheme', 'iqs-1999'], 'SCHEME_UNKNOWN'],
] as const) {
  test(`refuses ${name}, and writes nothing`, () => {
    const out = join(folder, 'refused');
    assertRefusal(runIqs(['assess', weak, '--out', out, ...flags]), 2, code);
    assert.equal(existsSync(out), false);
  });
}

test('an output folder that is a file is the caller\u2019s to mend', () => {
  const { status, stderr } = runIqs(['assess', weak, '--out', join(weak, 'product.yaml'), ...asOf]);
  assert.equal(status, 2);
  assert.match(stderr, /^FILE_SYSTEM [^\n]+\n$/);
});

test('nothing is written but the output folder, by default iqs-out/<name of the dossier>', () => {
  const work = join(folder, 'work');
  mkdirSync(work);
  const before = listing(weak);
  assert.equal(runIqs(['assess', weak, ...asOf], { cwd: work }).status, 0);
  assert.deepEqual(listing(weak), before);
  assert.deepEqual(
    Object.keys(listing(work))
      .map((path) => path.slice(work.length + 1))
      .sort(),
    ['iqs-out', 'iqs-out/lumen-cam', 'iqs-out/lumen-cam/assessment.json', 'iqs-out/lumen-cam/report.html'],
  );
});

test('the same bytes again, in another time zone and language, and from another path', () => {
  const first = assess(mended);
  const files = readdirSync(first.out);
  const elsewhere = join(folder, 'else where', 'moved');
  cpSync(mended, elsewhere, { recursive: true });
  const surroundings = [
    {},
    { TZ: 'Pacific/Kiritimati' },
    { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    { LANG: 'de_DE.UTF-8', TZ: 'America/St_Johns', NO_COLOR: '1' },
    { FORCE_COLOR: '3', COLUMNS: '40' },
  ];
  for (const [index, env] of surroundings.entries()) {
    const out = join(folder, `again-${index}`);
    assert.equal(
      runIqs(['assess', index % 2 ? elsewhere : mended, '--out', out, ...asOf], { env, cwd: index % 2 ? folder : elsewhere }).status,
      0,
    );
    for (const file of files) assert.ok(readFileSync(join(out, file)).equals(readFileSync(join(first.out, file))), `${file} ${index}`);
  }
});

test('the order in which the dossier names its evidence changes no byte', () => {
  const text = readFileSync(join(weak, 'product.yaml'), 'utf8');
  const start = text.indexOf('  - file: firmware.bin');
  const second = text.indexOf('  - file: sbom.cdx.json');
  const end = text.indexOf('\n\n', second) + 1;
  // The comment before the second stays where it is, so that no statement changes its line.
  const comment = text.lastIndexOf('\n  #', second);
  const between = text.slice(text.lastIndexOf('custody: supplied\n', comment) + 'custody: supplied\n'.length, second);
  const firstItem = text.slice(start, text.indexOf(between, start));
  const swapped = text.slice(0, start) + text.slice(second, end) + between + firstItem + text.slice(end);
  assert.equal(swapped.length, text.length);
  const other = join(folder, 'swapped');
  cpSync(weak, other, { recursive: true });
  writeFileSync(join(other, 'product.yaml'), swapped);
  assert.notEqual(swapped, text);
  assert.equal(written(assess(other).out, 'assessment.json'), written(assess(weak).out, 'assessment.json'));
});

test('a dossier with a fault says where', () => {
  const broken = join(folder, 'broken');
  cpSync(weak, broken, { recursive: true });
  renameSync(join(broken, 'sbom.cdx.json'), join(broken, 'elsewhere.json'));
  const ran = runIqs(['assess', broken, ...asOf], { cwd: folder });
  assertRefusal(ran, 2, 'EVIDENCE_MISSING');
  assert.match(ran.stderr, / product\.yaml:\d+:\d+: /);
});
