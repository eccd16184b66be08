import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodePlatform } from '../adapters/node-platform.ts';
import { issuerOf, signedStatusList, signedTrustList, testKey, trustContent } from '../credential/verify/issuer-fixture.ts';
import { readStatusLists } from '../credential/verify/read-status-lists.ts';
import { verifyTrustList } from '../credential/verify/verify-trust-list.ts';
import { restsOnGone } from './rests-on-gone.ts';

test('withdrawn and suspended ones are named, and none of which nothing is known', async () => {
  const [root, key] = [await testKey(), await testKey()];
  const issuer = issuerOf([key]);
  const trust = await verifyTrustList(await signedTrustList(trustContent([issuer]), root), { roots: [root.jwk] }, nodePlatform);
  assert.ok(trust.outcome === 'genuine');
  const lists = [await signedStatusList('revocation', [1], issuer, key), await signedStatusList('suspension', [2], issuer, key)];
  const { usable } = await readStatusLists(lists, trust, nodePlatform);
  const numbers = ['psa-1', 'IQS-TEST-0000002', 'IQS-TEST-0000003', 'IQS-OTHER-0000001', 'IQS-TEST-0000001', 'IQS-TEST-0131073'];
  const now = '2027-04-01T12:00:00Z';
  assert.deepEqual(restsOnGone(numbers, trust, usable, now), ['IQS-TEST-0000002', 'IQS-TEST-0000001']);
  assert.deepEqual(restsOnGone(numbers, trust, [], now), []);
  assert.deepEqual(restsOnGone(numbers, trust, usable, '2027-03-31T00:00:00Z'), [], 'before the lists speak');
});
