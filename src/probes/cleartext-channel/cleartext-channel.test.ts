import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capture, captureOf, cloud, flow, lamp, notesOf, phone, toldBy } from '../network-fixture.ts';
import { inputOf } from '../subject-fixture.ts';
import { cleartextChannel } from './cleartext-channel.ts';

const clear = (application: string, fields = {}) => flow({ application, encrypted: false, port: 80, ...fields });

test('yes: whatever carries data or commands', () => {
  for (const application of ['http', 'mqtt', 'ftp', 'telnet', 'coap', 'rtsp', 'sip', 'syslog', 'tuya-lan', 'made-up'])
    assert.deepEqual(toldBy(cleartextChannel, captureOf({ deviceSeconds: 5 }, { flows: [clear(application)] })), ['yes'], application);
  assert.deepEqual(toldBy(cleartextChannel, capture({ flows: [clear('http', { client: cloud, server: lamp })] })), ['yes']);
  assert.deepEqual(
    toldBy(cleartextChannel, capture({ flows: [clear('http', { server: '8.8.4.4' })] })),
    ['yes'],
    'a host that is not listed',
  );
});
test('a yes says what with whom', () =>
  assert.deepEqual(notesOf(cleartextChannel, inputOf([capture({ flows: [clear('http')] })])), [`http with ${cloud} port 80: in clear`]));
test('no: infrastructure, the local network, other hosts, attempts, and what is encrypted', () => {
  for (const application of ['dns', 'ntp', 'stun'])
    assert.deepEqual(toldBy(cleartextChannel, capture({ flows: [clear(application)] })), ['no'], application);
  for (const server of [phone, '224.0.0.251'])
    assert.deepEqual(toldBy(cleartextChannel, capture({ flows: [clear('http', { server })] })), ['no']);
  assert.deepEqual(toldBy(cleartextChannel, capture({ flows: [clear('http', { client: phone })] })), ['no']);
  assert.deepEqual(toldBy(cleartextChannel, capture({ flows: [clear('http', { established: false }), flow({})] })), ['no']);
});
test('unknown: a protocol nobody knows, one that may be encrypted, too thin, nothing', () => {
  assert.deepEqual(toldBy(cleartextChannel, capture({ flows: [clear('x', { application: null, encrypted: null })] })), ['unsupported']);
  assert.deepEqual(toldBy(cleartextChannel, capture({ flows: [clear('xmpp', { encrypted: null })] })), ['unsupported']);
  assert.deepEqual(toldBy(cleartextChannel, captureOf({ deviceSeconds: 5 })), ['not-located']);
  assert.deepEqual(toldBy(cleartextChannel), ['absent']);
});
