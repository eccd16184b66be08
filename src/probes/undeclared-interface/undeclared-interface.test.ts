import assert from 'node:assert/strict';
import { test } from 'node:test';
import { door, endpoint, notesOf, scan, toldBy, toldOfScan } from '../network-fixture.ts';
import { inputOf } from '../subject-fixture.ts';
import { undeclaredInterface } from './undeclared-interface.ts';

test('yes: an open port beside the declared ones', () => {
  const interfaces = [door(), door({ port: 2323, protocol: 'telnet', product: 'busybox', version: '1.20' })];
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces }), ['yes']);
  assert.deepEqual(notesOf(undeclaredInterface, inputOf([scan({ interfaces })], { endpoints: [endpoint()] })), [
    'cloud.example:2323 tcp telnet busybox 1.20',
  ]);
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces: [door({ transport: 'udp' })] }), ['yes']);
});
test('unknown: never a no, for a report does not say what was tried; whose a host is; nothing', () => {
  assert.deepEqual(toldOfScan(undeclaredInterface, {}), ['not-located']);
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces: [door(), door({ port: 23, state: 'closed' })] }), ['not-located']);
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces: [door({ host: '10.0.0.9' })] }), ['not-located']);
  assert.deepEqual(toldBy(undeclaredInterface), ['absent']);
});
