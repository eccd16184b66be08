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
const sweep = (ports: string, host = 'cloud.example') => ({
  at: 'scan.json#/sweeps/0',
  host,
  transport: 'tcp' as const,
  ports,
  by: 'nmap 7.9',
});

test('no: only when all ports of the host were tried, by one scan or several', () => {
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces: [door()], sweeps: [sweep('1-65535')] }), ['no']);
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces: [door()], sweeps: [sweep('1-1024'), sweep('1000-65535')] }), ['no']);
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces: [door()], sweeps: [sweep('1-1024')] }), ['not-located']);
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces: [door()], sweeps: [sweep('1-65535', 'other.example')] }), ['not-located']);
});
test('unknown: a report that does not say what was tried; whose a host is; nothing', () => {
  assert.deepEqual(toldOfScan(undeclaredInterface, {}), ['not-located']);
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces: [door(), door({ port: 23, state: 'closed' })] }), ['not-located']);
  assert.deepEqual(toldOfScan(undeclaredInterface, { interfaces: [door({ host: '10.0.0.9' })] }), ['not-located']);
  assert.deepEqual(toldBy(undeclaredInterface), ['absent']);
});
