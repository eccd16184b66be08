import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pureRooms } from './gates/floors.ts';

/** Below the host line nothing touches a file, a clock or a process: its tests cannot get in each other's way. */
const pure = new RegExp(`^src/(?:${pureRooms.join('|')})/`);

/** What asks for a process of its own: hooks around every test of it, measured memory, changed surroundings. */
const wantsItsOwn =
  /\b(?:before|beforeEach|afterEach|mock)\b[.(,]|\bprocess\.(?:chdir|exit|kill|memoryUsage|on|once)\b|process\.env\S+\s*=[^=]/;

/** Processes for all of them, each with about a tenth of the work; but no process for fewer files than this. */
const most = 10;
const fewest = 5;

/** Test files that one process runs, in the file that the runner is handed. `files` are absolute. */
export type TestBatch = { readonly entry: string; readonly files: readonly string[] };

/**
 * Starting a process and loading the house takes longer than most tests of its pure floors: those share a few processes. Entries are written to
 * `folder`. A file that cannot be loaded is a failed test of its name, and the rest go on.
 */
export function testBatches(
  all: readonly string[],
  folder: string,
): { readonly alone: readonly string[]; readonly batches: readonly TestBatch[] } {
  const shared = all.filter((file) => pure.test(file) && !wantsItsOwn.test(readFileSync(file, 'utf8')));
  const size = Math.max(fewest, Math.ceil(shared.length / most));
  const batches = Array.from({ length: Math.min(most, shared.length) }, (_, at): TestBatch => {
    const files = shared.slice(at * size, (at + 1) * size).map((file) => resolve(file));
    const entry = join(folder, `batch-${at + 1}.test.mjs`);
    writeFileSync(entry, entryOf(files));
    return { entry, files };
  }).filter(({ files }) => files.length > 0);
  return { alone: all.filter((file) => !shared.includes(file)), batches };
}

const entryOf = (files: readonly string[]): string => `import { test } from 'node:test';
for (const [file, url] of ${JSON.stringify(files.map((file) => [file, pathToFileURL(file).href]))}) {
  try {
    await import(url);
  } catch (error) {
    test(file, () => {
      throw error;
    });
  }
}
`;
