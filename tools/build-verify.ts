// Builds `iqs/verify` for browsers and Node into dist/verify: one file without imports, and its types.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Written beside and swapped in whole. Throws where the compiler objects. */
export async function buildVerify(): Promise<void> {
  const next = `dist/verify-next-${process.pid}`;
  await build({
    entryPoints: ['src/main/verify.ts'],
    outfile: join(next, 'verify.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    logLevel: 'warning',
  });
  const compiler = 'node_modules/@typescript/native/bin/tsc';
  const flags =
    '--declaration --emitDeclarationOnly --target es2024 --module nodenext --moduleResolution nodenext --strict --exactOptionalPropertyTypes --rewriteRelativeImportExtensions --types node --skipLibCheck';
  const { status } = spawnSync(
    process.execPath,
    [compiler, '--ignoreConfig', 'src/main/verify.ts', 'src/ambient.d.ts', ...flags.split(' '), '--outDir', join(next, 'types')],
    { stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('the types of iqs/verify were not made');
  // The compiler leaves `.ts` in the imports of declarations, which only resolves where the sources are.
  for (const path of globSync(join(next, 'types/**/*.d.ts')))
    writeFileSync(path, readFileSync(path, 'utf8').replace(/(from '[^']+)\.ts'/g, "$1.js'"));
  rmSync('dist/verify', { recursive: true, force: true });
  renameSync(next, 'dist/verify');
}
