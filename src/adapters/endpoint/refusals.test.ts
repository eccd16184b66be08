// What is never probed, and what is never reached by a detour.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { UserError } from '../../foundation/user-error.ts';
import type { Dossier, Endpoint } from '../../model/dossier.ts';
import { addressKind, normaliseAddress } from './address-rules.ts';
import { chooseTargets, type Resolve, type Wanted } from './choose-targets.ts';
import { ConnectError, guardedConnect } from './guarded-connect.ts';
import { loopback } from './lab-fixture.ts';
import type { Target } from './target.ts';

test('one spelling of an address', () => {
  const spellings: Readonly<Record<string, string | null>> = {
    '127.0.0.1': loopback,
    '0x7f.1': loopback,
    '2130706433': loopback,
    '0177.0.0.01': loopback,
    '127.1': loopback,
    '0x7f000001': loopback,
    '::ffff:127.0.0.1': loopback,
    '::FFFF:7f00:1': loopback,
    '[::1]': '::1',
    '0:0:0:0:0:0:0:1': '::1',
    '3232235777': '192.168.1.1',
    '256.1.1.1': null,
    '1.2.3.4.5': null,
    '4294967296': null,
    '1.2.3.256': null,
    '08.1.1.1': null,
    'camera.local': null,
    '0x.1': null,
    'fe80::1%eth0': null,
    '': null,
  };
  for (const [text, wanted] of Object.entries(spellings)) assert.equal(normaliseAddress(text), wanted, text);
});

test('what an address is', () => {
  const kinds: Readonly<Record<string, string>> = {
    '127.8.8.8': 'loopback',
    '::1': 'loopback',
    '10.0.0.1': 'private',
    '172.16.0.1': 'private',
    '172.31.255.254': 'private',
    '192.168.0.10': 'private',
    '169.254.1.1': 'private',
    'fd00::1': 'private',
    'fe80::1': 'private',
    '172.32.0.1': 'public',
    '100.64.0.1': 'public',
    '192.0.2.1': 'public',
    '2001:db8::1': 'public',
    '64:ff9b::a00:1': 'public',
    '2002:a00:1::': 'public',
    '::10.0.0.1': 'public',
    '0.0.0.0': 'refused',
    '0.1.2.3': 'refused',
    '::': 'refused',
    '224.0.0.251': 'refused',
    '239.255.255.250': 'refused',
    '255.255.255.255': 'refused',
    '240.0.0.1': 'refused',
    'ff02::fb': 'refused',
    'camera.local': 'refused',
  };
  for (const [address, wanted] of Object.entries(kinds)) assert.equal(addressKind(address), wanted, address);
});

const endpoint = (host: string, more: Partial<Endpoint> = {}): Endpoint => ({
  host,
  port: 80,
  transport: 'tcp',
  part: 'd',
  trust: 'public',
  permission: null,
  ...more,
});
const dossier = (...endpoints: readonly Endpoint[]): Dossier => ({
  product: { name: 'X', model: null, maker: 'Z', type: 'device', category: 'camera', use: null },
  parts: [{ id: 'd', kind: 'device', name: 'X', versions: [] }],
  evidence: [],
  statements: [],
  endpoints,
  thirdParties: [],
});
const nowhere: Resolve = async () => [];
const all: Wanted = { endpoints: [], ports: [] };

async function codeOf(endpoints: readonly Endpoint[], wanted: Wanted = all, resolve: Resolve = nowhere): Promise<string> {
  try {
    await chooseTargets(dossier(...endpoints), wanted, resolve);
    return 'chosen';
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.code;
  }
}

test('targets that are refused', async () => {
  assert.equal(await codeOf([]), 'PROBE_NOT_IN_DOSSIER');
  assert.equal(await codeOf([endpoint(loopback)], { ...all, endpoints: ['10.0.0.1:80'] }), 'PROBE_NOT_IN_DOSSIER');
  assert.equal(await codeOf([endpoint(loopback)], { ...all, endpoints: ['127.0.0.1:81'] }), 'PROBE_NOT_IN_DOSSIER');
  assert.equal(await codeOf([endpoint('camera.local')]), 'PROBE_NAME_UNKNOWN');
  assert.equal(await codeOf([endpoint('192.0.2.1')]), 'PROBE_NEEDS_PERMISSION');
  assert.equal(await codeOf([endpoint('3221225985')]), 'PROBE_NEEDS_PERMISSION');
  for (const host of [
    '224.0.0.1',
    '255.255.255.255',
    '0.0.0.0',
    '0',
    '::',
    'ff02::1',
    '::ffff:224.0.0.1',
    '*.example.org',
    '10.0.0.0/8',
    '0xe0.1',
  ]) {
    assert.equal(await codeOf([endpoint(host, { permission: 'by its owner' })]), 'PROBE_ADDRESS_REFUSED', host);
  }
});

