// A component statement's whole life by the commands alone: issued, built into a product that passes one criterion because of it, and withdrawn under the product's label.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { mendedFirmware } from '../../samples/mended-firmware.ts';
import { writeFlash } from '../../samples/write-flash.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import { runIqs } from './run-iqs.ts';
import { sampleDossier, temporaryFolder } from './sample-dossier.ts';

const folder = temporaryFolder();
const authority = join(folder, 'authority');
const site = join(authority, 'public');
const trust = join(site, 'trust.json');
const radio = 'IQS-TRAIN-0000001';
const lastDay = `${new Date().getUTCFullYear() + 2}-12-31`;

/** Runs a command that is to end with `status`; gives what it printed. */
function iqs(args: readonly string[], status = 0): string {
  const ran = runIqs(args, { cwd: folder });
  assert.equal(ran.status, status, `${args.join(' ')}\n${ran.stdout}\n${ran.stderr}`);
  return ran.stdout;
}

const request = (conditions: string, more = ''): string => `iqs: component-statement/1
level: connectivity
component:
  name: Example Radio
  maker: Example Radios Ltd
  versions: [{ version: "3.2" }]
satisfies:
  - { scheme: iqs-training, vintage: training.1, criteria: [updates-authentic] }
conditions: ${conditions}
until: "${lastDay}"
assurance: checked
${more}`;

const noShell = '[{ id: no-open-shell, words: Nothing gives a shell without a login., check: { probe: open-shell, is: "no" } }]';
const locked = '[{ id: debug-locked, words: The debug port is locked., check: null }]';

/** Issues a statement; gives the file of its credential. */
function issue(name: string, text: string, number: string): string {
  writeFileSync(join(folder, `${name}.yaml`), text);
  assert.match(iqs(['authority', 'component', authority, `${name}.yaml`]), new RegExp(`^${number}: Example Radio`));
  return join(site, 'components', number, 'statement.jwt');
}

/** The camera of the samples whose radio checks its updates: whether they are checked is not seen in the firmware. `paper`: the radio's statement. */
function dossierOf(name: string, paper: string | Buffer | null, change: (yaml: string) => string = (yaml) => yaml): string {
  const dossier = sampleDossier(join(folder, name), 'lumen-cam-mended');
  const files = mendedFirmware.files.map((file) =>
    file.path === '/etc/swupdate.cfg' ? { path: file.path, mode: 0o644, content: 'globals :\n{\n  verbose = true;\n};\n' } : file,
  );
  writeFileSync(join(dossier, 'firmware.bin'), writeFlash({ ...mendedFirmware, files }));
  const yaml = readFileSync(join(dossier, 'product.yaml'), 'utf8').replace(
    '        hardware: rev B\n',
    '        hardware: rev B\n    embeds:\n      - { component: Example Radio, version: "3.2" }\n',
  );
  const item = '  - { file: radio.jwt, is: component-statement, part: camera, custody: supplied }\n\nstatements:\n';
  writeFileSync(join(dossier, 'product.yaml'), change(paper === null ? yaml : yaml.replace('\nstatements:\n', item)));
  if (paper !== null) writeFileSync(join(dossier, 'radio.jwt'), paper);
  return dossier;
}

type Judged = {
  readonly verdict: string;
  readonly why: string | undefined;
  readonly letter: string | null;
  readonly assessment: Assessment;
};

function assess(dossier: string, flags: readonly string[]): Judged {
  const assessment = JSON.parse(
    iqs(['assess', dossier, '--scheme', 'iqs-training', '--out', `${dossier}-out`, '--json', ...flags]),
  ) as Assessment;
  const verdict = assessment.parts[0]?.verdicts.find(({ criterion }) => criterion === 'updates-authentic')?.verdict ?? '';
  return { verdict, why: assessment.notCounted?.[0]?.why, letter: assessment.grade.letter, assessment };
}

