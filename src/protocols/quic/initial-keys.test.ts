// The examples of RFC 9001, A.1 and RFC 9369, A.1.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { hex } from '../../foundation/hex.ts';
import { initialKeys } from './initial-keys.ts';
import { quicVersion } from './quic-packet.ts';

const connection = Uint8Array.from([0x83, 0x94, 0xc8, 0xf0, 0x3e, 0x51, 0x57, 0x08]);

const keysOf = (number: number): ReturnType<typeof initialKeys> => {
  const version = quicVersion(number);
  assert.ok(version);
  return initialKeys(createHost(), version, connection);
};

test('keys of version 1', () => {
  const { client, server } = keysOf(1);
  assert.equal(hex(client.key), '1f369613dd76d5467730efcbe3b1a22d');
  assert.equal(hex(client.iv), 'fa044b2f42a3fd3b46fb255c');
  assert.equal(hex(client.headerKey), '9f50449e04a0e810283a1e9933adedd2');
  assert.equal(hex(server.key), 'cf3a5331653c364c88f0f379b6067e37');
});

test('keys of version 2', () => {
  const { client, server } = keysOf(0x6b3343cf);
  assert.equal(hex(client.key), '8b1a0bc121284290a29e0971b5cd045d');
  assert.equal(hex(client.iv), '91f73e2351d8fa91660e909f');
  assert.equal(hex(server.key), '82db637861d55e1d011f19ea71d5d2a7');
});
