// docs/howto/use-a-component-statement.md, followed; and what becomes of a product when a statement it rests on does not hold any more.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { mendedFirmware } from '../../samples/mended-firmware.ts';
import { writeFlash } from '../../samples/write-flash.ts';
import { assessFolder } from '../../src/adapters/assess-folder.ts';
import { chooseMessages } from '../../src/adapters/catalogue/choose-messages.ts';
import { chooseScheme } from '../../src/adapters/catalogue/choose-scheme.ts';
import { loadCatalogue } from '../../src/adapters/catalogue/load-catalogue.ts';
import { assessmentSchema } from '../../src/adapters/schemas/assessment-schema.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import type { Catalogue } from '../../src/model/catalogue.ts';
import { renderHtmlReport } from '../../src/reports/html/render-html-report.ts';
import { terminalReport } from '../../src/reports/terminal/terminal-report.ts';
import { runIqs } from './run-iqs.ts';
import { temporaryFolder } from './sample-dossier.ts';

const folder = temporaryFolder();
const page = readFileSync(new URL('../../docs/howto/use-a-component-statement.md', import.meta.url), 'utf8');
const blocks: Readonly<Record<string, string>> = Object.fromEntries(
  [...page.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)].map((match) => [match[1] as string, match[2] as string] as const),
);
const firmware = writeFlash(mendedFirmware);
const asOf = '2026-11-23';
let catalogue: Catalogue;
before(async () => {
  catalogue = await loadCatalogue();
});

type Change = readonly [file: string, from: string, to: string];

/** The dossier of the page, with some of its text changed. */
function dossierOf(name: string, change: readonly Change[] = []): string {
  const dossier = join(folder, name);
  mkdirSync(dossier);
  writeFileSync(join(dossier, 'firmware.bin'), firmware);
  for (const [file, text] of Object.entries(blocks)) {
    const changed = change.filter(([of]) => of === file).reduce((all, [, from, to]) => all.replace(from, to), text);
    if (change.some(([of]) => of === file)) assert.notEqual(changed, text);
    writeFileSync(join(dossier, file), changed);
  }
  return dossier;
}

/** Assessed as the programme does that holds a record of these files. */
async function assess(name: string, change: readonly Change[] = [], covered: readonly string[] = ['radio.yaml']): Promise<Assessment> {
  const dossier = dossierOf(name, change);
  const digest = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(dossier, file)))
      .digest('hex');
  const { assessment } = await assessFolder(dossier, {
    scheme: chooseScheme(catalogue),
    tables: catalogue.tables,
    asOf,
    attested: new Set(covered.map(digest)),
  });
  assert.ok(assessmentSchema.safeParse(assessment).success);
  return assessment;
}

const verdict = (assessment: Assessment, id: string): string | undefined =>
  assessment.parts[0]?.verdicts.find(({ criterion }) => criterion === id)?.verdict;
const refusal = (assessment: Assessment, number: string): string | undefined => assessment.notCounted?.find(({ id }) => id === number)?.why;
const radio = 'IQS-TRAIN-0000042';
const chip = '0000000000000-10099';

test('the page, followed: one verdict rests on the radio, the chip waits for a laboratory', async () => {
  const assessment = await assess('followed');
  assert.equal(verdict(assessment, 'no-weak-session'), 'pass');
  assert.deepEqual(
    assessment.restsOn?.map(({ id, until, criteria, conditions }) => [id, until, criteria, conditions.map((each) => each.verdict)]),
    [[radio, '2028-02-29', ['no-weak-session'], ['true']]],
  );
  assert.deepEqual(
    assessment.notCounted?.map(({ id, why, conditions }) => [id, why, conditions.map((each) => `${each.id} ${each.verdict}`)]),
    [[chip, 'condition-open', ['mapping-one-way-in unknown', 'mapping-set-up-as-certified unknown', 'mapping-no-remote-debug true']]],
  );
});

test("a laboratory's record answers the chip's conditions under the names that the page shows", async () => {
  const question = /probe: (condition-\S+)/.exec(page)?.[1] ?? '';
  const record = [question, question.replace('one-way-in', 'set-up-as-certified')]
    .map((probe) => `  - probe: ${probe}\n    is: yes\n    place: tried\n`)
    .join('');
  const evidence: Change = [
    'product.yaml',
    '  - file: radio.yaml',
    '  - { file: record.yaml, is: test-record, part: camera }\n  - file: radio.yaml',
  ];
  const dossier = dossierOf('recorded', [evidence]);
  const text = `iqs: record/1\nlaboratory: Lab\nunit: unit 1\ndate: 2026-11-01\nanswers:\n${record}`;
  writeFileSync(join(dossier, 'record.yaml'), text);
  const options = { scheme: chooseScheme(catalogue), tables: catalogue.tables, asOf };
  const attested = new Set([createHash('sha256').update(text).digest('hex')]);
  // The firmware had decided the criterion: the certificate holds, and nothing rests on it.
  assert.equal(refusal((await assessFolder(dossier, { ...options, attested })).assessment, chip), 'not-needed');
  assert.equal(refusal((await assessFolder(dossier, options)).assessment, chip), 'condition-open');
});

