import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CollectorContext } from '../../../model/collector.ts';
import type { ServiceExhibit } from '../../../model/exhibits.ts';
import { readServicePrograms } from '../../../model/service-program.ts';
import type { Unpacked } from '../../../model/unpacked.ts';
import { type FixtureEntry, treeOf, unpackedOf } from '../tree-fixture.ts';
import { collectServices } from './services.ts';

const table = new URL('../../../../catalogue/tables/services.tsv', import.meta.url);
const servicePrograms = readServicePrograms(readFileSync(table, 'utf8'));
const context = { tables: { servicePrograms }, needles: [] } as unknown as CollectorContext;
const elf = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0]);
const busybox: FixtureEntry = { target: 'busybox' };

const servicesIn = (unpacked: Unpacked): readonly ServiceExhibit[] => collectServices(unpacked, context);
const brief = (services: readonly ServiceExhibit[]): readonly string[] =>
  services.map(({ starts, name, protocol, port, at }) =>
    [starts, name, protocol ?? '-', port ?? '-', at.slice(at.indexOf('!') + 1)].join(' '),
  );

/** Nothing found to start is no finding. */
const nothing = ['conditional init - - root.squashfs'];

/** A BusyBox system whose rcS is the text given. */
const rcS = (script: string, more: Readonly<Record<string, FixtureEntry>> = {}): readonly string[] =>
  brief(
    servicesIn(
      treeOf({
        '/bin/busybox': elf,
        '/bin/sh': busybox,
        '/usr/sbin/telnetd': { target: '../../bin/busybox' },
        '/etc/inittab': '::sysinit:/etc/init.d/rcS\n',
        '/etc/init.d/rcS': `#!/bin/sh\n${script}`,
        ...more,
      }),
    ),
  );

const cases: readonly (readonly [
  title: string,
  script: string,
  expected: readonly string[],
  more?: Readonly<Record<string, FixtureEntry>>,
])[] = [
  ['started in the background', 'mount -a\ntelnetd &\n', ['boot telnetd telnet 23 /etc/init.d/rcS:3']],
  ['commented out', '#/usr/sbin/telnetd\n# telnetd &\n', nothing],
  ['in quotes and here-documents', 'echo "telnetd &"\ncat <<EOF\ntelnetd &\nEOF\n', nothing],
  ['only named as an argument', 'killall telnetd\n', nothing],
  ['port in the arguments', 'telnetd -p 2323 -l /bin/sh\n', ['boot telnetd telnet 2323 /etc/init.d/rcS:2']],
  ['line continuation', 'telnetd \\\n  -p 24 &\n', ['boot telnetd telnet 24 /etc/init.d/rcS:2']],
  ['undecided condition', 'if [ "$(nvram get telnet)" = 1 ]; then telnetd; fi\n', ['conditional telnetd telnet 23 /etc/init.d/rcS:2']],
  [
    'test of a file that is there',
    'if [ -f /etc/yes ]; then telnetd; else sshd; fi\n',
    ['boot telnetd telnet 23 /etc/init.d/rcS:2'],
    { '/etc/yes': 'y' },
  ],
  [
    'test of a file that is not there',
    '[ -x /usr/sbin/sshd ] && sshd\n[ ! -e /etc/no ] && telnetd\n',
    ['boot telnetd telnet 23 /etc/init.d/rcS:3'],
  ],
  ['a run-time file is unknown', 'test -e /tmp/debug && telnetd\n', ['conditional telnetd telnet 23 /etc/init.d/rcS:2']],
  [
    'both branches start it',
    'if foo; then telnetd -l a; else telnetd -l b; fi\n',
    ['boot telnetd telnet 23 /etc/init.d/rcS:2', 'boot telnetd telnet 23 /etc/init.d/rcS:2'],
  ],
  ['only one of three branches', 'if a; then telnetd; elif b; then telnetd; fi\n', ['conditional telnetd telnet 23 /etc/init.d/rcS:2']],
  ['after a possible exit', 'grep -q x /proc/cmdline && exit 0\ntelnetd\n', ['conditional telnetd telnet 23 /etc/init.d/rcS:3']],
  ['after a sure exit', 'exit 0\ntelnetd\n', nothing],
  ['constant variable', 'D=/usr/sbin\nP=telnetd\n$D/$P -p 99\n', ['boot telnetd telnet 99 /etc/init.d/rcS:4']],
  ['variable from an undecided branch', 'P=telnetd\nif x; then P=sshd; fi\n$P\n', ['conditional $P - - /etc/init.d/rcS:4']],
  ['function', 'go() {\n  telnetd\n}\ngo\n', ['boot telnetd telnet 23 /etc/init.d/rcS:3']],
  ['function not called', 'go() { telnetd; }\n', nothing],
  [
    'case by argument',
    'set -- start\ncase "$1" in\n start|boot) telnetd ;;\n stop) sshd ;;\nesac\n',
    ['boot telnetd telnet 23 /etc/init.d/rcS:4'],
  ],
  ['busybox applet', 'busybox telnetd -p 5000\n', ['boot telnetd telnet 5000 /etc/init.d/rcS:2']],
  [
    'wrappers',
    'nohup nice -n 5 telnetd &\nsh -c "dropbear -p 22022"\n',
    ['boot telnetd telnet 23 /etc/init.d/rcS:2', 'boot dropbear ssh 22022 /etc/init.d/rcS:3'],
  ],
  ['start-stop-daemon', 'start-stop-daemon -S -b -x /usr/sbin/telnetd -- -p 77\n', ['boot telnetd telnet 77 /etc/init.d/rcS:2']],
  ['start-stop-daemon that stops', 'start-stop-daemon -K -x /usr/sbin/telnetd\n', nothing],
  ['tcpsvd', 'tcpsvd 0 2121 ftpd -w / &\n', ['boot tcpsvd ftp 2121 /etc/init.d/rcS:2']],
  ['a client is no server', 'nc 10.0.0.1 99\n', nothing],
  ['nc that listens', 'nc -l -p 4444 -e /bin/sh &\n', ['boot nc tcp 4444 /etc/init.d/rcS:2']],
  ['endless loop, nothing after it', 'while true; do telnetd -F; sleep 1; done\nsshd\n', ['boot telnetd telnet 23 /etc/init.d/rcS:2']],
  [
    'loop counter is not constant',
    'i=0\nwhile true; do [ $i -gt 5 ] && break; let i=i+1; done\ntelnetd\n',
    ['boot telnetd telnet 23 /etc/init.d/rcS:4'],
  ],
  [
    'vendor program kept running',
    '/usr/bin/camera &\n/usr/bin/setup\necho done\n',
    ['boot camera - - /etc/init.d/rcS:2', 'boot setup - - /etc/init.d/rcS:3'],
    { '/usr/bin/camera': elf, '/usr/bin/setup': elf },
  ],
  ['vendor program at the end', 'echo x\nexec /usr/bin/camera\n', ['boot camera - - /etc/init.d/rcS:3'], { '/usr/bin/camera': elf }],
  ['a path that is not there', '/opt/none/telnetd\n', ['conditional telnetd telnet 23 /etc/init.d/rcS:2']],
];

