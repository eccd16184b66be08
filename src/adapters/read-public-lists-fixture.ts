import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StatusList, verifyStatusList } from '../credential/verify/verify-status-list.ts';
import { type TrustList, verifyTrustList } from '../credential/verify/verify-trust-list.ts';
import type { PublicJwk } from '../model/register-entry.ts';
import type { Authority } from './authority/authority.ts';
import { nodePlatform } from './node-platform.ts';

/** An authority's public lists, verified as a stranger would. */
export async function readPublicLists({
  publicFolder,
  file,
}: Authority): Promise<{ readonly trust: TrustList; readonly lists: readonly StatusList[] }> {
  const read = (name: string): string => readFileSync(join(publicFolder, name), 'utf8');
  const trust = await verifyTrustList(read('trust-list.jwt'), { roots: [JSON.parse(read('root.jwk')) as PublicJwk] }, nodePlatform);
  assert.ok(trust.outcome === 'genuine', JSON.stringify(trust));
  const lists: StatusList[] = [];
  for (const purpose of ['revocation', 'suspension', 'refresh']) {
    const list = await verifyStatusList(read(`status/${file.body.toLowerCase()}/${purpose}/0.jwt`), trust, nodePlatform);
    assert.ok(list.outcome === 'genuine', JSON.stringify(list));
    lists.push(list);
  }
  return { trust, lists };
}
