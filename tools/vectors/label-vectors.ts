// Makes docs/spec/vectors/label: one file a case, one failure each. Signatures differ from run to run (ECDSA), so it is run by hand when the format changes:
// node tools/vectors/label-vectors.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicJwk } from '../../src/model/register-entry.ts';
import { codeCases } from './code-cases.ts';
import { credentialCases } from './credential-cases.ts';
import { listCases } from './list-cases.ts';
import { vectorWorld } from './vector-world.ts';

/** What a vector takes for granted where it says nothing else: docs/spec/vectors/label/world.json. */
export type LabelWorld = {
  readonly roots: readonly PublicJwk[];
  readonly trustList: string;
  readonly leastSequence: number;
  /** Index of the label's entry by a receipt; null: no receipt. */
  readonly registeredAt: number | null;
  /** The code of the label in hand, where a credential is checked against one. */
  readonly code: string | null;
  readonly statusLists: readonly string[];
  readonly now: string;
};

export type LabelVector = Partial<LabelWorld> & {
  readonly name: string;
  readonly about: string;
  readonly kind: 'code' | 'credential' | 'status-list' | 'trust-list';
  readonly text: string;
  readonly expect:
    | { readonly refused: string }
    | { readonly genuine: true; readonly standing: string | null; readonly stale?: boolean; readonly number?: string };
};

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
