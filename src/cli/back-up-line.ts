import type { BackUpManifest } from '../adapters/back-up/back-up-manifest.ts';

/** One line: where, and how much of what. */
export function backUpLine(path: string, { tables, evidence, jobs, head }: BackUpManifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${path}: ${rows} rows of ${tables.length} tables, ${evidence.rows} files of evidence, ${jobs.rows} jobs; journal at ${head.seq}, ${head.hash}\n`;
}