test('withdrawn, suspended, over, another version, nobody signed it: the verdict is open again, and the finding is named', async () => {
  const cases: readonly (readonly [why: string, change: readonly Change[], covered?: readonly string[]])[] = [
    ['withdrawn', [['radio.yaml', 'is: in-force', 'is: withdrawn']]],
    ['suspended', [['radio.yaml', 'is: in-force', 'is: suspended']]],
    ['expired', [['radio.yaml', 'is: in-force', 'is: expired']]],
    ['expired', [['radio.yaml', '2028-02-29', '2026-11-22']]],
    ['other-component', [['product.yaml', 'Example Radio, version: "3.2"', 'Example Radio, version: "3.3"']]],
    ['nothing-named', [['radio.yaml', '2027-pre.2', 'earlier']]],
    ['condition-false', [['radio.yaml', 'is: "no"', 'is: "yes"']]],
    ['too-weak', [], []],
  ];
  for (const [index, [why, change, covered]] of cases.entries()) {
    const assessment = await assess(`case-${index}`, change, covered);
    assert.equal(verdict(assessment, 'no-weak-session'), 'inconclusive', why);
    assert.deepEqual(assessment.restsOn, [], why);
    const refused = assessment.notCounted?.find(({ id }) => id === radio);
    assert.equal(refused?.why, why);
    assert.ok(assessment.findings.some(({ id }) => id === refused?.finding));
    if (why === 'nothing-named') continue;
    const settle = assessment.wouldSettle.find(({ criterion }) => criterion === 'no-weak-session');
    assert.ok(settle?.openBecause.includes(refused?.finding ?? ''), why);
  }
});

test('a certificate cannot be made to say more than its mapping, nor a file of ours to stand without a signature', async () => {
  const beyond = await assess('beyond', [['chip.yaml', '[updates-authentic]', '[updates-authentic, no-weak-session]']]);
  assert.deepEqual(beyond.notCounted?.[0]?.criteria, ['updates-authentic']);
  const conditions = (blocks['radio.yaml'] ?? '').match(/conditions:\n(?: {2}.*\n)+/)?.[0] ?? '';
  const forged = await assess('forged', [['radio.yaml', conditions, 'conditions: []\n']], []);
  assert.deepEqual(forged.restsOn, []);
});

test('the report and the terminal say it in every language', async () => {
  const assessment = await assess('languages');
  const scheme = chooseScheme(catalogue);
  for (const lang of ['en', 'nl', 'fr', 'de']) {
    const messages = chooseMessages(catalogue, lang);
    const html = renderHtmlReport({ assessment, scheme, questions: {}, specimenSvg: null, networks: [] }, messages);
    const section = /<section id="statements">.*?<\/section>/s.exec(html)?.[0] ?? '';
    assert.ok(section.includes(radio) && section.includes(chip) && html.includes('href="#statements"'), lang);
    const text = terminalReport({ assessment, scheme, questions: {} }, messages, { width: 80 });
    assert.ok(text.includes(radio) && text.includes('✓'), text);
    for (const page of [section, text]) assert.doesNotMatch(page, /[\u27e6\u27e7{}]/);
  }
});

test('the command line, which checks no signatures, counts none of ours and says so', () => {
  const { stdout, stderr } = runIqs(['assess', dossierOf('cli'), '--out', join(folder, 'cli-out'), '--as-of', asOf, '--json'], {
    cwd: folder,
  });
  assert.equal(stderr, '');
  assert.equal(refusal(JSON.parse(stdout) as Assessment, radio), 'too-weak');
});

test('a statement that does not fit is refused before the work begins, with its place', () => {
  const dossier = dossierOf('bad');
  writeFileSync(join(dossier, 'radio.yaml'), `${blocks['radio.yaml']}letter: A\n`);
  const { status, stderr } = runIqs(['assess', dossier, '--out', join(folder, 'bad-out')], { cwd: folder });
  assert.equal(status, 2);
  assert.match(stderr, /^STATEMENT_SHAPE radio\.yaml:22:9: /);
});

test('a dossier without statements says nothing of any, and does not rest on their mappings', async () => {
  const yaml = blocks['product.yaml'] ?? '';
  const assessment = await assess('without', [['product.yaml', yaml.slice(yaml.indexOf('  - file: radio.yaml')), '']]);
  assert.equal('restsOn' in assessment || 'notCounted' in assessment, false);
  assert.equal('component-statements' in assessment.tables, false);
});
