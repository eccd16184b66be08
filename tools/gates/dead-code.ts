import type { Gate } from './gate.ts';
import { runAlone } from './run-alone.ts';
import { runTool } from './run-tool.ts';

type Named = { readonly name: string; readonly line?: number };
type Issue = { readonly file: string } & Readonly<Record<string, readonly Named[] | string>>;

const mends: Readonly<Record<string, string>> = {
  files: 'nothing reaches this file: delete it, or name it in knip.json if it is an entry',
  dependencies: 'nothing imports this dependency: remove it from package.json',
  devDependencies: 'nothing uses this development dependency: remove it from package.json',
  exports: 'nothing imports this export: drop `export`, or the thing',
  types: 'nothing imports this type: drop `export`, or the type',
  unlisted: 'imported but not in package.json: add it',
  unresolved: 'no such module',
  duplicates: 'exported twice',
  binaries: 'no package in package.json brings this program',
};

function linesOfIssue(issue: Issue): readonly string[] {
  return Object.entries(issue).flatMap(([kind, found]) => {
    if (typeof found === 'string') return [];
    return found.map(({ name, line }) => {
      const place = line === undefined ? issue.file : `${issue.file}:${line}`;
      return `${place}: ${name === issue.file ? '' : `${name}: `}${mends[kind] ?? `unused (${kind})`}`;
    });
  });
}

/** No file, export or dependency that nothing reaches (knip.json). */
export const deadCode: Gate = {
  name: 'dead-code',
  check: async (root) => {
    const args = ['--no-progress', '--no-config-hints', '--reporter', 'json'];
    const { exitCode, output } = await runTool(root, 'knip/bin/knip.js', args);
    if (exitCode === 0) return { breaches: [] };
    const json = output.split('\n').find((line) => line.startsWith('{"issues"'));
    if (json === undefined) return { breaches: [`knip did not run: ${output.trim().split('\n', 1)[0]}`] };
    return { breaches: (JSON.parse(json) as { issues: readonly Issue[] }).issues.flatMap(linesOfIssue) };
  },
};

if (import.meta.main) await runAlone(deadCode);