const checked = ['--trust', trust, '--site', site];
let paper: Buffer;
let open: Buffer;
before(() => {
  iqs(['authority', 'init', authority, '--name', 'Training Body', '--body', 'TRAIN', '--base', 'https://register.example/', '--training']);
  paper = readFileSync(issue('radio', request(noShell), radio));
  open = readFileSync(issue('locked', request(locked), 'IQS-TRAIN-0000002'));
});

test('issuing the same file again is the same number and one entry', () => {
  const shown = (): string => iqs(['register', 'show', radio, '--at', join(authority, 'register'), '--key', logKey()]);
  const before = shown();
  assert.match(before, /in-force {2}Example Radio\n.*component-issued\n$/);
  assert.deepEqual(readFileSync(issue('again', request(noShell), radio)), paper);
  assert.equal(shown(), before);
});

test('what no authority may say is refused before a key is touched', () => {
  const refused = (text: string, code: RegExp): void => {
    writeFileSync(join(folder, 'bad.yaml'), text);
    const { status, stderr } = runIqs(['authority', 'component', authority, 'bad.yaml'], { cwd: folder });
    assert.equal(status, 2);
    assert.match(stderr, code);
  };
  refused(request(noShell).replace('updates-authentic', 'no-such'), /^ISSUE_LINT .*criteria-exist/);
  refused(request(noShell).replace('iqs-training', 'iqs-2027').replace('training.1', '2027-pre.2'), /^ISSUE_LINT .*training-apart/);
  refused(request(noShell.replace('open-shell, is', 'no-probe, is')), /^ISSUE_LINT .*conditions-can-be-checked/);
  refused(request(noShell, 'number: IQS-TRAIN-0000009\n'), /^STATEMENT_SHAPE /);
  refused(request(noShell).replace(lastDay, '2020-01-01'), /^STATEMENT_DATES /);
});

test('the product passes the criterion because of the statement and of nothing else', () => {
  const dossier = dossierOf('with', paper);
  const { verdict, letter, assessment } = assess(dossier, checked);
  assert.deepEqual([verdict, letter], ['pass', 'D']);
  assert.deepEqual(
    assessment.restsOn?.map(({ id, criteria, proof }) => [
      id,
      criteria,
      proof?.outcome === 'genuine' ? [proof.issuer, proof.standing] : null,
    ]),
    [[radio, ['updates-authentic'], ['https://register.example/issuers/train/', 'in-force']]],
  );
  const without = assess(dossierOf('without', null), checked);
  assert.deepEqual([without.verdict, without.letter, without.assessment.restsOn], ['inconclusive', 'F', undefined]);
});

test('unchecked, of unknown status, with a condition open, of another component or forged it gives nothing', () => {
  const dossier = dossierOf('unchecked', paper);
  const judged = (one: Judged): readonly unknown[] => [one.verdict, one.why, one.assessment.restsOn];
  assert.deepEqual(judged(assess(dossier, [])), ['inconclusive', 'too-weak', []]);
  const offline = assess(dossier, ['--trust', trust]);
  assert.deepEqual(judged(offline), ['inconclusive', 'status-unknown', []]);
  const finding = offline.assessment.findings.find(({ probe }) => probe === 'component-statement');
  assert.ok(finding?.places.some(({ note }) => note?.includes('no fresh status list')));
  assert.equal(finding?.assurance, 'stated');
  assert.deepEqual(judged(assess(dossierOf('open', open), checked)), ['inconclusive', 'condition-open', []]);
  const other = (yaml: string): string => yaml.replace('Example Radio, version: "3.2"', 'Example Radio, version: "3.3"');
  assert.deepEqual(judged(assess(dossierOf('other', paper, other), checked)), ['inconclusive', 'other-component', []]);
  // One sign of the signature: what it says is as before, and nobody said it.
  const text = paper.toString('latin1');
  const forged = `${text.slice(0, -10)}${text.at(-10) === 'A' ? 'B' : 'A'}${text.slice(-9)}`;
  const refused = assess(dossierOf('forged', forged), checked);
  assert.deepEqual(judged(refused), ['inconclusive', 'not-genuine', []]);
  const proof = refused.assessment.notCounted?.[0]?.proof;
  assert.equal(proof?.outcome === 'refused' && proof.code, 'BAD_SIGNATURE');
});

