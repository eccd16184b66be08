import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertRefusal, command, runIqs } from './run-iqs.ts';
import { temporaryFolder } from './sample-dossier.ts';

const criteria = readdirSync(new URL('../../catalogue/schemes/iqs-2027/criteria', import.meta.url)).map((file) =>
  file.replace('.yaml', ''),
);
const probes = readdirSync(new URL('../../src/probes', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test('--help: commands, examples, exit codes; no colour without a terminal', () => {
  const { status, stdout, stderr } = runIqs(['--help']);
  assert.deepEqual([status, stderr], [0, '']);
  for (const word of ['assess', 'inspect', 'explain', 'init', 'schemes', 'Examples:', 'iqs assess my-product', 'Exit: 0 done']) {
    assert.ok(stdout.includes(word), word);
  }
  assert.ok(!stdout.includes('\u001b'));
  for (const name of ['assess', 'inspect', 'explain', 'init', 'schemes']) {
    const own = runIqs([name, '--help']);
    assert.deepEqual([own.status, own.stderr], [0, '']);
    assert.equal(runIqs(['help', name]).stdout, own.stdout);
  }
});

test('--version is the one that assessments name', () => {
  const { status, stdout } = runIqs(['--version']);
  assert.equal(status, 0);
  assert.match(stdout, /^iqs\/\d+\.\d+\.\d+\n$/);
});

for (const [name, args] of [
  ['no command', []],
  ['an unknown command', ['determine']],
  ['an unknown option', ['inspect', '--colour', 'x']],
  ['a missing argument', ['assess']],
  ['an argument too many', ['assess', 'a', 'b']],
  ['no shell', ['complete']],
  ['an unknown shell', ['complete', 'tcsh']],
] as const) {
  test(`${name} is wrong usage, in one line`, () => assertRefusal(runIqs(args), 2, 'USAGE'));
}

test('an argument that drives terminals is not repeated to the terminal', () => {
  for (const hostile of ['x\u001b[2Jx', 'x\u009b2Jx', 'x\ny: z; z', 'x\u202ey']) {
    for (const args of [[hostile], ['inspect', hostile], ['explain', hostile], ['assess', hostile]]) {
      const { status, stderr } = runIqs(args);
      assert.equal(status, 2, stderr);
      assert.doesNotMatch(stderr.trimEnd(), /[\p{Cc}\u202e]/u);
    }
  }
});

test('explain: every criterion and every probe, as text and as JSON', () => {
  assert.ok(criteria.length > 5 && probes.length > 5);
  for (const id of [...criteria, ...probes]) {
    const { status, stdout, stderr } = runIqs(['explain', id]);
    assert.deepEqual([status, stderr], [0, ''], id);
    assert.ok(stdout.startsWith(`${id}`) && stdout.split('\n').length > 4, id);
  }
  assert.equal(JSON.parse(runIqs(['explain', criteria[0] as string, '--json']).stdout).id, criteria[0]);
  assert.equal(JSON.parse(runIqs(['explain', probes[0] as string, '--json']).stdout).id, probes[0]);
  assertRefusal(runIqs(['explain', 'no-such-thing']), 2, 'CRITERION_UNKNOWN');
  assertRefusal(runIqs(['explain', criteria[0] as string, '--scheme', 'iqs-1999']), 2, 'SCHEME_UNKNOWN');
});

test('schemes: the matrix, and the same as JSON', () => {
  const { status, stdout } = runIqs(['schemes']);
  assert.equal(status, 0);
  for (const id of criteria) assert.ok(stdout.includes(id), id);
  const [scheme] = JSON.parse(runIqs(['schemes', '--json']).stdout);
  assert.equal(scheme.id, 'iqs-2027');
  assert.ok(stdout.includes(scheme.digest));
});

test('completion: a script for the shell, and suggestions', () => {
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    const { status, stdout } = runIqs(['complete', shell]);
    assert.equal(status, 0);
    assert.ok(stdout.includes('iqs') && stdout.length > 500, shell);
  }
  const suggestions = runIqs(['complete', '--', 'ins']).stdout;
  assert.match(suggestions, /^inspect\b/m);
  assert.doesNotMatch(suggestions, /^assess\b/m);
  assert.match(runIqs(['complete', '--', 'inspect', '--']).stdout, /^--files\b/m);
});

test('a reader who stops early gets no stack trace', (t) => {
  if (spawnSync('bash', ['-c', 'true']).error) return t.skip('bash is not installed');
  for (const args of ['schemes --json', 'explain no-shared-credential', '--help']) {
    const line = `set -o pipefail; '${process.execPath}' '${command}' ${args} | true; echo "exit \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
    assert.deepEqual([stdout, stderr], ['exit 0\n', '']);
  }
});

test('what the system refuses is the caller\u2019s to mend, not our defect', () => {
  const file = fileURLToPath(import.meta.url);
  assertRefusal(runIqs(['init', file, '--yes']), 2, 'FILE_SYSTEM');
  assertRefusal(runIqs(['assess', temporaryFolder()]), 2, 'DOSSIER_MISSING');
});
