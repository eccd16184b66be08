import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, door, endpoint, session, toldBy, toldOfScan } from '../network-fixture.ts';
import { cleartextEndpoint } from './cleartext-endpoint.ts';

const bare = [endpoint({ trust: 'none', port: 80 })];
const ask = (protocol: string | null, ...checks: ReturnType<typeof check>[]): readonly string[] =>
  toldOfScan(cleartextEndpoint, { interfaces: [door({ port: 80, protocol })], checks }, bare);

test('yes: data or commands in clear, declared or found', () => {
  for (const protocol of ['mqtt', 'telnet', 'ftp', 'coap', 'rtsp', 'made-up']) assert.deepEqual(ask(protocol), ['yes'], protocol);
  assert.deepEqual(ask('http', check('no-https-redirect', 'yes', { port: 80 })), ['yes']);
  assert.deepEqual(toldOfScan(cleartextEndpoint, { interfaces: [door(), door({ port: 1883, protocol: 'mqtt' })] }), ['yes']);
});
test('TLS for who asks for it: whether it is demanded decides', () => {
  const ask = (...checks: ReturnType<typeof check>[]): readonly string[] =>
    toldOfScan(
      cleartextEndpoint,
      {
        interfaces: [door({ port: 80, protocol: 'smtp' })],
        tls: [session({ client: null, server: 'cloud.example', port: 80 })],
        checks,
      },
      bare,
    );
  assert.deepEqual(ask(check('cleartext-login', 'yes', { port: 80 })), ['yes']);
  assert.deepEqual(ask(check('cleartext-login', 'no', { port: 80 })), ['no']);
  assert.deepEqual(ask(), ['not-located']);
});
test('no: with TLS, encrypted by itself, infrastructure, and pages that only send on', () => {
  assert.deepEqual(toldOfScan(cleartextEndpoint, {}), ['no']);
  for (const protocol of ['ssh', 'wireguard', 'ntp', 'dns']) assert.deepEqual(ask(protocol), ['no'], protocol);
  assert.deepEqual(ask('http', check('no-https-redirect', 'no', { port: 80 })), ['no']);
  const tls = [session({ client: null, server: 'cloud.example', port: 80 })];
  assert.deepEqual(toldOfScan(cleartextEndpoint, { interfaces: [door({ port: 80, protocol: 'mqtt' })], tls }, bare), ['no']);
});
test('unknown: what it speaks or where it sends is not told, nothing', () => {
  assert.deepEqual(ask(null), ['not-located']);
  assert.deepEqual(ask('http'), ['not-located']);
  assert.deepEqual(toldBy(cleartextEndpoint), ['absent']);
});
