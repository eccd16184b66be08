// The pages keep to the tree: what they name exists, what they show runs, and every code a person can meet is explained.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import { readComponentStatement } from '../../src/adapters/dossier/read-component-statement.ts';
import { readProduct } from '../../src/adapters/dossier/read-product.ts';
import { program } from '../../src/cli/program.ts';
import { probes } from '../../src/probes/probes.generated.ts';
import { readTestRecord } from '../../src/probes/records.ts';
import { repository } from './skeleton-tree.ts';

const notOurs = new Set(['node_modules', 'dist', 'out', 'iqs-out']);
const listed = (folder: string, wanted: RegExp): readonly string[] =>
  readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') || notOurs.has(entry.name) ? [] : listed(path, wanted);
    return wanted.test(entry.name) ? [path] : [];
  });
const text = (path: string): string => readFileSync(join(repository, path), 'utf8');
const pages = listed('.', /\.md$/);

/** What GitHub makes of a heading for links. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchors = (path: string): readonly string[] => [...text(path).matchAll(/^#+ (.+)$/gm)].map((match) => anchor(match[1] as string));

function brokenLinks(page: string): readonly string[] {
  const links = [...text(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] as string);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', fragment] = link.split('#');
    const target = path === '' ? page : normalize(join(dirname(page), path));
    if (!existsSync(join(repository, target))) return true;
    return fragment !== undefined && !anchors(target).includes(fragment);
  });
}

/** Paths of the tree in running text; not those a how-to makes, nor patterns such as `<tag>.yaml`. */
function missingPaths(page: string): readonly string[] {
  const made = new Set([...text(page).matchAll(/^```\w+ file=(\S+)$/gm)].map((match) => match[1]));
  const prose = text(page).replace(/^```[\s\S]*?^```$/gm, '');
  const named = [...prose.matchAll(/(?<![\w./-])(?:src|catalogue|docs|tools|test|samples|bin)\/[\w./*<>-]*/g)].map((match) => match[0]);
  return named
    .map((path) => path.replace(/[.]$/, ''))
    .filter((path) => !/[*<>]/.test(path) && !made.has(path) && !existsSync(join(repository, path)));
}

describe('pages', () => {
  for (const page of pages) {
    test(`${page}: links and paths lead somewhere`, () => {
      assert.deepEqual(brokenLinks(page), []);
      assert.deepEqual(missingPaths(page), []);
    });
    test(`${page}: holds no path or address of a machine`, () => {
      assert.doesNotMatch(text(page), /(?<![\w.~])\/(?:home|root|Users|tmp|work|mnt)\/|file:\/\/\/|localhost|127\.0\.0\.1/);
      assert.doesNotMatch(text(page), /registry\.npmjs|npm_config_registry/);
    });
  }
});

test('the example of docs/spec/component-statement.md is one', () => {
  const [example = ''] = [...text('docs/spec/component-statement.md').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
  assert.ok(readComponentStatement(new TextEncoder().encode(example), 'example.yaml'));
});

describe('examples of docs/spec/dossier.md', () => {
  const [dossier = '', record = ''] = [...text('docs/spec/dossier.md').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1]);

  test('the dossier is one', () => assert.ok(readProduct(dossier, 'product.yaml')));

  test('the record is one, and answers probes that are there', () => {
    const read = readTestRecord(record);
    assert.ok('answers' in read, JSON.stringify(read));
    assert.deepEqual(
      read.answers.filter(({ probe }) => !probes.some(({ id }) => id === probe)),
      [],
    );
  });
});

/** The words behind `iqs` in a page's blocks and code spans, up to a comment or pipe. */
const commandLines = (page: string): readonly (readonly string[])[] =>
  [...text(page).matchAll(/(?:^|`)(?:npx )?iqs ([a-z][^`\n#|]*)/gm)].map((match) => (match[1] as string).trim().split(/\s+/));

describe('command lines of the pages', () => {
  const { commands } = program('0', { serve: async () => 1, worker: async () => 1 }, () => undefined);
  const built = existsSync(join(repository, 'dist/main/iqs.js'));
  const lines = ['README.md', 'docs/spec/cli.md'].flatMap(commandLines).filter(([command]) => command !== 'complete');

  test('are found', () => assert.ok(lines.length >= 8));

  for (const words of new Set(lines.map((line) => line.join(' ')))) {
    test(`iqs ${words}`, () => {
      const [name, second, ...rest] = words.split(' ');
      const group = commands.find((one) => one.name() === name);
      const command = group?.commands.find((one) => one.name() === second) ?? group;
      assert.ok(command, 'no such command');
      const flags = [second ?? '', ...rest].filter((word) => word.startsWith('-'));
      const known = command.options.flatMap(({ long, short }) => [long, short]);
      assert.deepEqual(
        flags.filter((flag) => !known.includes(flag)),
        [],
      );
    });
  }

  for (const name of new Set(lines.map(([command]) => command as string))) {
    test(`iqs ${name} --help runs`, (t) => {
      if (!built) return t.skip('the program is not built');
      const { status } = spawnSync(process.execPath, ['bin/iqs.mjs', name, '--help'], { cwd: repository, timeout: 60_000 });
      assert.equal(status, 0);
    });
  }

  test('every npm script that a page names is there', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Readonly<Record<string, string>> };
    const named = pages.flatMap((page) => [...text(page).matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] as string));
    assert.deepEqual(
      named.filter((script) => !Object.hasOwn(scripts, script)),
      [],
    );
  });

  test('every flag is explained in docs/spec/cli.md', () => {
    const all = commands.flatMap((command) => [command, ...command.commands]);
    const flags = all.flatMap((command) => command.options.map(({ long }) => long ?? ''));
    const page = text('docs/spec/cli.md');
    assert.deepEqual(
      flags.filter((flag) => !page.includes(flag)),
      [],
    );
  });
});

describe('codes', () => {
  const sources = [...listed('src', /(?<!\.test|-fixture)\.ts$/), ...listed('bin', /\.mjs$/), 'tools/launch.mjs'].map(text).join('\n');
  const thrown = [...sources.matchAll(/new UserError\(\s*'([A-Z_]+)'/g)].map((match) => match[1] as string);
  const ofSchemes = [...sources.matchAll(/'(SCHEME_[A-Z_]+)'/g)].map((match) => match[1] as string);
  const ofLauncher = [...sources.matchAll(/['"`](IQS_[A-Z_]+) /g)].map((match) => match[1] as string);
  const ofProblems = /export type DecodeCode = ([^;]+);/.exec(text('src/foundation/decode-error.ts'))?.[1]?.match(/[a-z]+/g) ?? [];

  test('are found', () => assert.ok(thrown.length > 10 && ofSchemes.length > 5 && ofLauncher.length > 3 && ofProblems.length > 4));

  test('every code stands in docs/spec', () => {
    const explained = text('docs/spec/cli.md') + text('docs/spec/scheme.md') + text('docs/spec/api.md');
    const all = [...new Set([...thrown, ...ofSchemes, ...ofLauncher, ...ofProblems])];
    assert.deepEqual(
      all.filter((code) => !explained.includes(`\`${code}\``)),
      [],
    );
  });

  test('docs/spec explains no code that is gone', () => {
    const rows = [
      ...text('docs/spec/cli.md').matchAll(/^\| `([A-Z_]{3,})`/gm),
      ...text('docs/spec/scheme.md').matchAll(/^\| `(SCHEME_[A-Z_]+)`/gm),
    ];
    const gone = rows.map((match) => match[1] as string).filter((code) => !sources.includes(code));
    assert.deepEqual(gone, []);
  });
});
