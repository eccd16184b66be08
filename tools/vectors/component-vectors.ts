// Makes docs/spec/vectors/component: one file a case, one failure each. Signatures differ from run to run (ECDSA), so it is run by hand when the format changes:
// node tools/vectors/component-vectors.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentCases } from './component-cases.ts';
import type { ComponentWorld } from './component-vector.ts';
import { vectorWorld } from './vector-world.ts';

if (import.meta.main) {
  const folder = 'docs/spec/vectors/component';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const world = await vectorWorld();
  const write = (name: string, content: unknown): void =>
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(content, undefined, 2)}\n`);
  const usual: ComponentWorld = {
    roots: [world.root.jwk],
    trustList: world.trustList,
    leastSequence: 0,
    registeredAt: null,
    statusLists: world.statusLists,
    now: '2027-04-01T12:00:00Z',
  };
  write('world', usual);
  for (const vector of await componentCases(world)) write(vector.name, vector);
}
