// docs/howto/use-a-component-statement.md, followed; and what becomes of a product when a statement it rests on does not hold any more.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mendedFirmware } from '../../samples/mended-firmware.ts';
import { writeFlash } from '../../samples/write-flash.ts';
import { assessmentSchema } from '../../src/adapters/schemas/assessment-schema.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import { runIqs } from './run-iqs.ts';
import { temporaryFolder } from './sample-dossier.ts';

const folder = temporaryFolder();
const page = readFileSync(new URL('../../docs/howto/use-a-component-statement.md', import.meta.url), 'utf8');
const blocks: Readonly<Record<string, string>> = Object.fromEntries(
  [...page.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)].map((match) => [match[1] as string, match[2] as string] as const),
);
const firmware = writeFlash(mendedFirmware);

type Ran = { readonly assessment: Assessment; readonly report: string; readonly text: string };

/** The dossier of the page, with some of its text changed; language of the report. */
function assess(name: string, change: readonly (readonly [file: string, from: string, to: string])[] = [], lang = 'en'): Ran {
  const dossier = join(folder, name);
  mkdirSync(dossier, { recursive: true });
  writeFileSync(join(dossier, 'firmware.bin'), firmware);
  for (const [file, text] of Object.entries(blocks)) {
    const changed = change.filter(([of]) => of === file).reduce((all, [, from, to]) => all.replace(from, to), text);
    if (change.some(([of]) => of === file)) assert.notEqual(changed, text);
    writeFileSync(join(dossier, file), changed);
  }
  const out = join(folder, `${name}-out`);
  const ran = runIqs(['assess', dossier, '--out', out, '--as-of', '2026-11-23', '--lang', lang], { cwd: folder });
  assert.equal(ran.stderr, '');
  const assessment = JSON.parse(readFileSync(join(out, 'assessment.json'), 'utf8')) as Assessment;
  assert.ok(assessmentSchema.safeParse(assessment).success);
  return { assessment, report: readFileSync(join(out, 'report.html'), 'utf8'), text: ran.stdout };
}

const verdict = ({ assessment }: Ran, id: string): string | undefined =>
  assessment.parts[0]?.verdicts.find(({ criterion }) => criterion === id)?.verdict;
const status = (is: string): readonly [string, string, string] => ['radio.yaml', 'is: in-force', `is: ${is}`];

test('the page, followed: one verdict rests on the radio, the chip waits for a laboratory', () => {
  const ran = assess('followed');
  assert.equal(verdict(ran, 'no-weak-session'), 'pass');
  assert.deepEqual(
    ran.assessment.restsOn?.map(({ id, until, criteria, conditions }) => [id, until, criteria, conditions.map((each) => each.verdict)]),
    [['IQS-TRAIN-0000042', '2028-02-29', ['no-weak-session'], ['true']]],
  );
  assert.equal(verdict(ran, 'updates-authentic'), 'pass');
  assert.deepEqual(
    ran.assessment.notCounted?.map(({ id, why, conditions }) => [id, why, conditions.map((each) => `${each.id} ${each.verdict}`)]),
    [
      [
        '0000000000000-10099',
        'condition-open',
        ['mapping-one-way-in unknown', 'mapping-set-up-as-certified unknown', 'mapping-no-remote-debug true'],
      ],
    ],
  );
  // The name that the page has a laboratory answer under.
  const question = /probe: (condition-\S+)/.exec(page)?.[1];
  assert.ok(ran.assessment.findings.some(({ probe, outcome }) => probe === question && outcome === 'unknown'));
});

test('the report and the terminal say it in every language, with nothing foreign left in it', () => {
  for (const lang of ['en', 'nl', 'fr', 'de']) {
    const { report, text } = assess(`lang-${lang}`, [], lang);
    assert.ok(report.includes('id="statements"') && report.includes('href="#statements"'));
    assert.ok(text.includes('IQS-TRAIN-0000042') && !text.includes('\u27e6'), text);
    assert.ok(text.split('\n').length <= 56, `${text.split('\n').length} lines`);
  }
});

test('withdrawn, suspended, expired, over, another version: the verdict is open again, and the report says why', () => {
  const cases = [
    ['withdrawn', [status('withdrawn')]],
    ['suspended', [status('suspended')]],
    ['expired', [status('expired')]],
    ['expired', [['radio.yaml', '2028-02-29', '2026-11-22']]],
    ['other-component', [['product.yaml', 'Example Radio, version: "3.2"', 'Example Radio, version: "3.3"']]],
    ['nothing-named', [['radio.yaml', '2027-pre.2', 'earlier']]],
    ['too-weak', [['product.yaml', 'custody: public\n    origin: https://register', 'origin: https://register']]],
    ['condition-false', [['radio.yaml', 'is: "no"', 'is: "yes"']]],
  ] as const;
  for (const [index, [why, change]] of cases.entries()) {
    const ran = assess(`case-${index}`, change);
    assert.equal(verdict(ran, 'no-weak-session'), 'inconclusive', why);
    assert.deepEqual(ran.assessment.restsOn, [], why);
    const refused = ran.assessment.notCounted?.find(({ id }) => id === 'IQS-TRAIN-0000042');
    assert.equal(refused?.why, why);
    assert.ok(ran.assessment.findings.some(({ id }) => id === refused?.finding));
    if (why !== 'other-component' && why !== 'nothing-named')
      assert.ok(
        ran.assessment.wouldSettle.find(({ criterion }) => criterion === 'no-weak-session')?.openBecause.includes(refused?.finding ?? ''),
      );
  }
});

test('a certificate cannot be made to say more than its mapping', () => {
  const ran = assess('beyond', [['chip.yaml', '[updates-authentic]', '[updates-authentic, no-weak-session]']]);
  assert.deepEqual(ran.assessment.notCounted?.[0]?.criteria, ['updates-authentic']);
});

test('a statement that does not fit is refused before the work begins, with its place', () => {
  const dossier = join(folder, 'bad');
  mkdirSync(dossier);
  for (const [file, text] of Object.entries(blocks)) writeFileSync(join(dossier, file), text);
  writeFileSync(join(dossier, 'firmware.bin'), firmware);
  writeFileSync(join(dossier, 'radio.yaml'), `${blocks['radio.yaml']}letter: A\n`);
  const { status: exit, stderr } = runIqs(['assess', dossier, '--out', join(folder, 'bad-out')], { cwd: folder });
  assert.equal(exit, 2);
  assert.match(stderr, /^STATEMENT_SHAPE radio\.yaml:22:9: /);
});

test('a dossier without statements says nothing of any, and does not rest on their mappings', () => {
  const keep = blocks['product.yaml'] ?? '';
  const ran = assess('without', [['product.yaml', keep.slice(keep.indexOf('  - file: radio.yaml')), '']]);
  assert.equal('restsOn' in ran.assessment || 'notCounted' in ran.assessment, false);
  assert.equal('component-statements' in ran.assessment.tables, false);
  assert.equal(ran.report.includes('id="statements"'), false);
});
