import tab from '@bomb.sh/tab/commander';
import type { program } from './program.ts';

/** `iqs complete SHELL` prints the completion script; the script calls `iqs complete -- WORDS` for suggestions. */
export async function completion(root: ReturnType<typeof program>, args: readonly string[]): Promise<void> {
  tab(root as unknown as Parameters<typeof tab>[0]);
  await root.parseAsync(['node', 'iqs', 'complete', ...args]);
}
