import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peer, profile, toldBy } from '../network-fixture.ts';
import { networkProfileSupplied } from './network-profile-supplied.ts';

test('yes: one with entries', () => assert.deepEqual(toldBy(networkProfileSupplied, profile([peer()])), ['yes']));
test('unknown: none, one without an entry, one that is damaged, one that was taken over from us', () => {
  assert.deepEqual(toldBy(networkProfileSupplied), ['absent']);
  assert.deepEqual(toldBy(networkProfileSupplied, profile([])), ['unsupported']);
  assert.deepEqual(toldBy(networkProfileSupplied, profile([], { problems: [{ code: 'malformed', at: 'lamp.mud.json', detail: '' }] })), [
    'unread',
  ]);
  assert.deepEqual(toldBy(networkProfileSupplied, profile([peer()], {}, { adopted: true })), ['absent']);
});