for (const [title, script, expected, more] of cases) {
  test(`boot script: ${title}`, () => assert.deepEqual([...rcS(script, more)].sort(), [...expected].sort()));
}

test('a loop over S?? scripts runs each in order with its argument', () => {
  const loop = 'for i in /etc/init0.d/S??* ; do\n [ ! -f "$i" ] && continue\n $i start\ndone\n';
  const script = '#!/bin/sh\nif [ "$1" = "start" ]; then\n  telnetd -p 1 &\nelse\n  killall telnetd; sshd\nfi\n';
  assert.deepEqual(rcS(loop, { '/etc/init0.d/S80telnetd.sh': script, '/etc/init0.d/K10x': '#!/bin/sh\nsshd\n' }), [
    'boot telnetd telnet 1 /etc/init0.d/S80telnetd.sh:3',
  ]);
});

test("Buildroot's rcS: scripts that end in .sh are sourced with `set start`", () => {
  const loop =
    'for i in /etc/init.d/S??* ;do\n [ ! -f "$i" ] && continue\n case "$i" in\n *.sh)\n (\n trap - INT QUIT TSTP\n set start\n . $i\n )\n ;;\n *)\n $i start\n ;;\n esac\ndone\n';
  const script = (program: string) =>
    `start() {\n printf x\n start-stop-daemon -S -q -m -b -p /var/run/x.pid -x ${program} -- -F\n [ $? = 0 ] && echo OK\n}\ncase "$1" in\n start) start ;;\n stop) killall x ;;\nesac\nexit $?\n`;
  assert.deepEqual(rcS(loop, { '/etc/init.d/S10a.sh': script('/usr/sbin/telnetd'), '/etc/init.d/S20b': script('telnetd') }), [
    'boot telnetd telnet 23 /etc/init.d/S10a.sh:3',
    'boot telnetd telnet 23 /etc/init.d/S20b:3',
  ]);
});

test('a list made by ls is followed too', () => {
  assert.deepEqual(
    rcS('for i in `ls /etc/init.d/S*`; do $i start; done\n', { '/etc/init.d/S50x': '#!/bin/sh\ncase $1 in start) telnetd;; esac\n' }),
    ['boot telnetd telnet 23 /etc/init.d/S50x:2'],
  );
});

