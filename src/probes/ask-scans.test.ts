import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownLoginAccepted } from './known-login-accepted/known-login-accepted.ts';
import { capture, check, door, endpoint, host, notesOf, scan, session, told } from './network-fixture.ts';
import { inputOf } from './subject-fixture.ts';

const login = (result: 'yes' | 'no' | 'unknown', fields = {}) => check('known-login', result, fields);
const endpoints = [endpoint()];
const ask = (subjects: Parameters<typeof inputOf>[0], rest: Parameters<typeof inputOf>[1] = { endpoints }): readonly string[] =>
  told(knownLoginAccepted, inputOf(subjects, rest));

test('a report is no pass: each endpoint must be reached and checked, and what is missing is named', () => {
  assert.deepEqual(ask([scan({ checks: [login('no')] })]), ['no']);
  assert.deepEqual(ask([scan()]), ['not-located']);
  assert.deepEqual(notesOf(knownLoginAccepted, inputOf([scan()], { endpoints })), ['cloud.example:443: not checked: known-login']);
  const open = scan({ checks: [login('unknown', { detail: 'it locked us out' })] });
  assert.deepEqual(notesOf(knownLoginAccepted, inputOf([open], { endpoints })), [
    'cloud.example:443: known-login is open, says iqs: it locked us out',
  ]);
  const two = { endpoints: [...endpoints, endpoint({ host: 'api.example' })] };
  assert.deepEqual(ask([scan({ checks: [login('no')] })], two), ['not-located']);
  assert.deepEqual(notesOf(knownLoginAccepted, inputOf([scan({ checks: [login('no')] })], two)), ['api.example:443 was not reached']);
  const shut = scan({ interfaces: [door({ state: 'filtered' })] });
  assert.deepEqual(notesOf(knownLoginAccepted, inputOf([shut], { endpoints })), ['cloud.example:443 was not reached (filtered)']);
  assert.deepEqual(ask([scan({ interfaces: [], checks: [login('no')] })]), ['no'], 'a check with a result is proof of reaching');
  assert.deepEqual(
    ask([scan({ interfaces: [], tls: [session({ client: null, server: 'cloud.example' })] })]),
    ['not-located'],
    'reached, not checked',
  );
});
test('scans complete each other, and one that speaks against it wins', () => {
  assert.deepEqual(ask([scan(), scan({ interfaces: [], checks: [login('no', { by: 'nmap' })] }, { file: 'b.xml' })]), ['no']);
  assert.deepEqual(ask([scan({ checks: [login('no')] }), scan({ checks: [login('yes', { by: 'nmap' })] }, { file: 'b.xml' })]), ['yes']);
});
test('who says so stands with the place', () => {
  const found = scan({ checks: [login('yes', { by: 'nmap', detail: 'admin' })] });
  assert.deepEqual(notesOf(knownLoginAccepted, inputOf([found], { endpoints })), ['cloud.example:443: known-login, says nmap: admin']);
});
test('a host is known by its names and addresses, and a check without a port is about all of its doors', () => {
  const hosts = [host('203.0.113.5', 'remote', { names: ['Cloud.example'] })];
  const there = { host: '203.0.113.5' };
  assert.deepEqual(ask([scan({ hosts, interfaces: [door(there)], checks: [login('no', there)] })]), ['no']);
  assert.deepEqual(ask([scan({ hosts, interfaces: [door(there)], checks: [login('no', { ...there, port: null })] })]), ['no']);
  assert.deepEqual(ask([scan({ interfaces: [door({ host: 'CLOUD.example.' })], checks: [login('no')] })]), ['no']);
});
test('what a scan says of other parts is theirs; of hosts of nobody it is open, unless the scan is of this part', () => {
  const others = { endpoints: [...endpoints, endpoint({ host: 'other.example', part: 'other' })] };
  assert.deepEqual(ask([scan({ checks: [login('no'), login('yes', { host: 'other.example' })] })], others), ['no']);
  const nobody = { checks: [login('no'), login('yes', { host: '10.0.0.7', port: 23 })] };
  assert.deepEqual(ask([scan(nobody)]), ['not-located']);
  assert.deepEqual(ask([scan(nobody, { part: 'device' })]), ['yes']);
  const shared = { endpoints: [...endpoints, endpoint({ port: 8443, part: 'other' })] };
  assert.deepEqual(ask([scan({ checks: [login('no'), login('yes', { port: 8443 })] })], shared), ['no']);
  assert.deepEqual(
    ask([scan({ checks: [login('no'), login('yes', { port: 2323 })] })], shared),
    ['yes'],
    'a door of the host that nobody declares',
  );
});
test('an endpoint of datagrams is not one of connections', () => {
  const datagrams = { endpoints: [endpoint({ transport: 'udp', port: 5684 })] };
  assert.deepEqual(ask([scan({ interfaces: [door({ port: 5684, protocol: 'http' })] })], datagrams), ['not-located']);
});
test('unknown: no endpoint declared, no scan', () => {
  assert.deepEqual(ask([scan({ checks: [login('no')] })], {}), ['not-located']);
  assert.deepEqual(ask([capture()]), ['absent']);
});

test('one tool that looked at several places must be content with each', () => {
  const two = [login('no', { detail: 'form' }), login('unknown', { at: 'scan.json#/2', detail: 'basic' })];
  assert.deepEqual(ask([scan({ checks: two })]), ['not-located']);
  assert.deepEqual(
    ask([scan({ checks: [login('unknown')] }), scan({ checks: [login('no')] }, { file: 'b.json' })]),
    ['no'],
    'a later scan',
  );
});
test('where keys alone are taken no password is tried, and a page that only sends on has no login', () => {
  const bare = { endpoints: [endpoint({ trust: 'none' })] };
  const keys = scan({ interfaces: [door({ protocol: 'ssh' })], checks: [check('password-login', 'no')] });
  assert.deepEqual(ask([keys], bare), ['no']);
  const sendsOn = scan({ interfaces: [door({ protocol: 'http' })], checks: [check('no-https-redirect', 'no')] });
  assert.deepEqual(ask([sendsOn], bare), ['no']);
  assert.deepEqual(ask([scan({ interfaces: [door({ protocol: 'https' })], checks: [check('no-https-redirect', 'no')] })]), ['not-located']);
});