test('a name is what its address is', async () => {
  const name = [endpoint('camera.example')];
  assert.equal(await codeOf(name, all, async () => ['192.0.2.1', '127.0.0.1']), 'PROBE_NEEDS_PERMISSION');
  assert.equal(await codeOf(name, all, async () => ['::ffff:198.51.100.7']), 'PROBE_NEEDS_PERMISSION');
  assert.equal(await codeOf(name, all, async () => ['239.255.255.250']), 'PROBE_ADDRESS_REFUSED');
  let asked = 0;
  const once: Resolve = async () => {
    asked += 1;
    return ['10.1.2.3'];
  };
  const [target] = await chooseTargets(dossier(endpoint('camera.example'), endpoint('Camera.Example', { port: 443 })), all, once);
  assert.equal(asked, 1);
  assert.equal(target?.address, '10.1.2.3');
  assert.deepEqual(
    target?.doors.map(({ port }) => port),
    [80, 443],
  );
});

test('permission is of an endpoint, not of a host', async () => {
  const allowed = endpoint('192.0.2.1', { permission: 'J. Doe, CISO, by letter of 2026-11-02' });
  assert.equal(await codeOf([allowed]), 'chosen');
  assert.equal(await codeOf([allowed, endpoint('192.0.2.1', { port: 22 })]), 'PROBE_NEEDS_PERMISSION');
  assert.equal(await codeOf([allowed], { endpoints: [], ports: [{ transport: 'tcp', port: 22 }] }), 'PROBE_NEEDS_PERMISSION');
  assert.equal(await codeOf([endpoint('10.0.0.1')], { endpoints: [], ports: [{ transport: 'tcp', port: 22 }] }), 'chosen');
});

const target = (port: number): Target => ({
  host: loopback,
  address: loopback,
  kind: 'loopback',
  partKind: 'device',
  doors: [{ transport: 'tcp', port, trust: 'none' }],
});

test('the guard opens confirmed doors only, and logs every purpose', async () => {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  const { port } = server.address() as { port: number };
  const guard = guardedConnect([target(port)], { rate: 1000, connectMs: 500 });
  (await guard.tcp({ address: loopback, port }, 'a test')).destroy();
  (await guard.tcp({ address: loopback, port }, 'a test')).destroy();
  const fault = async (address: string, at: number, udp = false): Promise<string> => {
    try {
      (await (udp ? guard.udp : guard.tcp)({ address, port: at }, 'a detour')).once('close', () => undefined);
      return 'opened';
    } catch (error) {
      return error instanceof ConnectError ? error.fault : 'other';
    }
  };
  assert.equal(await fault(loopback, port + 1), 'forbidden');
  assert.equal(await fault('127.0.0.2', port), 'forbidden');
  assert.equal(await fault('localhost', port), 'forbidden');
  assert.equal(await fault('0x7f.1', port), 'forbidden');
  assert.equal(await fault('::ffff:127.0.0.1', port), 'forbidden');
  assert.equal(await fault(loopback, port, true), 'forbidden');
  assert.deepEqual(guard.log(), [{ purpose: 'a test', target: `tcp ${loopback}:${port}`, count: 2 }]);
  server.close();
});

test('even a target that slipped through is refused where no host can be', async () => {
  const slipped = { ...target(80), address: '224.0.0.1' };
  await assert.rejects(guardedConnect([slipped], { rate: 10, connectMs: 100 }).tcp({ address: '224.0.0.1', port: 80 }, 'x'), {
    fault: 'forbidden',
  });
});

test('the rate is kept', async () => {
  const guard = guardedConnect([target(9)], { rate: 50, connectMs: 100 });
  const start = performance.now();
  for (let index = 0; index < 11; index += 1) await guard.pace('tcp', { address: loopback, port: 9 }, 'x');
  assert.ok(performance.now() - start >= 190);
});