test('scripts are followed through calls, sourcing and links, never out of the tree, never for ever', () => {
  const scripts = {
    '/etc/a.sh': '#!/bin/sh\n. /etc/b.sh\n/etc/a.sh\n',
    '/etc/b.sh': 'sh /etc/link.sh\n',
    '/etc/link.sh': { target: '../../../../etc/real.sh' },
    '/etc/real.sh': 'telnetd\n/etc/loop\n',
    '/etc/loop': { target: 'loop' },
  };
  assert.deepEqual(rcS('/etc/a.sh\n', scripts), ['boot telnetd telnet 23 /etc/real.sh:1']);
});

test('what is mounted is looked for in the other trees', () => {
  const unpacked = unpackedOf([
    [
      'fw!/root',
      {
        '/bin/sh': elf,
        '/system/': '',
        '/etc/init.d/rcS':
          '#!/bin/sh\nmount -t jffs2 /dev/mtdblock3 /system\nif [ -f /system/init/app.sh ]; then\n /system/init/app.sh &\nfi\n',
      },
    ],
    ['fw!/app', { '/init/app.sh': '#!/bin/sh\ntelnetd &\n/system/bin/cam\n', '/bin/cam': elf }],
  ]);
  const found = servicesIn(unpacked).map(({ at, name, starts }) => [at, name, starts]);
  assert.deepEqual(found, [
    ['fw!/app!/init/app.sh:2', 'telnetd', 'boot'],
    ['fw!/app!/init/app.sh:3', 'cam', 'boot'],
  ]);
});

test('OpenWrt: links in rc.d, rc.common functions, procd, configuration', () => {
  const found = brief(
    servicesIn(
      treeOf({
        '/bin/sh': elf,
        '/etc/inittab': '::sysinit:/etc/init.d/rcS S boot\n::askconsole:/usr/libexec/login.sh\n',
        '/sbin/procd': elf,
        '/etc/rc.d/S50uhttpd': { target: '../init.d/uhttpd' },
        '/etc/rc.d/S19dropbear': { target: '../init.d/dropbear' },
        '/etc/rc.d/S50telnet': { target: '../init.d/telnet' },
        '/etc/init.d/uhttpd':
          '#!/bin/sh /etc/rc.common\nUSE_PROCD=1\nstart_service() {\n procd_open_instance\n procd_set_param command /usr/sbin/uhttpd -f\n procd_append_param command -p 0.0.0.0:8080\n procd_close_instance\n}\n',
        '/etc/init.d/dropbear':
          '#!/bin/sh /etc/rc.common\none() {\n local port\n config_get port "$1" Port 22\n service_start /usr/sbin/dropbear -p $port\n}\nstart() {\n config_load dropbear\n config_foreach one dropbear\n}\n',
        '/etc/init.d/telnet':
          '#!/bin/sh /etc/rc.common\nhas() { grep -q root: $1; }\nstart() {\n if ( ! has /etc/passwd ) || ( [ ! -x /usr/sbin/dropbear ] ); then\n  telnetd -l /bin/login.sh\n fi\n}\nstop() { killall telnetd; }\n',
        '/etc/init.d/snmpd': '#!/bin/sh /etc/rc.common\nstart() {\n /usr/sbin/snmpd\n}\n',
        '/etc/config/dropbear': "config dropbear\n\toption Port '2222'\n",
        '/usr/sbin/dropbear': elf,
        '/usr/sbin/uhttpd': elf,
        '/usr/sbin/snmpd': elf,
      }),
    ),
  );
  assert.deepEqual(found, [
    'boot dropbear ssh 2222 /etc/init.d/dropbear:5',
    'disabled snmpd snmp 161 /etc/init.d/snmpd:3',
    'conditional telnetd telnet 23 /etc/init.d/telnet:5',
    'boot uhttpd http 8080 /etc/init.d/uhttpd:5',
  ]);
});

test('System V: the default level counts, and its folder stands for /etc/init.d/rc', () => {
  const found = brief(
    servicesIn(
      treeOf({
        '/etc/inittab': 'id:2:initdefault:\nl2:2:wait:/etc/init.d/rc 2\nl3:3:wait:/usr/sbin/snmpd\n1:2345:respawn:/sbin/getty 38400 tty1\n',
        '/etc/init.d/rc': '#!/bin/sh\n# too clever\n',
        '/etc/rc2.d/S01ssh': { target: '../init.d/ssh' },
        '/etc/init.d/ssh':
          '#!/bin/sh\nDAEMON=/usr/sbin/sshd\ncase "$1" in\n start)\n  start-stop-daemon --start --quiet --pidfile /run/x --exec $DAEMON -- -p 2022\n ;;\n stop) exit ;;\nesac\n',
        '/usr/sbin/sshd': elf,
      }),
    ),
  );
  assert.deepEqual(found, ['boot sshd ssh 2022 /etc/init.d/ssh:5', 'boot getty console - /etc/inittab:4']);
});

