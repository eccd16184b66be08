// Makes docs/spec/vectors/label: one file a case, one failure each. Signatures differ from run to run (ECDSA), so it is run by hand when the format changes:
// node tools/vectors/label-vectors.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeCases } from './code-cases.ts';
import { credentialCases } from './credential-cases.ts';
import type { LabelWorld } from './label-vector.ts';
import { listCases } from './list-cases.ts';
import { vectorWorld } from './vector-world.ts';

if (import.meta.main) {
  const folder = 'docs/spec/vectors/label';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const world = await vectorWorld();
  const write = (name: string, content: unknown): void =>
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(content, undefined, 2)}\n`);
  const { root, trustList, statusLists } = world;
  const usual: LabelWorld = {
    roots: [root.jwk],
    trustList,
    leastSequence: 0,
    registeredAt: null,
    code: null,
    statusLists,
    now: '2027-04-01T12:00:00Z',
  };
  write('world', usual);
  for (const vector of [...(await codeCases(world)), ...(await credentialCases(world)), ...(await listCases(world))]) {
    write(`${vector.kind}-${vector.name}`, vector);
  }
}
