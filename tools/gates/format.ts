import type { Gate } from './gate.ts';
import { runAlone } from './run-alone.ts';
import { runTool } from './run-tool.ts';

type Diagnostics = { readonly diagnostics: readonly { readonly category: string; readonly location?: { readonly path?: string } }[] };

const mend = 'run `npx biome check --write`';

function placesIn(output: string): readonly string[] {
  const json = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1);
  const { diagnostics } = JSON.parse(json) as Diagnostics;
  return diagnostics.map(({ category, location }) => `${location?.path ?? '.'}: ${category}: ${mend}`);
}

/** One way of laying out code, and imports in order (biome.json). */
export const format: Gate = {
  name: 'format',
  check: async (root) => {
    const args = ['check', '--reporter=json', '--max-diagnostics=none', '--no-errors-on-unmatched', '.'];
    const { exitCode, output } = await runTool(root, '@biomejs/biome/bin/biome', args);
    return { breaches: exitCode === 0 ? [] : placesIn(output) };
  },
};

if (import.meta.main) await runAlone(format);
