/** A file that breaks one rule, the gate that must see it, and what of its report shows that it saw this and not another thing. */
export type PlantedBreach = {
  readonly gate: string;
  readonly rule: string;
  readonly path: string;
  readonly text: string;
  readonly says: RegExp;
};

const lines = (count: number): string => Array.from({ length: count }, (_, line) => `// ${line}\n`).join('');
const longFunction = `export function longFunction(): void {\n${lines(51)}}\n`;
// Put together here, so that the gate does not find them in this file.
const machinePath = ['', 'work', 'main'].join('/');
const registryAddress = ['https://registry', 'npmjs', 'org'].join('.');

const lock = {
  lockfileVersion: 3,
  packages: {
    '': {},
    'node_modules/gappy': { version: '1.0.0', license: 'MIT', optionalDependencies: { 'gappy-win32-x64': '1.0.0' } },
    'node_modules/copied-left': { version: '1.0.0', license: 'GPL-3.0-only', resolved: `${registryAddress}/copied-left.tgz` },
    'node_modules/half-left': { version: '1.0.0', license: 'MIT AND MPL-2.0' },
    'node_modules/@resvg/resvg-js': { version: '1.0.0', license: 'MPL-2.0' },
    'node_modules/either': { version: '1.0.0', license: '(GPL-2.0 OR MIT)' },
  },
};

const hostFree: readonly PlantedBreach[] = [
  { text: "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n", name: 'node-module' },
  { text: 'export const a = Buffer.alloc(1);\n', name: 'buffer' },
  { text: 'export const a = process.argv;\n', name: 'process' },
  { text: 'console.log(1);\nexport const a = 1;\n', name: 'console' },
  { text: 'setTimeout(() => {}, 1);\nexport const a = 1;\n', name: 'timer' },
].map(({ text, name }) => {
  const path = `src/foundation/host-${name}.ts`;
  return {
    gate: 'types',
    rule: `no ${name} below the host line`,
    path,
    text,
    says: new RegExp(`${path}\\(\\d+,\\d+\\): error TS\\d+.*pure`),
  };
});

const typing: readonly PlantedBreach[] = [
  ...hostFree,
  {
    gate: 'types',
    rule: 'tests type-check',
    path: 'test/wrong.test.ts',
    text: "export const a: number = 'a';\n",
    says: /^test\/wrong.*TS2322/m,
  },
  { gate: 'types', rule: 'every room is built', path: 'src/attic/box.ts', text: 'export const box = 1;\n', says: /^src\/attic: / },
];

function imported(rule: string, path: string, target: string, says: string): PlantedBreach {
  const text = `import * as all from '${target}';\nexport const a = all;\n`;
  return { gate: 'imports', rule, path, text, says: new RegExp(`^${path} → .*\\[${says}\\]`, 'm') };
}

const importing: readonly PlantedBreach[] = [
  imported('down only', 'src/model/up.ts', '../engine/judge.ts', 'down-only-from-floor-1'),
  imported('the host line too', 'src/engine/up.ts', '../main/iqs.ts', 'down-only-from-floor-4'),
  imported('rooms apart', 'src/intake/aside.ts', '../label/seen.ts', 'rooms-apart-intake'),
  { gate: 'imports', rule: 'rooms apart (target)', path: 'src/label/seen.ts', text: 'export const seen = 1;\n', says: /label\/seen\.ts/ },
  imported('plug-ins apart', 'src/formats/alpha/aside.ts', '../beta/beta.ts', 'plug-ins-apart-src/formats'),
  imported('plug-ins by registry', 'src/engine/direct.ts', '../formats/beta/beta.ts', 'plug-ins-by-registry-src/formats'),
  imported('no node module', 'src/foundation/disk.ts', 'node:fs', 'no-package-below-the-host-line'),
  imported('no package', 'src/foundation/packed.ts', 'yaml', 'no-package-below-the-host-line'),
  // Reported once, from whichever file comes first.
  { ...imported('no cycle', 'src/foundation/cycle.ts', './cycle-back.ts', ''), says: /\[no-cycle\]/ },
  { ...imported('no cycle (back)', 'src/foundation/cycle-back.ts', './cycle.ts', ''), says: /cycle(-back)?\.ts → .*\[no-cycle\]/ },
  imported('no test code', 'src/engine/tested.ts', './judge.test.ts', 'no-test-code-in-product'),
  imported('no development package', 'src/adapters/developed.ts', 'fast-check', 'no-development-package-in-product'),
  imported('resolves', 'src/adapters/nowhere.ts', './nothing-here.ts', 'resolves'),
];

function linted(code: string, text: string, says: string): PlantedBreach {
  const path = `src/formats/alpha/lint-${code}.ts`;
  return { gate: 'lint', rule: code, path, text: `${text}\n`, says: new RegExp(`^${path}:\\d+.*${says}`, 'm') };
}

