import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';

// `import { verify } from 'iqs/verify'` as somebody else's project has it.
const home = mkdtempSync(join(tmpdir(), 'iqs-verify-'));
after(() => rmSync(home, { recursive: true, force: true }));
mkdirSync(join(home, 'node_modules'));
symlinkSync(resolve('.'), join(home, 'node_modules', 'iqs'), 'dir');

const vectors = 'docs/spec/vectors/label';

test('it verifies, in plain JavaScript, with nothing but the platform', () => {
  const program = `
    import { readFileSync } from 'node:fs';
    import { verify } from 'iqs/verify';
    const read = (name) => JSON.parse(readFileSync(process.argv[2] + '/' + name + '.json', 'utf8'));
    const world = read('world');
    for (const name of ['code-genuine', 'code-altered-letter', 'code-suspended', 'credential-genuine']) {
      const { roots, trustList, statusLists, now, text } = { ...world, ...read(name) };
      const verdict = await verify({ text, roots, trustList, statusLists, now });
      console.log(name, verdict.outcome === 'refused' ? verdict.code : verdict.standing);
    }`;
  writeFileSync(join(home, 'try.mjs'), program);
  const { stdout, stderr } = spawnSync(process.execPath, ['try.mjs', resolve(vectors)], { cwd: home, encoding: 'utf8' });
  assert.equal(
    stdout,
    'code-genuine in-force\ncode-altered-letter BAD_SIGNATURE\ncode-suspended suspended\ncredential-genuine in-force\n',
    stderr,
  );
});

test('its types are found, and are strict', () => {
  const compiler = resolve('node_modules/@typescript/native/bin/tsc');
  const check = (source: string): number | null => {
    writeFileSync(join(home, 'try.ts'), source);
    return spawnSync(
      process.execPath,
      [compiler, '--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext', '--lib', 'es2024,dom', '--types', '', 'try.ts'],
      { cwd: home },
    ).status;
  };
  const use = (tail: string): string =>
    `import { type GenuineLabel, type Refused, verify } from 'iqs/verify';\nexport const v: Promise<GenuineLabel | Refused> = verify({ text: '', roots: [], trustList: '', now: ''${tail} });\n`;
  assert.equal(check(use('')), 0);
  assert.notEqual(check(use(', nonsense: 1')), 0);
});

test('it imports nothing and keeps its budget: 44 KiB, 17 KiB packed', () => {
  const bundle = readFileSync('dist/verify/verify.js');
  assert.doesNotMatch(bundle.toString('utf8'), /\bimport\s*[({"'*]|\brequire\(/);
  const packed = gzipSync(bundle, { level: 9 }).length;
  assert.ok(bundle.length <= 44 * 1024 && packed <= 17 * 1024, `${bundle.length} bytes, ${packed} packed`);
});
