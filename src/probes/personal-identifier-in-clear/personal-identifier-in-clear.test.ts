import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviour, capture, captureOf, flow, phone, toldBy } from '../network-fixture.ts';
import { personalIdentifierInClear } from './personal-identifier-in-clear.ts';

test('yes: the device sends one', () =>
  assert.deepEqual(toldBy(personalIdentifierInClear, captureOf({ joined: false }, { behaviours: [behaviour('identifier-in-clear')] })), [
    'yes',
  ]));
test('no: somebody else does', () =>
  assert.deepEqual(
    toldBy(personalIdentifierInClear, capture({ flows: [flow({})], behaviours: [behaviour('identifier-in-clear', phone)] })),
    ['no'],
  ));
test('unknown: a protocol that nobody knows may carry one; too thin; nothing', () => {
  assert.deepEqual(toldBy(personalIdentifierInClear, capture({ flows: [flow({ application: null, encrypted: null })] })), ['unsupported']);
  assert.deepEqual(toldBy(personalIdentifierInClear, captureOf({ deviceSeconds: 60 })), ['not-located']);
  assert.deepEqual(toldBy(personalIdentifierInClear), ['absent']);
});
