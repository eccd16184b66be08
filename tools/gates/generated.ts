import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Gate } from './gate.ts';
import { runAlone } from './run-alone.ts';
import { linesOf, runScript } from './run-tool.ts';

/** `*.generated.ts` is what `npm run generate` would write. */
export const generated: Gate = {
  name: 'generated',
  check: async (root) => {
    const script = join(root, 'tools/generate.ts');
    if (!existsSync(script)) return { breaches: [], skipped: 'tools/generate.ts is not there' };
    const { exitCode, output } = await runScript(root, script, ['--check']);
    if (exitCode === 0) return { breaches: [] };
    return { breaches: [...linesOf(output), 'generated files differ from what the tree asks for: run `npm run generate`'] };
  },
};

if (import.meta.main) await runAlone(generated);
