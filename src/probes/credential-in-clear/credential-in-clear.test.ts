import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capture, captureOf, cloud, credential, flow, lamp, phone, toldBy } from '../network-fixture.ts';
import { credentialInClear } from './credential-in-clear.ts';

test('yes: as a client and as a server', () => {
  assert.deepEqual(toldBy(credentialInClear, captureOf({ deviceSeconds: 5 }, { credentials: [credential()] })), ['yes']);
  assert.deepEqual(toldBy(credentialInClear, capture({ credentials: [credential({ client: phone, server: lamp, protocol: 'telnet' })] })), [
    'yes',
  ]);
});
test('no: of others, without a password, or meant for everybody', () => {
  assert.deepEqual(toldBy(credentialInClear, capture({ credentials: [credential({ client: phone, server: cloud })] })), ['no']);
  assert.deepEqual(toldBy(credentialInClear, capture({ credentials: [credential({ redacted: null })] })), ['no']);
  assert.deepEqual(toldBy(credentialInClear, capture({ credentials: [credential({ protocol: 'ftp', user: 'anonymous' })] })), ['no']);
  assert.deepEqual(toldBy(credentialInClear, capture({ flows: [flow({}), flow({ application: 'dns', encrypted: false })] })), ['no']);
});
test('an anonymous user is a user where it is no custom', () =>
  assert.deepEqual(toldBy(credentialInClear, capture({ credentials: [credential({ user: 'anonymous' })] })), ['yes']));
test('unknown: a protocol that nobody knows, too thin, nothing', () => {
  assert.deepEqual(toldBy(credentialInClear, capture({ flows: [flow({ application: null, encrypted: null })] })), ['unsupported']);
  assert.deepEqual(toldBy(credentialInClear, capture({ flows: [flow({ application: null, established: false })] })), ['no']);
  assert.deepEqual(toldBy(credentialInClear, capture({ flows: [flow({ application: null, transport: 'icmp', established: null })] })), [
    'no',
  ]);
  assert.deepEqual(toldBy(credentialInClear, captureOf({ joined: false })), ['not-located']);
  assert.deepEqual(toldBy(credentialInClear), ['absent']);
});
