import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertRefusal, type Ran, runIqs } from './run-iqs.ts';
import { sampleDossier, temporaryFolder } from './sample-dossier.ts';

// From a dossier to a label, and from a picture of it back to an answer, as people type it.
const folder = temporaryFolder();
const dossier = sampleDossier(folder, 'lumen-cam-mended');
const iqs = (...args: string[]): Ran => runIqs(args, { cwd: folder });
const done = (...args: string[]): string => {
  const { status, stdout, stderr } = iqs(...args);
  assert.equal(status, 0, `${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
};
const trust = ['--trust', 'authority/public/trust.json', '--site', 'authority/public'];
type Told = {
  readonly outcome: string;
  readonly standing?: string;
  readonly code?: string;
  readonly cover?: { readonly cover: string } | null;
  readonly front?: { readonly number: string; readonly letter: string };
};
const told = (...args: string[]): Told => JSON.parse(iqs('verify', ...args, '--json').stdout) as Told;

test('an authority is made, a label issued', () => {
  done('authority', 'init', 'authority', '--name', 'Training Body', '--body', 'TRAIN', '--base', 'https://register.example/', '--training');
  done('assess', dossier, '--scheme', 'iqs-training', '--out', 'out');
  const said = done('issue', 'out', '--authority', 'authority', '--out', 'label', '--lang', 'en');
  assert.match(said, /^IQS-TRAIN-0000001: /);
  assert.match(said, /training, not valid/);
  assert.deepEqual(
    readdirSync(join(folder, 'label')).filter((name) => name.startsWith('label-')),
    ['badge', 'full', 'long', 'small'].flatMap((form) => ['pdf', 'png', 'svg'].map((kind) => `label-${form}-en.${kind}`)),
  );
  assert.equal(done('issue', 'out', '--authority', 'authority').slice(0, 17), 'IQS-TRAIN-0000001', 'the same again is the same');
  assertRefusal(
    iqs('authority', 'init', 'authority', '--name', 'x', '--body', 'XX', '--base', 'https://x.example/'),
    2,
    'AUTHORITY_EXISTS',
  );
});

test('it is genuine from a picture, a drawing, a print file, a credential and the text', () => {
  const text = readFileSync(join(folder, 'label/code.txt'), 'utf8');
  for (const label of [
    'label/label-full-en.png',
    'label/label-small-en.svg',
    'label/label-long-en.pdf',
    'label/label-full-en.pdf',
    'label/credential.jwt',
    'label/code.txt',
    text,
    ` ${text.replace('HTTPS://REGISTER.EXAMPLE', 'https://register.example')}/`,
  ]) {
    const { outcome, standing, front } = told(label, ...trust);
    assert.deepEqual([outcome, standing, front?.number, front?.letter], ['genuine', 'in-force', 'IQS-TRAIN-0000001', 'D'], label);
  }
  assert.equal(told('label/credential.jwt', ...trust, '--code', text).outcome, 'genuine');
  for (const lang of ['en', 'nl', 'fr', 'de']) assert.doesNotMatch(done('verify', 'label/code.txt', ...trust, '--lang', lang), /⟦/);
  const offline = iqs('verify', 'label/label-full-en.png', ...trust, '--offline', '--json');
  assert.deepEqual([offline.status, (JSON.parse(offline.stdout) as Told).standing], [0, 'unknown']);
});

test('a version, a digest, a firmware file: covered, update now, not covered', () => {
  const asked = (...held: string[]): string | undefined => told('label/credential.jwt', ...trust, ...held).cover?.cover;
  assert.equal(asked('--firmware', join(dossier, 'firmware.bin')), 'covered');
  assert.equal(asked('--firmware', join(dossier, 'product.yaml')), 'not-covered');
  assert.equal(asked('--digest', '00'.repeat(32)), 'not-covered');
  const { parts } = JSON.parse(readFileSync(join(folder, 'label/claims.json'), 'utf8')) as {
    parts: { id: string; versions: { version: string }[] }[];
  };
  const [part] = parts.filter((one) => one.versions.length > 0);
  assert.equal(asked('--version', part?.versions[0]?.version ?? '', '--part', part?.id ?? ''), 'covered');
  assert.equal(asked('--version', '0.1', '--part', part?.id ?? ''), 'update-now');
  assertRefusal(iqs('verify', 'label/credential.jwt', ...trust, '--version', '1', '--digest', '00'.repeat(32)), 2, 'USAGE');
});

test('what is altered, copied to another place or unknown is refused, with exit 5', () => {
  const text = readFileSync(join(folder, 'label/code.txt'), 'utf8');
  const at = text.length - 40;
  const altered = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  const refused = iqs('verify', altered, ...trust);
  assert.equal(refused.status, 5);
  assert.match(refused.stdout, /^Not genuine\n[^⟦]*(BAD_SIGNATURE|NON_CANONICAL)[^⟦]*$/);
  assert.equal(told(text.replace('REGISTER.EXAMPLE', 'REGISTER.EXAMPEL'), ...trust).code, 'FOREIGN_ADDRESS');
  done('authority', 'init', 'other', '--name', 'Other', '--body', 'OTHER', '--base', 'https://register.example/', '--training');
  assert.equal(told(text, '--trust', 'other/public/trust.json', '--site', 'other/public').code, 'UNKNOWN_KEY');
  writeFileSync(join(folder, 'nothing.png'), readFileSync(join(folder, 'label/label-badge-en.png')));
  assertRefusal(iqs('verify', 'nothing.png', ...trust), 2, 'LABEL_NO_CODE');
  copyFileSync(join(dossier, 'firmware.bin'), join(folder, 'firmware.png'));
  assertRefusal(iqs('verify', 'firmware.png', ...trust), 2, 'LABEL_FILE');
  assertRefusal(iqs('verify', text), 2, 'USAGE');
});

test('suspended and reinstated, rolled over, compromised', () => {
  done('authority', 'record', 'authority', 'suspended', 'IQS-TRAIN-0000001', '--reason', 'an exercise');
  assert.equal(told('label/code.txt', ...trust).standing, 'suspended');
  assert.equal(iqs('verify', 'label/code.txt', ...trust).status, 5);
  assertRefusal(iqs('authority', 'record', 'authority', 'suspended', 'IQS-TRAIN-0000001', '--reason', 'again'), 2, 'REGISTER_REFUSED');
  done('authority', 'record', 'authority', 'reinstated', 'IQS-TRAIN-0000001', '--reason', 'an exercise');
  done('authority', 'key', 'authority', 'roll');
  assert.equal(told('label/code.txt', ...trust).standing, 'in-force');
  const { keys } = JSON.parse(readFileSync(join(folder, 'authority/authority.json'), 'utf8')) as { keys: { kid: string }[] };
  done('authority', 'key', 'authority', 'compromised', '--kid', keys[0]?.kid ?? '', '--reason', 'an exercise');
  assert.equal(told('label/code.txt', ...trust).code, 'KEY_COMPROMISED');
});

test('without a decision nothing is issued in earnest, and the scheme issues none yet', () => {
  done('authority', 'init', 'body', '--name', 'Body', '--body', 'BODY', '--base', 'https://register.example/');
  done('assess', dossier, '--out', 'earnest');
  assertRefusal(iqs('issue', 'earnest', '--authority', 'body'), 2, 'DECISION_MISSING');
  writeFileSync(
    join(folder, 'decision.json'),
    JSON.stringify({ letter: 'E', decidedBy: ['a'], evaluatedBy: ['b'], decidedAt: '2026-11-25T10:00:00Z' }),
  );
  const refused = iqs('issue', 'earnest', '--authority', 'body', '--decision', 'decision.json');
  assert.notEqual(refused.status, 0);
  assert.match(refused.stderr, /^(ISSUE_LINT|NOT_LABELLABLE) /);
});
