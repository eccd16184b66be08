import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SshAlgorithms, SshExhibit } from '../../model/network-exhibits.ts';
import { capture, captureOf, check, door, endpoint, lamp, phone, scan, sshSession, told, toldBy } from '../network-fixture.ts';
import { inputOf } from '../subject-fixture.ts';
import { weakSsh } from './weak-ssh.ts';

const ask = (agreed: Partial<SshAlgorithms>, fields: Partial<SshExhibit> = {}): readonly string[] =>
  toldBy(weakSsh, capture({ ssh: [sshSession(agreed, fields)] }));

test('yes: version 1, or an algorithm that is broken; as client and as server', () => {
  assert.deepEqual(ask({}, { version: '1.5', agreed: null }), ['yes']);
  assert.deepEqual(ask({ kex: ['diffie-hellman-group1-sha1'] }), ['yes']);
  assert.deepEqual(ask({ hostKeys: ['ssh-dss'] }), ['yes']);
  for (const cipher of ['3des-cbc', 'arcfour128', 'blowfish-cbc', 'none']) assert.deepEqual(ask({ ciphers: [cipher] }), ['yes'], cipher);
  assert.deepEqual(ask({ macs: ['hmac-md5'] }), ['yes']);
  assert.deepEqual(ask({ macs: ['none'] }, { client: phone, server: lamp }), ['yes']);
});
test('no: today’s algorithms, outdated ones that hold, sessions of others, offers that do not meet', () => {
  assert.deepEqual(ask({}), ['no']);
  assert.deepEqual(ask({ ciphers: ['aes128-cbc'], macs: ['hmac-sha1'], hostKeys: ['ssh-rsa'] }), ['no']);
  assert.deepEqual(ask({ ciphers: ['3des-cbc'] }, { client: phone }), ['no']);
  const offer = sshSession({}).agreed;
  assert.deepEqual(ask({}, { agreed: null, clientOffer: offer, serverOffer: offer }), ['no']);
  assert.deepEqual(toldBy(weakSsh, capture()), ['no']);
});
test('unknown: an offer that was not seen, too thin, nothing', () => {
  assert.deepEqual(ask({}, { version: null, agreed: null }), ['not-located']);
  assert.deepEqual(toldBy(weakSsh, captureOf({ joined: false })), ['not-located']);
  assert.deepEqual(toldBy(weakSsh), ['absent']);
});
test('a scan of its own interfaces shows version 1, and never that it is not spoken', () => {
  const own = { endpoints: [endpoint({ host: lamp, trust: 'none' })] };
  const face = { interfaces: [door({ host: lamp, protocol: 'ssh' })] };
  const checks = (result: 'yes' | 'no') => [check('old-version', result, { host: lamp })];
  assert.deepEqual(told(weakSsh, inputOf([scan({ ...face, checks: checks('yes') })], own)), ['absent', 'yes']);
  assert.deepEqual(told(weakSsh, inputOf([scan({ ...face, checks: checks('no') })], own)), ['absent']);
});
