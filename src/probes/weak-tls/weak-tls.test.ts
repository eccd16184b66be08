import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TlsExhibit } from '../../model/network-exhibits.ts';
import { capture, captureOf, check, endpoint, lamp, phone, scan, session, told, toldBy } from '../network-fixture.ts';
import { inputOf } from '../subject-fixture.ts';
import { weakTls } from './weak-tls.ts';

const ask = (fields: Partial<TlsExhibit>): readonly string[] => toldBy(weakTls, capture({ tls: [session(fields)] }));

test('yes: an old version, a weak suite, no forward secrecy; as client and as server', () => {
  for (const version of ['SSL2', 'SSL3', 'TLS1.0', 'TLS1.1', 'DTLS1.0']) assert.deepEqual(ask({ version }), ['yes'], version);
  for (const cipher of [
    'TLS_RSA_WITH_AES_128_GCM_SHA256',
    'TLS_ECDHE_RSA_WITH_RC4_128_SHA',
    'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
    'TLS_ECDHE_ECDSA_WITH_NULL_SHA',
    'TLS_DH_anon_WITH_AES_128_CBC_SHA',
    'TLS_ECDH_anon_WITH_AES_128_CBC_SHA',
    'TLS_RSA_EXPORT_WITH_RC4_40_MD5',
    'TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA',
    'TLS_RSA_WITH_RC4_128_MD5',
    'TLS_ECDH_RSA_WITH_AES_128_CBC_SHA',
    'TLS_PSK_WITH_AES_128_CBC_SHA256',
  ])
    assert.deepEqual(ask({ cipher }), ['yes'], cipher);
  assert.deepEqual(ask({ version: 'TLS1.0', client: phone, server: lamp }), ['yes']);
  assert.deepEqual(toldBy(weakTls, captureOf({ deviceSeconds: 5 }, { tls: [session({ version: 'TLS1.0' })] })), ['yes']);
});
test('no: sessions that are good, of others, or that did not come about', () => {
  for (const cipher of [
    'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    'TLS_DHE_RSA_WITH_AES_256_CBC_SHA256',
    'TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256',
  ])
    assert.deepEqual(ask({ cipher }), ['no'], cipher);
  assert.deepEqual(ask({ version: 'TLS1.3', cipher: 'TLS_AES_128_GCM_SHA256' }), ['no']);
  assert.deepEqual(ask({ version: 'DTLS1.2' }), ['no']);
  assert.deepEqual(ask({ version: 'TLS1.0', client: phone }), ['no']);
  assert.deepEqual(ask({ version: null, cipher: null }), ['no']);
});
test('unknown: a suite or version that nobody knows, too thin, nothing', () => {
  assert.deepEqual(ask({ cipher: '0xABCD' }), ['unsupported']);
  assert.deepEqual(ask({ cipher: null }), ['unsupported']);
  assert.deepEqual(ask({ version: 'TLS9' }), ['unsupported']);
  assert.deepEqual(toldBy(weakTls, captureOf({ joined: false })), ['not-located']);
  assert.deepEqual(toldBy(weakTls), ['absent']);
});
test('a scan of its own interfaces shows what is weak, and never that nothing is', () => {
  const own = { endpoints: [endpoint({ host: lamp, trust: 'private' })] };
  const old = session({ client: null, server: lamp, version: 'TLS1.0' });
  assert.deepEqual(told(weakTls, inputOf([scan({ tls: [old] })], own)), ['absent', 'yes']);
  assert.deepEqual(told(weakTls, inputOf([scan({ checks: [check('weak-cipher', 'yes', { host: lamp })] })], own)), ['absent', 'yes']);
  assert.deepEqual(told(weakTls, inputOf([scan({ tls: [{ ...old, version: 'TLS1.3' }] })], own)), ['absent']);
});
