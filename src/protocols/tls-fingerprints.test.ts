// Fingerprints as their authors and others publish them; the hellos are rebuilt from the published lists.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../adapters/create-host.ts';
import { ja3Fingerprint, ja4Fingerprint } from './tls-fingerprints.ts';
import type { ClientHello } from './tls-handshake.ts';

const host = createHost();
const numbers = (text: string): readonly number[] => (text === '' ? [] : text.split('-').map(Number));
const hexes = (text: string): readonly number[] => text.split(',').map((digits) => parseInt(digits, 16));

function helloOf(text: string, rest: Partial<ClientHello> = {}): ClientHello {
  const [version, ciphers = '', extensions = '', groups = '', formats = ''] = text.split(',');
  const nothing = new Uint8Array(0);
  return {
    legacyVersion: Number(version),
    random: nothing,
    sessionId: nothing,
    ciphers: numbers(ciphers),
    compressions: [0],
    extensions: numbers(extensions),
    sni: null,
    alpn: [],
    groups: numbers(groups),
    pointFormats: numbers(formats),
    signatures: [],
    versions: [],
    ...rest,
  };
}

const chrome =
  '771,4865-4866-4867-49195-49199-49196-49200-52393-52392-49171-49172-156-157-47-53,45-51-16-65037-23-17613-0-11-10-43-65281-35-18-5-13-27,4588-29-23-24,0';
const signatures = hexes('0403,0804,0401,0503,0805,0501,0806,0601');

test('JA3 as its README says', () => {
  assert.equal(
    ja3Fingerprint(helloOf('769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0'), host),
    'ada70206e40642a3e4461f35503241d5',
  );
  assert.equal(ja3Fingerprint(helloOf('769,4-5-10-9-100-98-3-6-19-18-99,,,'), host), 'de350869b8c85de67a350c8d186f11e6');
});

test('JA3 and JA4 of a browser; GREASE changes neither', () => {
  const plain = helloOf(chrome, { alpn: ['h2', 'http/1.1'], signatures, versions: [0x0304, 0x0303] });
  const greased = {
    ...plain,
    ciphers: [0x0a0a, ...plain.ciphers],
    extensions: [0x1a1a, ...(plain.extensions ?? []), 0xfafa],
    groups: [0x2a2a, ...plain.groups],
    versions: [0x3a3a, ...plain.versions],
  };
  for (const hello of [plain, greased]) {
    assert.equal(ja3Fingerprint(hello, host), '98487aa16281980e7d1120d399efb6a4');
    assert.equal(ja4Fingerprint(hello, 't', host), 't13d1516h2_8daaf6152771_d8a2da3f94cd');
  }
});

test('JA4 as its description says', () => {
  const ciphers = hexes('1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035');
  const extensions = hexes('001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015');
  const hello = helloOf('771,,,,', { ciphers, extensions, alpn: ['h2'], signatures, versions: [0x0304] });
  assert.equal(ja4Fingerprint(hello, 't', host), 't13d1516h2_8daaf6152771_e5627efa2ab1');
  assert.equal(ja4Fingerprint({ ...hello, alpn: ['\xabcd\xef'] }, 'q', host).slice(0, 10), 'q13d1516af');
});
