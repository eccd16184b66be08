// The how-tos, executed: each touches one folder and generated files only, and what it makes passes the house's own tests.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';

const root = resolve('.');
const copy = mkdtempSync(join(tmpdir(), 'iqs-howto-'));
for (const name of [
  'src',
  'catalogue',
  'tools',
  'test/catalogue',
  'test/e2e/sample-dossier.ts',
  'samples',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.pure.json',
  'tsconfig.host.json',
]) {
  cpSync(join(root, name), join(copy, name), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
after(() => rmSync(copy, { recursive: true, force: true }));

/** The files a page asks for: fenced blocks with `file=PATH` behind the language. */
function blocks(page: string): readonly (readonly [string, string])[] {
  const text = readFileSync(join(root, 'docs/howto', page), 'utf8');
  return [...text.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)].map((match) => [match[1] as string, match[2] as string] as const);
}

function digests(): ReadonlyMap<string, string> {
  const files = ['src', 'catalogue', 'tools'].flatMap((folder) =>
    readdirSync(join(copy, folder), { recursive: true, withFileTypes: true }),
  );
  return new Map(
    files
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(copy.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

function write(files: readonly (readonly [string, string])[]): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
}

function run(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const env: NodeJS.ProcessEnv = { ...process.env, IQS_FUZZ_ROUNDS: '40' };
  delete env['NODE_TEST_CONTEXT'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', env });
  return { status, output: `${stdout}${stderr}` };
}

/** Follows a page, and gives the files that differ afterwards. */
function follow(files: readonly (readonly [string, string])[]): readonly string[] {
  const before = digests();
  write(files);
  assert.equal(run('tools/generate.ts').status, 0);
  return [...digests()].filter(([path, digest]) => before.get(path) !== digest).map(([path]) => path);
}

function passes(...args: readonly string[]): void {
  const { status, output } = run(...args);
  assert.equal(status, 0, output);
}

const typeCheck = [join(root, 'node_modules/@typescript/native/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'];

describe('how-tos', { concurrency: false }, () => {
  test('add a format: one folder and the generated list', () => {
    const changed = follow(blocks('add-a-format.md'));
    assert.deepEqual([...changed].sort(), ['src/formats/ar/ar.ts', 'src/formats/ar/fixtures.json', 'src/formats/formats.generated.ts']);
    passes('--test', '--test-name-pattern', 'format ar', 'src/formats/formats.test.ts');
  });

  test('add a probe: one folder and the generated list', () => {
    const changed = follow(blocks('add-a-probe.md'));
    const folder = 'src/probes/expired-certificate';
    assert.deepEqual(
      [...changed].sort(),
      [`${folder}/expired-certificate.test.ts`, `${folder}/expired-certificate.ts`, 'src/probes/probes.generated.ts'].sort(),
    );
    passes('--test', `${folder}/expired-certificate.test.ts`);
    passes('--test', '--test-name-pattern', 'expired-certificate', 'src/probes/probes.test.ts');
  });

  test('add a scan report: one folder and the generated list', () => {
    const changed = follow(blocks('add-a-scan-report.md'));
    const folder = 'src/scans/arp-scan';
    assert.deepEqual(
      [...changed].sort(),
      [`${folder}/arp-scan.ts`, `${folder}/fixtures.json`, 'src/scans/scan-reports.generated.ts'].sort(),
    );
    passes('--test', '--test-name-pattern', 'scan report arp-scan', 'src/scans/scans.test.ts');
  });

  test('add a protocol: one folder and the generated list', () => {
    const changed = follow(blocks('add-a-protocol.md'));
    assert.deepEqual(
      [...changed].sort(),
      ['src/protocols/nats/fixtures.json', 'src/protocols/nats/nats.ts', 'src/protocols/protocols.generated.ts'].sort(),
    );
    passes('--test', '--test-name-pattern', 'protocol nats', 'src/protocols/protocols.test.ts');
  });

  test('what the format, the probe and the protocol add passes the type-check', () => passes(...typeCheck));

  test('add a criterion: one file of data', () => {
    assert.deepEqual(follow(blocks('add-a-criterion.md')), ['catalogue/schemes/iqs-2027/criteria/no-published-password.yaml']);
    passes('tools/compile-catalogue.ts');
    passes('--test', 'test/catalogue/scheme-examples.test.ts');
  });

  test('add a language: one file of data', () => {
    const english = readFileSync(join(root, 'catalogue/messages/en.yaml'), 'utf8');
    assert.deepEqual(
      follow([
        ['catalogue/messages/tlh.yaml', english.replace(/^language: .*$/m, 'language: tlh').replace(/^name: .*$/m, 'name: tlhIngan Hol')],
      ]),
      ['catalogue/messages/tlh.yaml'],
    );
    passes('tools/compile-catalogue.ts');
    const catalogue = JSON.parse(readFileSync(join(copy, 'dist/main/catalogue.json'), 'utf8')) as {
      messages: readonly { language: string; name: string }[];
    };
    assert.equal(catalogue.messages.find((messages) => messages.language === 'tlh')?.name, 'tlhIngan Hol');
  });
});
