import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './sample-dossier.ts';

const runner = fileURLToPath(new URL('../../tools/run-tests.ts', import.meta.url));
const folder = temporaryFolder();

/** Runs test files of the given texts; gives the exit code, the last line and all that was printed. */
function runTests(texts: Readonly<Record<string, string>>): {
  readonly status: number | null;
  readonly last: string;
  readonly all: string;
} {
  const files = Object.entries(texts).map(([name, text]) => {
    const file = join(folder, `${name}.test.mjs`);
    writeFileSync(file, `import { test, suite } from 'node:test';\n${text}`);
    return file;
  });
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [runner, ...files], { cwd: folder, env, encoding: 'utf8' });
  return { status, last: stdout.trimEnd().split('\n').at(-1) ?? '', all: stdout + stderr };
}

test('passed, skipped with the reason, and suites that are not counted', () => {
  const good = "suite('s', () => { test('a', () => {}); test('b', (t) => t.skip('no tool here')); });\ntest('c', () => {});";
  const { status, last, all } = runTests({ good, also: "test('d', () => {});" });
  assert.deepEqual([status, last], [0, '3 passed, 0 failed, 1 skipped']);
  assert.match(all, /no tool here/);
});

test('a failure: counted, named with its file and its stack, exit 1', () => {
  const { status, last, all } = runTests({ bad: "test('it breaks', () => { throw new Error('planted'); });\ntest('b', () => {});" });
  assert.deepEqual([status, last], [1, '1 passed, 1 failed, 0 skipped']);
  assert.match(all, /FAILED .*bad\.test\.mjs.* it breaks/);
  assert.match(all, /planted\n[^]*at .*bad\.test\.mjs/);
});

for (const [name, text] of [
  ['throws while it is loaded', "test('a', () => {});\nthrow new Error('planted');"],
  ['ends the process', "test('a', () => {});\nprocess.exit(3);"],
  ['ends the process within a test', "test('a', () => process.exit(3));"],
  ['throws in a suite', "suite('s', () => { throw new Error('planted'); });\ntest('a', () => {});"],
  ['fails in a hook', "import { after } from 'node:test';\nafter(() => { throw new Error('planted'); });\ntest('a', () => {});"],
  ['is killed', "test('a', () => process.kill(process.pid, 'SIGKILL'));"],
  ['is no JavaScript', 'this is no JavaScript'],
  ['lets a promise fail unheard', "test('a', () => {});\ntest('b', () => { setTimeout(() => Promise.reject(new Error('planted')), 1); });"],
] as const) {
  test(`a test file that ${name} is a failure`, () => {
    const { status, last } = runTests({ crash: text, fine: "test('a', () => {});" });
    assert.equal(status, 1);
    assert.match(last, /^\d+ passed, [1-9]\d* failed, 0 skipped$/);
  });
}

/** Runs files of a pure floor, which share a process; gives the exit code, the last line and all that was printed. */
function runShared(texts: Readonly<Record<string, string>>): ReturnType<typeof runTests> {
  const home = mkdtempSync(join(folder, 'shared-'));
  mkdirSync(join(home, 'src/model'), { recursive: true });
  const files = Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(home, `src/model/${name}.test.mjs`), `import { test, suite } from 'node:test';\n${text}`);
    return `src/model/${name}.test.mjs`;
  });
  // More of them, so that several stand in one process.
  for (let n = 0; n < 4; n += 1) {
    writeFileSync(join(home, `src/model/z${n}.test.mjs`), `import { test } from 'node:test';\ntest('z', () => {});`);
    files.push(`src/model/z${n}.test.mjs`);
  }
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [runner, ...files], { cwd: home, env, encoding: 'utf8' });
  return { status, last: stdout.trimEnd().split('\n').at(-1) ?? '', all: stdout + stderr };
}

test('files that share a process are counted by their tests', () => {
  const good = "suite('s', () => { test('a', () => {}); test('b', (t) => t.skip('no tool here')); });";
  assert.deepEqual(runShared({ good, also: "test('d', () => {});" }).last, '6 passed, 0 failed, 1 skipped');
  const { status, last, all } = runShared({ bad: "test('it breaks', () => { throw new Error('planted'); });" });
  assert.deepEqual([status, last], [1, '4 passed, 1 failed, 0 skipped']);
  assert.match(all, /FAILED .*bad\.test\.mjs.* it breaks/);
});

for (const [name, text] of [
  ['throws while it is loaded', "throw new Error('planted');"],
  ['is no JavaScript', 'this is no JavaScript'],
  ['ends the process', "globalThis['process'].reallyExit(0);"],
  ['ends the process within a test', "test('a', () => globalThis['process'].reallyExit(0));"],
  ['is killed', "test('a', () => globalThis['process'].abort());"],
  ['holds no test', ''],
] as const) {
  test(`a file of a shared process that ${name} is a failure that names it`, () => {
    const { status, last, all } = runShared({ crash: text });
    assert.equal(status, 1);
    assert.match(last, /^\d+ passed, [1-9]\d* failed, 0 skipped$/);
    assert.match(all, /FAILED .*crash\.test\.mjs/);
  });
}

test('no test at all, and a file that is not there, are failures', () => {
  assert.deepEqual(runTests({}).last, '0 passed, 1 failed, 0 skipped');
  assert.deepEqual(runTests({ empty: '' }).last, '0 passed, 1 failed, 0 skipped');
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [runner, join(folder, 'nowhere.test.mjs')], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stdout.trimEnd().split('\n').at(-1) ?? '', /^0 passed, [1-9]\d* failed, 0 skipped$/);
});
