import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, door, endpoint, scan, told } from '../network-fixture.ts';
import { image, inputOf, service } from '../subject-fixture.ts';
import { openShell } from './open-shell.ts';

const ask = (command: string, protocol: string | null, starts: 'boot' | 'conditional' = 'boot'): string => {
  const [answer] = openShell.ask(inputOf([image({ services: [service({ command, protocol, starts })] })]));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('a shell in place of the login', () => {
  for (const command of ['telnetd -l /bin/sh', 'telnetd -l/bin/ash', 'utelnetd -p 23 -l /bin/sh -d'])
    assert.equal(ask(command, 'telnet'), 'yes', command);
  for (const command of ['nc -l -p 99 -e /bin/sh', 'nc -lle sh', 'socat TCP-LISTEN:9,fork EXEC:/bin/sh', 'tcpsvd 0 9 sh'])
    assert.equal(ask(command, 'tcp'), 'yes', command);
  assert.equal(ask('ttyd sh', 'http'), 'yes');
});

test('debug services ask nobody', () => {
  for (const protocol of ['adb', 'gdb', 'shell']) assert.equal(ask('it', protocol), 'yes');
});

test('a login is a login', () => {
  for (const command of ['telnetd', 'telnetd -l /bin/login']) assert.equal(ask(command, 'telnet'), 'no', command);
  assert.equal(ask('dropbear', 'ssh'), 'no');
});

test('unknown: undecided start, a login of its own, pages nobody tried, an unknown program', () => {
  assert.equal(ask('telnetd -l /bin/sh', 'telnet', 'conditional'), 'not-located');
  assert.equal(ask('telnetd -l /bin/login.sh', 'telnet'), 'not-located');
  assert.equal(ask('boa', 'http'), 'not-located');
  assert.equal(ask('ttyd -c a:b sh', 'http'), 'not-located');
  assert.equal(ask('nc -l', 'tcp'), 'not-located');
  assert.equal(ask('dvr_app', null), 'not-located');
  assert.equal(openShell.ask(inputOf([]))[0]?.reason, 'absent');
});

test('a scan shows what gives control without a login, and never that nothing does', () => {
  const of = (protocol: string | null, result: 'yes' | 'no' = 'yes'): readonly string[] =>
    told(
      openShell,
      inputOf([scan({ interfaces: [door({ protocol })], checks: [check('anonymous-access', result)] })], { endpoints: [endpoint()] }),
    );
  for (const protocol of ['telnet', 'adb', 'docker', 'redis']) assert.deepEqual(of(protocol), ['absent', 'yes'], protocol);
  for (const protocol of ['https', 'ftp', 'snmp', null]) assert.deepEqual(of(protocol), ['absent']);
  assert.deepEqual(of('telnet', 'no'), ['absent']);
});
