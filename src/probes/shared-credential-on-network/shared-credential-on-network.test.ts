import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountExhibit, ServiceExhibit } from '../../model/exhibits.ts';
import { check, endpoint, scan, told } from '../network-fixture.ts';
import { account, dump, image, inputOf, service, subjectOf, unreadable } from '../subject-fixture.ts';
import { sharedCredentialOnNetwork } from './shared-credential-on-network.ts';

const ask = (services: Partial<ServiceExhibit>[], accounts: AccountExhibit[], of = image): string => {
  const [answer] = sharedCredentialOnNetwork.ask(inputOf([of({ services: services.map(service), accounts })]));
  return answer?.reason ?? answer?.outcome ?? '';
};
const empty = { state: 'none', scheme: null, hash: null, tried: 0 } as const;
const locked = account({ state: 'locked', scheme: null, hash: null, tried: 0 });
const telnet = { protocol: 'telnet', command: 'telnetd' };
const dropbear = (options = ''): Partial<ServiceExhibit> => ({ protocol: 'ssh', command: `dropbear ${options}`, name: 'dropbear' });
const web = { protocol: 'http', command: 'boa' };
const at = (path: string): Partial<AccountExhibit> => ({ at: `a.bin!/0x0.squashfs!${path}:1` });

test('telnet admits every account with a shell, empty passwords too', () => {
  for (const password of [{}, { known: 'root' }, empty]) assert.equal(ask([telnet], [account(password)]), 'yes');
  assert.equal(ask([{ ...telnet, starts: 'on-demand' }], [account()]), 'yes');
  assert.equal(ask([telnet], [locked, account({}, { shell: '/sbin/nologin' }), account({}, { shell: '/bin/false' })]), 'no');
});

test('a yes lists the service and the account', () => {
  const [answer] = sharedCredentialOnNetwork.ask(inputOf([image({ services: [service(telnet)], accounts: [account()] })]));
  assert.deepEqual(
    answer?.places.map((place) => place.at),
    ['a.bin!/0x0.squashfs!/etc/init.d/rcS:3', 'a.bin!/0x0.squashfs!/etc/passwd:1'],
  );
});

test('a disabled service does not count; whether a conditional one runs is unknown', () => {
  assert.equal(ask([{ ...telnet, starts: 'disabled' }], [account()]), 'no');
  assert.equal(ask([{ ...telnet, starts: 'conditional' }], [account()]), 'not-located');
  assert.equal(ask([{ ...telnet, starts: 'conditional' }], [locked]), 'no');
});

test('dropbear refuses empty passwords, and what its flags say', () => {
  assert.equal(ask([dropbear()], [account()]), 'yes');
  assert.equal(ask([dropbear('-p 22 -R')], [account()]), 'yes');
  assert.equal(ask([dropbear()], [account(empty)]), 'no');
  assert.equal(ask([dropbear('-B')], [account(empty)]), 'yes');
  assert.equal(ask([dropbear('-s')], [account()]), 'no');
  assert.equal(ask([dropbear('-R -sF')], [account()]), 'no');
  assert.equal(ask([dropbear('-g')], [account()]), 'no');
  assert.equal(ask([dropbear('-w')], [account({}, { user: 'guest', uid: 500 })]), 'yes');
  assert.equal(ask([dropbear('-r -s')], [account()]), 'yes');
  assert.equal(ask([dropbear('$EXTRA')], [account()]), 'not-located');
});

test('what stands in settings that are not read is unknown', () => {
  assert.equal(ask([{ protocol: 'ssh', command: 'sshd' }], [account()]), 'not-located');
  assert.equal(ask([{ protocol: 'ssh', command: 'sshd' }], [locked]), 'no');
  assert.equal(ask([{ protocol: 'ftp', command: 'vsftpd' }], [account()]), 'not-located');
  assert.equal(ask([{ protocol: 'ftp', command: 'tcpsvd 0 21 ftpd -w /' }], [account()]), 'yes');
  assert.equal(ask([{ protocol: 'telnet', command: 'telnetd -l /usr/bin/mylogin' }], [account()]), 'not-located');
});

test('an account of the command line belongs to that service', () => {
  const line = { ...telnet, command: 'telnetd -u Alphanetworks:$image_sign' };
  const given = (tried: number): AccountExhibit =>
    account({ scheme: 'plain', hash: null, tried }, { ...at('/etc/init.d/rcS'), shell: null, uid: null });
  assert.equal(ask([line], [given(1), locked]), 'yes');
  assert.equal(ask([line], [given(0), account()]), 'not-located');
});

test("a web server's accounts are its own", () => {
  for (const file of ['/etc/.htpasswd', '/etc/lighttpd-users', '/etc/httpd.conf', '/etc/defaultvalue.xml']) {
    assert.equal(ask([web], [account({ scheme: 'plain', hash: null, tried: 1 }, at(file))]), 'yes', file);
  }
  assert.equal(ask([web], [account()]), 'not-located');
  assert.equal(ask([{ protocol: 'smb', command: 'smbd' }], [account({ scheme: 'nt' }, at('/etc/smbpasswd'))]), 'yes');
  assert.equal(ask([{ protocol: 'smb', command: 'smbd' }], [account()]), 'not-located');
});

test('a copy of the account file opens nothing', () => {
  assert.equal(ask([telnet], [locked, account({}, at('/etc/passwd.bak'))]), 'no');
});

test('one unit alone does not show a shared password', () => {
  assert.equal(ask([telnet], [account()], dump), 'not-located');
  assert.equal(ask([telnet], [account({ known: 'admin' })], dump), 'yes');
});

test('no login at all: no, unless something unknown runs', () => {
  assert.equal(ask([], [account()]), 'no');
  assert.equal(ask([{ protocol: null, command: 'dvr_app' }], [account()]), 'not-located');
  assert.equal(ask([telnet], []), 'not-located');
});

test('a yes stands even where not all was read', () => {
  for (const [name, reason, lists] of unreadable) {
    const found = { ...lists, services: [service(telnet)], accounts: [account()] };
    assert.equal(sharedCredentialOnNetwork.ask(inputOf([subjectOf({}, found)]))[0]?.outcome, 'yes', name);
    assert.equal(sharedCredentialOnNetwork.ask(inputOf([subjectOf({}, lists)]))[0]?.reason, reason, name);
  }
});

test('one answer for each image', () => {
  const answers = sharedCredentialOnNetwork.ask(inputOf([image({ services: [service(telnet)], accounts: [account()] }), image()]));
  assert.deepEqual(
    answers.map(({ outcome }) => outcome),
    ['yes', 'no'],
  );
});

test('no firmware', () => assert.equal(sharedCredentialOnNetwork.ask(inputOf([]))[0]?.reason, 'absent'));

test('a scan shows a published login that works, and never that none does', () => {
  const of = (...checks: ReturnType<typeof check>[]): readonly string[] =>
    told(sharedCredentialOnNetwork, inputOf([image(), scan({ checks })], { endpoints: [endpoint()] }));
  assert.equal(of(check('known-login', 'yes')).at(-1), 'yes');
  assert.equal(of(check('public-community', 'yes')).at(-1), 'yes');
  assert.equal(of(check('known-login', 'no')).length, 1);
  assert.equal(of(check('known-login', 'yes', { host: '10.0.0.9' })).length, 1, 'whose it is, is not told');
});