test('the bundle of what was verified replays to the same bytes, and says whose word it takes', () => {
  const dossier = dossierOf('bundled', paper);
  const bundle = (out: string, flags: readonly string[]): string => {
    iqs(['bundle', dossier, '--scheme', 'iqs-training', '--out', join(folder, out), ...flags]);
    return iqs(['replay', join(folder, out), '--json', '--deep', dossier]);
  };
  const replay = JSON.parse(bundle('proved.tar', checked)) as Record<string, unknown>;
  assert.deepEqual(
    [replay['result'], replay['notes'], (replay['grade'] as { letter: string }).letter],
    ['same', ['SIGNATURES_TAKEN'], 'D'],
  );
  const unproved = JSON.parse(bundle('unproved.tar', [])) as Record<string, unknown>;
  assert.deepEqual([unproved['result'], unproved['notes'], (unproved['grade'] as { letter: string }).letter], ['same', [], 'F']);
});

test('withdrawn: it gives nothing, the register lists the label that rests on it, and whoever verifies the label is told', () => {
  const dossier = dossierOf('labelled', paper);
  assert.equal(assess(dossier, checked).letter, 'D');
  const { number } = JSON.parse(iqs(['issue', `${dossier}-out`, '--authority', authority, '--json'])) as { number: string };
  const label = join(site, 'labels', number, 'credential.jwt');
  const verify = (status: number): { standing: string; restsOnGone: readonly string[] } =>
    JSON.parse(iqs(['verify', label, ...checked, '--json'], status));
  const dependants = (status: number): string =>
    iqs(['register', 'dependants', radio, '--at', join(authority, 'register'), '--key', logKey()], status);
  const rests = new RegExp(`\n  ${number}  in-force  letter D  until `);
  assert.match(dependants(0), new RegExp(`^${radio}  in-force  labels that rest on it: 1${rests.source}`));
  assert.deepEqual([verify(0).standing, verify(0).restsOnGone], ['in-force', []]);

  const said = iqs(['authority', 'record', authority, 'withdrawn', radio, '--reason', 'the radio installs unsigned updates']);
  assert.match(said, rests);
  assert.match(dependants(5), new RegExp(`^${radio}  withdrawn  labels that rest on it: 1${rests.source}`));
  assert.deepEqual([verify(5).standing, verify(5).restsOnGone], ['in-force', [radio]]);
  for (const lang of ['en', 'nl', 'fr', 'de']) {
    const lines = iqs(['verify', label, ...checked, '--lang', lang], 5);
    assert.ok(lines.includes(`${radio}`) && !lines.includes('check.restsOnGone'), lines);
  }
  const after = assess(dossier, checked);
  assert.deepEqual([after.verdict, after.why, after.letter], ['inconclusive', 'withdrawn', 'F']);
  // Recorded once more, or asked for again: it stays gone.
  const { stderr } = runIqs(['authority', 'component', authority, 'radio.yaml'], { cwd: folder });
  assert.match(stderr, /^STATEMENT_CLOSED /);
  iqs(['authority', 'record', authority, 'withdrawn', number, '--reason', 'what it rested on is gone']);
  assert.match(dependants(0), /no label rests on it/);
});

/** The register's public key, as the trust list names it. */
function logKey(): string {
  const { trustList } = JSON.parse(readFileSync(trust, 'utf8')) as { trustList: string };
  return (JSON.parse(Buffer.from(trustList.split('.')[1] ?? '', 'base64url').toString()) as { log: string }).log;
}