const linting: readonly PlantedBreach[] = [
  linted('default-export', 'export default 1;', 'no-default-export'),
  linted('enum', 'export enum Colour { red }', 'an enum'),
  linted('export-all', "export * from './alpha.ts';", 'export \\*'),
  linted('barrel', "export { alpha } from './alpha.ts';", 're-exports'),
  linted('date', 'export const a = new Date();', 'no-restricted-globals'),
  linted('dice', 'export const a = Math.random();', 'no-restricted-properties'),
  linted('locale', "export const a = 'a'.localeCompare('b');", 'no-restricted-properties'),
  linted('locale-number', 'export const a = (1).toLocaleString();', 'no-restricted-properties'),
  linted('intl', 'export const a = Intl;', 'no-restricted-globals'),
  linted('output', "console.log('a');", 'no-restricted-globals'),
  linted('ambient', 'export const a = globalThis;', 'no-restricted-globals'),
  linted('any', 'export const a = (b: any): unknown => b;', 'no-explicit-any'),
  linted('BadName', 'export const a = 1;', 'filename-case'),
  {
    gate: 'lint',
    rule: 'no floating promise',
    path: 'src/adapters/floating.ts',
    text: 'const later = async (): Promise<void> => {};\nlater();\nexport const a = 1;\n',
    says: /^src\/adapters\/floating.*no-floating-promises/m,
  },
  {
    gate: 'lint',
    rule: 'readonly data',
    path: 'src/model/mutable.ts',
    text: 'export type Mutable = { name: string; readonly items: string[] };\n',
    says: /^src\/model\/mutable\.ts:1: property name .*\n.*string\[\]/m,
  },
];

const sizing: readonly PlantedBreach[] = [
  {
    gate: 'budgets',
    rule: 'file',
    path: 'src/engine/long.ts',
    text: `${lines(400)}export const long = 1;\n`,
    says: /engine\/long\.ts: 401/,
  },
  {
    gate: 'budgets',
    rule: 'plug-in',
    path: 'src/probes/long/long.ts',
    text: `${lines(200)}export const long = 1;\n`,
    says: /probes\/long\/long\.ts: 201/,
  },
  {
    gate: 'budgets',
    rule: 'median',
    path: 'src/probes/also/also.ts',
    text: `${lines(155)}export const also = 1;\n`,
    says: /^src\/probes: the median/m,
  },
  {
    gate: 'budgets',
    rule: 'function',
    path: 'src/engine/long-function.ts',
    text: longFunction,
    says: /long-function\.ts:1: longFunction has 53/,
  },
  {
    gate: 'budgets',
    rule: 'empty name',
    path: 'src/engine/utils.ts',
    text: 'export const utils = 1;\n',
    says: /engine\/utils\.ts: `utils`/,
  },
  {
    gate: 'budgets',
    rule: 'name',
    path: 'src/engine/other-name.ts',
    text: 'export const it = 1;\n',
    says: /engine\/other-name\.ts: exports it/,
  },
];

const keeping: readonly PlantedBreach[] = [
  { gate: 'third-party', rule: 'binary', path: 'src/engine/picture.png', text: '\0\0', says: /picture\.png: a binary/ },
  {
    gate: 'third-party',
    rule: 'size',
    path: 'catalogue/large.tsv',
    text: ' '.repeat(256 * 1024 + 1),
    says: /catalogue\/large\.tsv: larger/,
  },
  { gate: 'third-party', rule: 'machine', path: 'docs/place.md', text: `a\nsee ${machinePath}\n`, says: /docs\/place\.md:2: a path/ },
  { gate: 'third-party', rule: 'registry', path: '.npmrc', text: `registry=${registryAddress}\n`, says: /\.npmrc:1: a registry/ },
  {
    gate: 'third-party',
    rule: 'lock',
    path: 'package-lock.json',
    text: `${JSON.stringify(lock, null, 2)}\n`,
    says: /package-lock\.json:\d+: a registry/,
  },
];

const wording: readonly PlantedBreach[] = [
  {
    gate: 'glossary',
    rule: 'a noun without entry',
    path: 'src/model/finding.ts',
    text: 'export type Finding = 1;\n',
    says: /Finding: `finding`/,
  },
  { gate: 'glossary', rule: 'determination', path: 'src/model/determination.ts', text: 'export type Determination = 1;\n', says: /17000/ },
  {
    gate: 'glossary',
    rule: 'a stale entry',
    path: 'GLOSSARY.md',
    text: '- **verdict**: x `src/model/gone.ts`\n',
    says: /^GLOSSARY\.md:1: .*gone\.ts/m,
  },
];

const reaching: readonly PlantedBreach[] = [
  {
    gate: 'dead-code',
    rule: 'file',
    path: 'src/engine/island.ts',
    text: 'export const island = 1;\n',
    says: /^src\/engine\/island\.ts: nothing/m,
  },
  {
    gate: 'dead-code',
    rule: 'export',
    path: 'src/foundation/double.ts',
    text: 'export const double = (count: number): number => 2 * count;\nexport const treble = 3;\n',
    says: /^src\/foundation\/double\.ts:2: treble/m,
  },
  {
    gate: 'dead-code',
    rule: 'dependency',
    path: 'package.json',
    text: '{ "name": "skeleton", "type": "module", "dependencies": { "zod": "*" }, "devDependencies": { "fast-check": "*" } }\n',
    says: /^package\.json: zod/m,
  },
];

/** All of them stand in one tree: they do not hide each other. */
export const plantedBreaches: readonly PlantedBreach[] = [
  ...typing,
  ...importing,
  ...linting,
  ...sizing,
  ...keeping,
  ...wording,
  ...reaching,
  { gate: 'format', rule: 'layout', path: 'src/engine/ugly.ts', text: 'export   const ugly=1', says: /^src\/engine\/ugly\.ts: format/m },
  { gate: 'generated', rule: 'stale registry', path: 'stale', text: '', says: /generated files differ/ },
];
