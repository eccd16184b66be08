import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redact } from '../../foundation/redact.ts';
import type { Host } from '../../model/host.ts';
import { scanned } from './scanned-fixture.ts';
import { collectSecrets } from './secrets.ts';
import { treeOf } from './tree-fixture.ts';

function secrets(text: string, path = '/etc/app.conf'): readonly string[] {
  const { unpacked, context } = scanned(treeOf({ [path]: text }), {} as Host);
  return collectSecrets(unpacked, context).map(({ at, kind, redacted }) => `${at.slice(at.lastIndexOf(':') + 1)} ${kind} ${redacted}`);
}

const cases: readonly (readonly [line: string, kind: string, redacted: string])[] = [
  ['wpa_passphrase=correcthorse', 'wifi-passphrase', 'co…12'],
  ['\tpsk="letmein99"', 'wifi-passphrase', 'le…9'],
  ["\toption key 'sunnyday1'", 'wifi-passphrase', 'su…9'],
  ['mqtt_password = hunter22', 'password', 'hu…8'],
  ['  "password": "abc12",', 'password', '…5'],
  ['export DB_PASSWD="s3cr3t!!"', 'password', 's3…8'],
  ["\toption password 'admin'", 'password', '…5'],
  ['<AdminPassword>tlJwpbo6</AdminPassword>', 'password', 'tl…8'],
  ['api_key: 0123456789abcdef', 'token', '01…16'],
  [`id = ${'AKIA'}IOSFODNN7EXAMPLE`.replace('EXAMPLE', 'ABCDEFG'), 'aws-access-key', 'AK…20'],
  [`var k = '${'AIza'}${'b'.repeat(35)}'`, 'google-api-key', 'AI…39'],
  [`token=${'ghp'}_${'c'.repeat(36)}`, 'github-token', 'gh…40'],
  ['ftpput -u cam -p camera1 host f f', 'command-line-password', '…7'],
  ['curl -s -u admin:topsecret http://x/', 'command-line-password', 'to…9'],
  ['wget --user=a --password=pa55word x', 'command-line-password', 'pa…8'],
  ['url=rtsp://admin:1234abcd@10.0.0.2/live', 'url-credentials', '12…8'],
];

for (const [line, kind, redacted] of cases) {
  test(`finds: ${kind}, ${line.trim().slice(0, 24)}`, () => assert.deepEqual(secrets(`x=1\n${line}\n`), [`2 ${kind} ${redacted}`]));
}

const harmless = [
  '# password=letmein99',
  '// "password": "letmein99"',
  'password=',
  'password=$PASS',
  'PASSWORD="$(nvram get p)"',
  'wpa_psk=%s',
  'password: <your password>',
  'passwd_file=/etc/passwd',
  'password=/etc/secret',
  'password=********',
  'password: string,',
  'passwd:         compat',
  'password required pam_unix.so',
  'option key 1',
  'password = s:taboption("encryption", Value)',
  'http://example.com:8080/@user',
  'curl http://a/b',
  'key_mgmt=WPA-PSK',
];

for (const line of harmless) test(`leaves alone: ${line}`, () => assert.deepEqual(secrets(`${line}\n`), []));

test('looks at settings and scripts only', () => {
  const line = 'password=letmein99\n';
  for (const path of ['/usr/share/doc/app/sample.conf', '/www/index.html', '/www/a.js', '/etc/nsswitch.conf', '/usr/lib/table']) {
    assert.deepEqual(secrets(line, path), [], path);
  }
  assert.deepEqual(secrets(`#!/bin/sh\n${line}`, '/usr/lib/table'), ['2 password le…9']);
  assert.deepEqual(secrets(`\x7fELF\0${line}`), []);
});

test('never the whole value', () => {
  assert.deepEqual(['a', 'abcdefg', 'abcdefgh'].map(redact), ['…1', '…7', 'ab…8']);
});
