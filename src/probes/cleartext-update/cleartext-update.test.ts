import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviour, capture, captureOf, phone, toldBy } from '../network-fixture.ts';
import { cleartextUpdate } from './cleartext-update.ts';

test('yes: the device fetches one', () =>
  assert.deepEqual(toldBy(cleartextUpdate, captureOf({ deviceSeconds: 5 }, { behaviours: [behaviour('cleartext-update')] })), ['yes']));
test('no: somebody else does', () =>
  assert.deepEqual(toldBy(cleartextUpdate, capture({ behaviours: [behaviour('cleartext-update', phone)] })), ['no']));
test('unknown: no update was recorded, or nothing', () => {
  assert.deepEqual(toldBy(cleartextUpdate, capture({}, { phases: ['set-up', 'idle', 'use'] })), ['not-located']);
  assert.deepEqual(toldBy(cleartextUpdate), ['absent']);
});
