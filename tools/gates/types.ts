import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Gate } from './gate.ts';
import { runAlone } from './run-alone.ts';
import { linesOf, runTool } from './run-tool.ts';

const hostFree = '(tsconfig.pure.json: below the host line; what a host has comes in through Host)';

async function compile(root: string, project: string): Promise<readonly string[]> {
  const { exitCode, output } = await runTool(root, '@typescript/native/bin/tsc', ['--noEmit', '--pretty', 'false', '-p', project]);
  if (exitCode === 0) return [];
  // An indented line explains the one before it.
  return linesOf(output).filter((line) => !line.startsWith(' '));
}

function includesOf(root: string, project: string): readonly string[] {
  const { config } = ts.readConfigFile(join(root, project), (path) => ts.sys.readFile(path)) as {
    config?: { include?: readonly string[] };
  };
  return config?.include ?? [];
}

/** A room that neither project names would be compiled by none, and would not be held to the host line. */
function unbuiltRooms(root: string): readonly string[] {
  const named = ['tsconfig.pure.json', 'tsconfig.host.json', 'tsconfig.web.json'].flatMap((project) => includesOf(root, project));
  return readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && named.filter((include) => include === `src/${entry.name}`).length !== 1)
    .map(
      (entry) =>
        `src/${entry.name}: must stand in "include" of exactly one of tsconfig.pure.json, tsconfig.host.json and tsconfig.web.json`,
    );
}

/** Everything type-checks, and the floors below the host line do so without any host's types. Writes nothing. */
export const types: Gate = {
  name: 'types',
  check: async (root) => {
    const projects = ['tsconfig.json', 'tsconfig.pure.json', 'tsconfig.web.json'].filter((project) => existsSync(join(root, project)));
    const [whole = [], pure = [], web = []] = await Promise.all(projects.map((project) => compile(root, project)));
    const onlyPure = pure.filter((line) => !whole.includes(line)).map((line) => `${line} ${hostFree}`);
    return { breaches: [...unbuiltRooms(root), ...whole, ...onlyPure, ...web] };
  },
};

if (import.meta.main) await runAlone(types);
