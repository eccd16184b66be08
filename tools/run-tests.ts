// Every test of the house; the last line is `N passed, N failed, N skipped`. `--long` runs the long ones (*.long.test.ts) instead.
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { testBatches } from './test-batches.ts';

const long = process.argv.includes('--long');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const patterns = long ? ['{src,test}/**/*.long.test.ts'] : ['{src,test,tools,samples}/**/!(*.long).test.ts'];
const counts = { passed: 0, failed: 0, skipped: 0 };
const skips: string[] = [];

// Node's runner ends the process where a pattern finds nothing, without our last line.
const found = (only.length > 0 ? only : patterns).map((pattern) => globSync(pattern));
if (found.some((files) => files.length === 0)) {
  console.log('no such test\n0 passed, 1 failed, 0 skipped');
  process.exit(1);
}

// What one test process has compiled the next need not; the folder is this run's own, so that nothing in it is older than the code.
const folder = mkdtempSync(join(tmpdir(), 'iqs-tests-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.env['NODE_COMPILE_CACHE'] ??= join(folder, 'compiled');

// What takes long or runs whole programs first, so that no core stands idle at the end.
const weight = (file: string): number => ['src/adapters/', 'test/'].findIndex((start) => file.startsWith(start));
const files = [...new Set(found.flat())].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
const { alone, batches } = long ? { alone: files, batches: [] } : testBatches(files, folder);
const entries = new Set(batches.map(({ entry }) => entry));
const silent = new Set(batches.flatMap((batch) => batch.files));

const stream = run({
  files: [...alone, ...entries],
  // One more than there are cores: tests of servers wait more than they work.
  concurrency: availableParallelism() + 1,
  timeout: long ? 3_600_000 : 300_000,
});
for (const told of ['test:pass', 'test:fail'] as const) stream.on(told, ({ file }) => silent.delete(file ?? ''));
stream.on('test:pass', ({ skip, name, file, details }) => {
  // A file in which no test stands is reported as a test of its own name.
  if (name === file || entries.has(name)) return;
  if (skip !== undefined) {
    counts.skipped += 1;
    skips.push(`skipped: ${name}: ${skip}`);
  } else if (details.type !== 'suite') counts.passed += 1;
});
stream.on('test:fail', ({ details }) => {
  // A suite fails with its tests, which are counted; or by itself, in its body or a hook.
  const isCounted = details.type === 'suite' && (details.error as { failureType?: string } | undefined)?.failureType === 'subtestsFailed';
  if (!isCounted) counts.failed += 1;
});
const took: { readonly file: string; readonly seconds: number }[] = [];
stream.on('test:summary', ({ file, duration_ms }) => {
  if (file !== undefined) took.push({ file: relative('.', file), seconds: Math.round(duration_ms / 1000) });
});
const quiet = process.env['CI'] !== undefined || !process.stdout.isTTY;
if (quiet) {
  stream.on('test:fail', ({ name, file, details }) =>
    console.log(
      `FAILED ${file ?? ''} ${name}\n${String(details.error?.cause ?? details.error)}\n${(details.error?.cause as Error | undefined)?.stack ?? ''}`,
    ),
  );
  stream.resume();
} else stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => {
  // A process that ends early, well or not, takes the files behind it along.
  for (const file of silent) console.log(`FAILED ${file} no test of it was run to its end`);
  counts.failed += silent.size;
  for (const { file, seconds } of took.toSorted((a, b) => b.seconds - a.seconds).slice(0, 12)) console.log(`slowest: ${seconds} s ${file}`);
  for (const line of skips) console.log(line);
  if (counts.passed + counts.failed === 0) counts.failed = 1;
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
});
