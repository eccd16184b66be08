import assert from 'node:assert/strict';
import { test } from 'node:test';
import { door } from './network-fixture.ts';
import { spokenProtocol } from './spoken-protocol.ts';

const spoken = (...doors: Parameters<typeof door>[0][]): ReturnType<typeof spokenProtocol> =>
  spokenProtocol(doors.map((each) => door(each)));

test('names of several scanners come to one', () => {
  assert.deepEqual(spoken({ protocol: 'https' }), { protocol: 'https', secure: true });
  assert.deepEqual(spoken({ protocol: 'http', detail: 'over TLS; nginx' }), { protocol: 'https', secure: true });
  assert.deepEqual(spoken({ protocol: 'ssl/http' }), { protocol: 'https', secure: true });
  assert.deepEqual(spoken({ protocol: 'telnet over tls' }), { protocol: 'telnet', secure: true });
  assert.deepEqual(spoken({ protocol: 'domain' }), { protocol: 'dns', secure: false });
  assert.deepEqual(spoken({ protocol: 'HTTP' }), { protocol: 'http', secure: false });
  assert.deepEqual(spoken({ protocol: 'constructor' }), { protocol: 'constructor', secure: false });
});
test('whoever saw TLS is believed, and a name beats none', () => {
  assert.deepEqual(spoken({ protocol: 'tls' }, { protocol: 'mqtt' }), { protocol: 'mqtts', secure: true });
  assert.deepEqual(spoken({ protocol: 'tls' }), { protocol: null, secure: true });
  assert.deepEqual(spoken({ protocol: null }, { protocol: 'ssh' }), { protocol: 'ssh', secure: false });
});
test('a guess by the number, a wrapper and a closed port name nothing', () => {
  assert.deepEqual(spoken({ protocol: 'dns', detail: 'name by port number only' }), { protocol: null, secure: false });
  assert.deepEqual(spoken({ protocol: 'tcpwrapped' }, { protocol: 'ssh', state: 'closed' }), { protocol: null, secure: false });
  assert.deepEqual(spoken(), { protocol: null, secure: false });
});