test('super-servers and systemd units', () => {
  const found = brief(
    servicesIn(
      treeOf({
        '/etc/inetd.conf': '#ftp stream tcp nowait root /usr/sbin/ftpd ftpd\ntelnet stream tcp nowait root /usr/sbin/tcpd in.telnetd\n',
        '/etc/xinetd.d/tftp': 'service tftp\n{\n  disable = yes\n  server = /usr/sbin/in.tftpd\n}\n',
        '/lib/systemd/system/mosquitto.service': '[Service]\nExecStart=/usr/sbin/mosquitto -c /etc/m.conf\n',
        '/etc/systemd/system/multi-user.target.wants/mosquitto.service': { target: '/lib/systemd/system/mosquitto.service' },
        '/lib/systemd/system/dropbear@.service': '[Service]\nExecStart=-/usr/sbin/dropbear -i\n',
        '/lib/systemd/system/sockets.target.wants/dropbear.socket': { target: '../dropbear.socket' },
        '/lib/systemd/system/snmpd.service': '[Service]\nExecStart=/usr/sbin/snmpd\n',
        '/etc/systemd/system/vsftpd.service': { target: '/dev/null' },
        '/lib/systemd/system/vsftpd.service': '[Service]\nExecStart=/usr/sbin/vsftpd\n',
      }),
    ),
  );
  assert.deepEqual(found, [
    'on-demand in.telnetd telnet 23 /etc/inetd.conf:2',
    'disabled in.tftpd tftp 69 /etc/xinetd.d/tftp:1',
    'on-demand dropbear ssh 22 /lib/systemd/system/dropbear@.service:2',
    'boot mosquitto mqtt 1883 /lib/systemd/system/mosquitto.service:2',
    'disabled snmpd snmp 161 /lib/systemd/system/snmpd.service:2',
  ]);
});

test('a part of a root file system: rc.local is read where nothing says who starts it', () => {
  assert.deepEqual(brief(servicesIn(treeOf({ '/etc/rc.local': '/usr/bin/shellback &\ntelnetd -p 65534 &\nexit 0\n' }))), [
    'boot shellback shell - /etc/rc.local:1',
    'boot telnetd telnet 65534 /etc/rc.local:2',
  ]);
});

test('damaged files, devices and odd entries are gaps', () => {
  const more = { '/etc/x.sh': { content: 'x', damaged: true }, '/etc/dev': { type: 'character-device' as const } };
  assert.deepEqual(rcS('/etc/x.sh\n. /etc/dev\nsh /etc/dev\ntelnetd\n', more), [
    'conditional x.sh - - /etc/init.d/rcS:2',
    'conditional . - - /etc/init.d/rcS:3',
    'conditional sh - - /etc/init.d/rcS:4',
    'boot telnetd telnet 23 /etc/init.d/rcS:5',
  ]);
});

test('hostile scripts end: recursion, fan-out, long loops, many conditions', () => {
  const hostile = [
    'f() { f; f; }\nf\n',
    'f() { f & f; }\nwhile x; do f; done\n',
    `${'if x; then telnetd; fi\n'.repeat(2_000)}`,
    `${'for a in 1 2 3 4 5 6 7 8 9; do '.repeat(60)} telnetd ${'; done'.repeat(60)}\n`,
    `A=${'ab'.repeat(2000)}\n${'A=$A$A; B=${A##*b*}; echo $A $B\n'.repeat(300)}`,
    `${'sh /etc/init.d/rcS a$1\n'.repeat(50)}`,
    `${'ls /*/*/*/* /etc/*\n'.repeat(500)}`,
  ];
  for (const script of hostile) assert.ok(rcS(script).length <= 20_000);
});

test('mutated scripts are survived', () => {
  const script = cases.map(([, text]) => text).join('');
  const edit = fc.record({
    at: fc.nat(script.length),
    cut: fc.nat(30),
    put: fc.constantFrom('', '$(', '"', "'", 'if ', 'fi\n', '{', '}', ';;', '`', '${', '\0', 'done', '&', 'f() '),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      let mutated = script;
      for (const { at, cut, put } of edits) mutated = mutated.slice(0, at) + put + mutated.slice(at + cut);
      for (const service of rcS(mutated)) assert.match(service, /^(?:boot|conditional|disabled) /);
    }),
    { numRuns: 150 },
  );
});
