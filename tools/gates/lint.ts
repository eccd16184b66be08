import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Gate } from './gate.ts';
import { houseSyntax } from './house-syntax.ts';
import { parseFolders } from './parse-source.ts';
import { runAlone } from './run-alone.ts';
import { linesOf, runTool } from './run-tool.ts';

const folders = ['src', 'test', 'tools', 'bench'];

/** oxlint with types (.oxlintrc.json), and the house's own syntax rules. */
export const lint: Gate = {
  name: 'lint',
  check: async (root) => {
    const present = folders.filter((folder) => existsSync(join(root, folder)));
    const { exitCode, output } = await runTool(root, 'oxlint/bin/oxlint', ['--type-aware', '--format', 'unix', ...present]);
    const lines = linesOf(output).filter((line) => !/^\d+ problems?$/.test(line));
    const linted = exitCode === 0 ? [] : lines;
    return { breaches: [...linted, ...parseFolders(root, present).flatMap(houseSyntax)] };
  },
};

if (import.meta.main) await runAlone(lint);
