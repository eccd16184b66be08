import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  capture,
  captureOf,
  cloud,
  endpoint,
  flow,
  lamp,
  nameAnswer,
  notesOf,
  peer,
  phone,
  profile,
  session,
  stranger,
  told,
} from '../network-fixture.ts';
import { inputOf } from '../subject-fixture.ts';
import { undeclaredPeer } from './undeclared-peer.ts';

const endpoints = [endpoint({ part: 'cloud' })];
const party = (...hosts: string[]) => ({ thirdParties: [{ name: 'Time', hosts, purpose: 'time' }] });
const ask = (lists: Parameters<typeof capture>[0], rest: Parameters<typeof inputOf>[1] = { endpoints }): readonly string[] =>
  told(undeclaredPeer, inputOf([capture(lists)], rest));

test('no: peers by name, by address, by range, by an alias, by the name TLS asks for', () => {
  const flows = [flow({})];
  assert.deepEqual(ask({ flows, names: [nameAnswer('Cloud.example.', cloud)] }), ['no']);
  assert.deepEqual(
    ask({
      flows,
      names: [
        nameAnswer('cloud.example', 'x.cdn.example'),
        nameAnswer('x.cdn.example', 'y.cdn.example'),
        nameAnswer('y.cdn.example', cloud),
      ],
    }),
    ['no'],
  );
  assert.deepEqual(ask({ flows, tls: [session()] }), ['no']);
  assert.deepEqual(ask({ flows }, party(cloud)), ['no']);
  assert.deepEqual(ask({ flows }, party('203.0.113.0/24')), ['no']);
  assert.deepEqual(ask({ flows, names: [nameAnswer('2.pool.ntp.example', cloud)] }, party('*.pool.ntp.example')), ['no']);
});
test('no: a name that another capture saw, a peer of the network profile', () => {
  const known = capture({ names: [nameAnswer('cloud.example', cloud)] }, { file: 'b.pcap' });
  assert.deepEqual(told(undeclaredPeer, inputOf([capture({ flows: [flow({})] }), known], { endpoints })), ['no']);
  const mud = profile([peer({ kind: 'address', peer: `${cloud}/32` })]);
  assert.deepEqual(told(undeclaredPeer, inputOf([capture({ flows: [flow({})] }), mud])), ['no']);
});
test('no: the local network, groups, other hosts, and who only knocks', () => {
  assert.deepEqual(ask({ flows: [flow({ server: phone }), flow({ server: '224.0.0.251' }), flow({ client: phone, server: stranger })] }), [
    'no',
  ]);
  assert.deepEqual(ask({ flows: [flow({ client: stranger, server: lamp, established: false })] }), ['no']);
  const link = { client: '02:00:00:00:00:10', server: 'ff:ff:ff:ff:ff:ff', protocol: 'arp', transport: null, port: null, clientPort: null };
  assert.deepEqual(ask({ flows: [flow({ ...link, application: 'arp', established: null })] }), ['no'], 'what stays on the link');
});
test('yes: a stranger, answered or not, and one that the device lets in', () => {
  for (const established of [true, false, null]) assert.deepEqual(ask({ flows: [flow({ server: stranger, established })] }), ['yes']);
  assert.deepEqual(ask({ flows: [flow({ client: stranger, server: lamp })] }), ['yes']);
  const short = captureOf({ deviceSeconds: 5 }, { flows: [flow({ server: stranger })], names: [nameAnswer('tracker.example', stranger)] });
  assert.deepEqual(notesOf(undeclaredPeer, inputOf([short])), [`tls with ${stranger} port 443: tracker.example`]);
});
test('yes: what is not below a name, what only a class of hosts covers', () => {
  const flows = [flow({})];
  assert.deepEqual(ask({ flows, names: [nameAnswer('pool.ntp.example', cloud)] }, party('*.pool.ntp.example')), ['yes']);
  assert.deepEqual(told(undeclaredPeer, inputOf([capture({ flows }), profile([peer({ kind: 'any', peer: '' })])])), ['yes']);
});
test('yes: a declaration that would name everybody names nobody', () => {
  const flows = [flow({})];
  for (const wide of ['0.0.0.0/0', '192.0.0.0/4', '*.example', '*'])
    assert.deepEqual(ask({ flows, names: [nameAnswer('cloud.example', cloud)] }, party(wide)), ['yes'], wide);
});
test('unknown: peers that were only counted, too thin, nothing', () => {
  assert.deepEqual(ask({ flows: [flow({ server: '*', count: 900 })] }), ['limit']);
  assert.deepEqual(told(undeclaredPeer, inputOf([captureOf({ deviceSeconds: 76 })])), ['not-located']);
  assert.deepEqual(told(undeclaredPeer, inputOf([])), ['absent']);
});
