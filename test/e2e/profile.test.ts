import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { connection, pcap } from '../../src/intake/capture/capture-fixture.ts';
import type { Exhibits } from '../../src/model/exhibits.ts';
import { assertRefusal, runIqs } from './run-iqs.ts';
import { temporaryFolder } from './sample-dossier.ts';

const folder = temporaryFolder();
const capture = join(folder, 'idle.pcap');
const device = '192.168.1.20';
writeFileSync(
  capture,
  pcap(
    connection({ client: [192, 168, 1, 20], server: [203, 0, 113, 5], clientPort: 50_000, serverPort: 8883, behind: [[203, 0, 113, 5]] }, [
      { side: 'client', data: 'hello' },
      { side: 'server', data: 'hello' },
    ]),
  ),
);

test('a profile of a capture, and what inspect makes of it', () => {
  const out = join(folder, 'device.mud.json');
  const { status, stdout, stderr } = runIqs([
    'profile',
    capture,
    '--device',
    device,
    '--name',
    'Cam',
    '--url',
    'https://maker.example/cam.json',
    '-o',
    out,
  ]);
  assert.deepEqual([status, stdout], [0, '']);
  assert.match(stderr, /^2 permissions for 192\.168\.1\.20, written to .+\n$/);
  const file = JSON.parse(readFileSync(out, 'utf8')) as { 'ietf-mud:mud': Record<string, unknown> };
  assert.equal(file['ietf-mud:mud']['mud-url'], 'https://maker.example/cam.json');
  const { evidence, peers, problems } = JSON.parse(runIqs(['inspect', out, '--json']).stdout) as Exhibits;
  assert.deepEqual([evidence[0]?.kind, problems], ['mud', []]);
  assert.deepEqual(
    peers.map(({ direction, peer, peerPort, initiated }) => [direction, peer, peerPort, initiated]),
    [
      ['from-device', '203.0.113.5/32', '8883', 'from-device'],
      ['to-device', '203.0.113.5/32', '8883', 'from-device'],
    ],
  );
});

test('on standard output where no file is named', () => {
  const { status, stdout } = runIqs(['profile', capture, '--device', device]);
  assert.equal(status, 0);
  assert.ok(stdout.startsWith('{\n  "ietf-mud:mud": {\n    "mud-version": 1,\n    "mud-url": "https://mud.invalid/device.json"'));
});

test('refusals', () => {
  const note = join(folder, 'note.txt');
  writeFileSync(note, 'no capture');
  assertRefusal(runIqs(['profile', note]), 2, 'PROFILE_NO_CAPTURE');
  assertRefusal(runIqs(['profile', capture, '--device', '192.168.1.99']), 2, 'PROFILE_NO_DEVICE');
  assertRefusal(runIqs(['profile', capture, '--url', 'http://maker.example/x']), 2, 'USAGE');
});
