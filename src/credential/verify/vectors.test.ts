import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { LabelVector, LabelWorld } from '../../../tools/vectors/label-vector.ts';
import { nodePlatform } from '../../adapters/node-platform.ts';
import { refusalCodes } from '../refusal.ts';
import { standingOf } from './standing.ts';
import { verifyCode } from './verify-code.ts';
import { verifyCredential } from './verify-credential.ts';
import { type StatusList, verifyStatusList } from './verify-status-list.ts';
import { verifyTrustList } from './verify-trust-list.ts';

const folder = 'docs/spec/vectors/label';
const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
const world = read('world.json') as LabelWorld;
const vectors = readdirSync(folder)
  .filter((name) => name !== 'world.json')
  .map((name) => ({ ...world, ...(read(name) as LabelVector) }));

/** What docs/spec/label-credential.md says to do, for one vector. */
async function outcomeOf(vector: LabelVector & LabelWorld): Promise<LabelVector['expect']> {
  const { roots, leastSequence, statusLists, now } = vector;
  const trust = await verifyTrustList(vector.trustList, { roots, leastSequence }, nodePlatform);
  if (trust.outcome === 'refused') return { refused: trust.code };
  if (vector.kind === 'trust-list') return { genuine: true, standing: null };
  if (vector.kind === 'status-list') {
    const list = await verifyStatusList(vector.text, trust, nodePlatform);
    return list.outcome === 'refused' ? { refused: list.code } : { genuine: true, standing: null };
  }
  const lists: StatusList[] = [];
  for (const text of statusLists) {
    const list = await verifyStatusList(text, trust, nodePlatform);
    assert.equal(list.outcome, 'genuine', vector.name);
    if (list.outcome === 'genuine') lists.push(list);
  }
  const code = vector.kind === 'code' ? vector.text : vector.code;
  const printed = code === null ? null : await verifyCode(code, trust, nodePlatform, vector.registeredAt);
  if (printed?.outcome === 'refused') return { refused: printed.code };
  const found =
    vector.kind === 'code'
      ? printed
      : await verifyCredential(vector.text, trust, nodePlatform, { registeredAt: vector.registeredAt, printed: printed?.claims ?? null });
  if (found === null || found.outcome === 'refused') return { refused: found?.code ?? '' };
  const { standing, stale } = standingOf(found.claims, found.issuer, lists, now);
  return { genuine: true, standing, stale, number: found.claims.number };
}

for (const vector of vectors) {
  test(`vector ${vector.kind} ${vector.name}: ${vector.about}`, async () => {
    const outcome = await outcomeOf(vector);
    assert.deepEqual(
      Object.fromEntries(Object.keys(vector.expect).map((key) => [key, outcome[key as keyof typeof outcome]])),
      vector.expect,
    );
  });
}

test('every refusal has a vector', () => {
  const said = new Set(vectors.map(({ expect }) => ('refused' in expect ? expect.refused : '')));
  assert.deepEqual(
    refusalCodes.filter((code) => !said.has(code)),
    [],
  );
});
