import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ComponentVector, ComponentWorld } from '../../../tools/vectors/component-vector.ts';
import { nodePlatform } from '../../adapters/node-platform.ts';
import { compactJson } from '../../foundation/compact-json.ts';
import { documentOf, issuerOf, signedComponent, signedTrustList, testKey, trustContent } from './issuer-fixture.ts';
import { mutateJwt } from './mutations-fixture.ts';
import { readStatusLists } from './read-status-lists.ts';
import { standingOf } from './standing.ts';
import { verifyComponent } from './verify-component.ts';
import { verifyTrustList } from './verify-trust-list.ts';

const folder = 'docs/spec/vectors/component';
const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
const world = read('world.json') as ComponentWorld;
const vectors = readdirSync(folder)
  .filter((name) => name !== 'world.json')
  .map((name) => ({ ...world, ...(read(name) as ComponentVector) }));

/** What docs/spec/component-statement.md says to do, for one vector. */
async function outcomeOf(vector: ComponentVector & ComponentWorld): Promise<ComponentVector['expect']> {
  const { roots, leastSequence, statusLists, now } = vector;
  const trust = await verifyTrustList(vector.trustList, { roots, leastSequence }, nodePlatform);
  if (trust.outcome === 'refused') return { refused: trust.code };
  const found = await verifyComponent(vector.text, trust, nodePlatform, vector.registeredAt);
  if (found.outcome === 'refused') return { refused: found.code };
  const { usable, unusable } = await readStatusLists(statusLists, trust, nodePlatform);
  assert.deepEqual(unusable, []);
  const { statement, issuedAt, validUntil, issuer } = found;
  const { standing, stale } = standingOf({ number: statement.number, issuedAt, validUntil }, issuer, usable, now);
  return { genuine: true, standing, stale, number: statement.number };
}

for (const vector of vectors) {
  test(`vector ${vector.name}: ${vector.about}`, async () => {
    const outcome = await outcomeOf(vector);
    assert.deepEqual(
      Object.fromEntries(Object.keys(vector.expect).map((key) => [key, outcome[key as keyof typeof outcome]])),
      vector.expect,
    );
  });
}

test('what is verified is the very document that was signed, and ten thousand mutations of it are not', async () => {
  const [root, key] = [await testKey(), await testKey()];
  const issuer = issuerOf([key]);
  const trust = await verifyTrustList(await signedTrustList(trustContent([issuer]), root), { roots: [root.jwk] }, nodePlatform);
  assert.equal(trust.outcome, 'genuine');
  if (trust.outcome !== 'genuine') return;
  const credential = await signedComponent(documentOf(), issuer, key);
  const found = await verifyComponent(credential, trust, nodePlatform);
  assert.equal(found.outcome === 'genuine' && compactJson(found.statement), compactJson(documentOf()));
  const long = await verifyComponent(credential.padEnd(360_001, 'A'), trust, nodePlatform);
  assert.equal(long.outcome === 'refused' && long.code, 'TOO_LONG');
  const tally = await mutateJwt(credential, 10_000, 7, async (text) => (await verifyComponent(text, trust, nodePlatform)).outcome);
  assert.equal(tally.accepted, 0);
  assert.ok(tally.refused > 9_000, String(tally.refused));
});
