import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The repository's root. */
export const repository = resolve(import.meta.dirname, '../..');

const configurations = [
  'tsconfig.base.json',
  'tsconfig.pure.json',
  'tsconfig.host.json',
  'tsconfig.json',
  'biome.json',
  'knip.json',
  '.oxlintrc.json',
  'src/ambient.d.ts',
];

const manifest = { name: 'skeleton', version: '0.0.0', private: true, type: 'module', license: 'Apache-2.0' };

/** A house with one small file on most floors, that every gate passes. */
const clean: Readonly<Record<string, string>> = {
  'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
  'package-lock.json': `${JSON.stringify({ lockfileVersion: 3, packages: { '': manifest } }, null, 2)}\n`,
  'GLOSSARY.md': '- **verdict**: what a criterion comes to. `src/model/verdict.ts`\n',
  'src/foundation/double.ts': 'export const double = (count: number): number => 2 * count;\n',
  'src/model/verdict.ts': "export type Verdict = { readonly outcome: 'pass' | 'fail' };\n",
  'src/formats/alpha/alpha.ts':
    "import { double } from '../../foundation/double.ts';\n\nexport const alpha = { id: 'alpha', size: double(1) } as const;\n",
  'src/formats/beta/beta.ts': "export const beta = { id: 'beta' } as const;\n",
  'src/formats/registry.generated.ts':
    "import { alpha } from './alpha/alpha.ts';\nimport { beta } from './beta/beta.ts';\n\nexport const formats = [alpha, beta];\n",
  'src/engine/judge.ts':
    "import { formats } from '../formats/registry.generated.ts';\nimport type { Verdict } from '../model/verdict.ts';\n\nexport const judge = (): Verdict => ({ outcome: formats.length > 1 ? 'pass' : 'fail' });\n",
  'src/engine/judge.test.ts':
    "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { judge } from './judge.ts';\n\ntest('judges', () => assert.equal(judge().outcome, 'pass'));\n",
  'src/main/iqs.ts': "import { judge } from '../engine/judge.ts';\n\nprocess.stdout.write(judge().outcome);\n",
  // Stands in for the real one, by its contract.
  'tools/generate.ts':
    "import { existsSync } from 'node:fs';\n\nprocess.exitCode = process.argv.includes('--check') && existsSync('stale') ? 1 : 0;\n",
};

/** Writes the skeleton with `planted` files over it to a temporary folder; `remove` deletes it. */
export function skeletonTree(planted: Readonly<Record<string, string>> = {}): { readonly root: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'iqs-gates-'));
  for (const path of configurations) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(repository, path), join(root, path));
  }
  for (const [path, text] of Object.entries({ ...clean, ...planted })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return { root, remove: () => rmSync(root, { recursive: true }) };
}
