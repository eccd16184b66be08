import assert from 'node:assert/strict';
import { test } from 'node:test';
import { door, endpoint, scan, told } from '../network-fixture.ts';
import { image, inputOf, rootFileSystem, service, subjectOf, unreadable } from '../subject-fixture.ts';
import { networkLogin } from './network-login.ts';

const ask = (services: Parameters<typeof service>[0][]): string => {
  const [answer] = networkLogin.ask(inputOf([image({ services: services.map(service) })]));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('a login that starts at boot, on demand or on a condition is a door', () => {
  for (const starts of ['boot', 'on-demand', 'conditional'] as const) assert.equal(ask([{ starts }]), 'yes');
  for (const protocol of ['ssh', 'ftp', 'http', 'rtsp', 'smb', 'snmp', 'adb']) assert.equal(ask([{ protocol }]), 'yes');
});

test('a disabled one and a protocol without a login are none', () => {
  assert.equal(ask([{ starts: 'disabled' }]), 'no');
  assert.equal(
    ask([
      { protocol: 'dhcp', command: 'udhcpd' },
      { protocol: null, command: 'crond' },
    ]),
    'no',
  );
});

test('a program that nobody knows may listen', () => {
  assert.equal(ask([{ protocol: null, command: 'dvr_app' }]), 'not-located');
  assert.equal(ask([{ protocol: 'tcp', command: 'nc -l' }]), 'not-located');
  assert.equal(
    ask([
      { protocol: null, command: 'dvr_app' },
      { protocol: 'http', command: 'boa' },
    ]),
    'yes',
  );
});

test('a yes names the service and its image', () => {
  const [answer] = networkLogin.ask(inputOf([image({ services: [service({ port: 23 })] })]));
  assert.deepEqual(answer?.places, [{ at: 'a.bin!/0x0.squashfs!/etc/init.d/rcS:3', note: 'telnetd (telnet 23), starts: boot' }]);
  assert.deepEqual(answer?.evidence, ['a.bin']);
});

test('what was not read is never a no', () => {
  for (const [name, reason, lists] of unreadable) {
    const [answer] = networkLogin.ask(inputOf([subjectOf({}, lists)]));
    assert.equal(answer?.reason, reason, name);
  }
  const rtos = { ...rootFileSystem, systems: rootFileSystem.systems.map((system) => ({ ...system, family: 'vxworks' })) };
  assert.equal(networkLogin.ask(inputOf([subjectOf({}, rtos)]))[0]?.reason, 'unsupported');
  assert.equal(networkLogin.ask(inputOf([subjectOf({}, { containers: rootFileSystem.containers })]))[0]?.reason, 'not-located');
  assert.equal(networkLogin.ask(inputOf([]))[0]?.reason, 'absent');
});

test('padding and small unnamed regions do not stand in the way', () => {
  const region = { at: 'a.bin', offset: 0, entropy: 1 };
  const opaque = [{ ...region, bytes: 99_999, guess: 'padding' } as const, { ...region, bytes: 4095, guess: 'unknown' } as const];
  assert.equal(networkLogin.ask(inputOf([image({ opaque })]))[0]?.outcome, 'no');
});

test('a scan shows a login that is there, and never that there is none', () => {
  const of = (protocol: string | null, state: 'open' | 'closed' = 'open'): readonly string[] =>
    told(networkLogin, inputOf([image(), scan({ interfaces: [door({ protocol, state })] })], { endpoints: [endpoint()] }));
  for (const protocol of ['https', 'telnet', 'mqtt', 'adb']) assert.deepEqual(of(protocol), ['no', 'yes'], protocol);
  for (const protocol of ['dns', null]) assert.deepEqual(of(protocol), ['no']);
  assert.deepEqual(of('telnet', 'closed'), ['no']);
  const elsewhere = inputOf([scan()], { endpoints: [endpoint({ part: 'cloud' })] });
  assert.deepEqual(told(networkLogin, elsewhere), ['absent'], "another part's endpoint");
});
