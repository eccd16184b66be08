import assert from 'node:assert/strict';
import { test } from 'node:test';
import { image, inputOf, service } from '../subject-fixture.ts';
import { remoteShellAtBoot } from './remote-shell-at-boot.ts';

const ask = (fields: Parameters<typeof service>[0]): string => {
  const [answer] = remoteShellAtBoot.ask(inputOf([image({ services: [service(fields)] })]));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('yes at boot and on demand', () => {
  for (const protocol of ['telnet', 'rsh', 'rlogin', 'rexec', 'adb', 'gdb', 'shell']) assert.equal(ask({ protocol }), 'yes');
  assert.equal(ask({ starts: 'on-demand' }), 'yes');
});

test('a conditional start and an unknown program are unknown', () => {
  assert.equal(ask({ starts: 'conditional' }), 'not-located');
  assert.equal(ask({ protocol: null, command: 'dvr_app' }), 'not-located');
  assert.equal(remoteShellAtBoot.ask(inputOf([]))[0]?.reason, 'absent');
});

test('SSH and a disabled telnet are none', () => {
  assert.equal(ask({ protocol: 'ssh', command: 'dropbear' }), 'no');
  assert.equal(ask({ starts: 'disabled' }), 'no');
});
