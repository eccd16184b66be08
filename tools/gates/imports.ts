import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import type { Gate } from './gate.ts';
import { importRules } from './import-rules.ts';
import { runAlone } from './run-alone.ts';

const folders = ['src', 'test', 'tools', 'bench'];

/** Who imports whom: down only, rooms and plug-ins apart, no cycle, no package below the host line. */
export const imports: Gate = {
  name: 'imports',
  check: async (root) => {
    const present = folders.filter((folder) => existsSync(join(root, folder)));
    const { output } = await cruise(present, {
      baseDir: root,
      ruleSet: { forbidden: [...importRules] },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: '(^|/)node_modules/' },
      exclude: { path: '^(dist|out)/' },
      combinedDependencies: false,
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    });
    const mends = new Map(importRules.map((rule) => [rule.name, rule.comment]));
    const violations = (output as ICruiseResult).summary.violations;
    return { breaches: violations.map(({ from, to, rule }) => `${from} → ${to}: ${mends.get(rule.name)} [${rule.name}]`) };
  },
};

if (import.meta.main) await runAlone(imports);
