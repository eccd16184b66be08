import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CollectorContext } from '../../model/collector.ts';
import type { AccountExhibit } from '../../model/exhibits.ts';
import type { Unpacked } from '../../model/unpacked.ts';
import { collectAccounts } from './accounts.ts';
import { treeOf, unpackedOf } from './tree-fixture.ts';

const login = (user: string | null, password: string) => ({ user, password, source: 'mirai' });
const context = {
  host: {
    hash: (algorithm: string, bytes: Uint8Array) => new Uint8Array(createHash(algorithm).update(bytes).digest()),
    bcrypt: () => false,
  },
  tables: {
    knownLogins: [login('root', 'sohoadmin'), login(null, 'ismart12'), login(null, 'wrg_test')],
    signatures: [],
    endOfLife: [],
    digests: {},
  },
  needles: [],
  note: () => undefined,
} as unknown as CollectorContext;

const soho = '$1$iqsiqs12$b1kK9B63xMEAYzZpQ713R1';
const collect = (unpacked: Unpacked): readonly AccountExhibit[] => collectAccounts(unpacked, context);
const brief = (account: AccountExhibit): string =>
  `${account.at.split('!')[1]} ${account.user} ${account.password.state} ${account.password.known}`;

test('passwd and shadow are one account per login, at its hash', () => {
  const files = {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nadmin:x:1000:1000::/home:/bin/ash\ndaemon:*:1:1::/:/bin/false\n',
    '/etc/shadow': `root:${soho}:10933:0:99999:7:::\ndaemon:*:0:0:99999:7:::\n`,
  };
  assert.deepEqual(collect(treeOf(files)), [
    {
      at: 'root.squashfs!/etc/shadow:1',
      user: 'root',
      uid: 0,
      shell: '/bin/sh',
      password: { state: 'set', scheme: 'md5', hash: soho, known: 'sohoadmin', tried: 4 },
    },
    {
      at: 'root.squashfs!/etc/passwd:2',
      user: 'admin',
      uid: 1000,
      shell: '/bin/ash',
      password: { state: 'locked', scheme: null, hash: null, known: null, tried: 0 },
    },
  ]);
});

test('an empty field, and a hash of the empty password, are no password', () => {
  const unset = '$1$$qRPK7m23GJusamGpoGLby/';
  const found = collect(treeOf({ '/etc/passwd': `root::0:0:root:/root:/bin/sh\nguest:${unset}:500:500::/:/bin/sh\n` }));
  assert.deepEqual(
    found.map(({ password }) => [password.state, password.known]),
    [
      ['none', null],
      ['none', ''],
    ],
  );
});

test('a service without a login is none; the super-user and people who are locked out are', () => {
  const passwd =
    'root:!:0:0::/root:/bin/ash\nnobody:*:65534:65534::/var:/bin/false\nann:!:1000:100::/home/ann:/bin/sh\nbob:!:1001:100::/:/sbin/nologin\n';
  assert.deepEqual(collect(treeOf({ '/etc/passwd': passwd })).map(brief), [
    '/etc/passwd:1 root locked null',
    '/etc/passwd:3 ann locked null',
  ]);
});

test('a link inside the tree is followed once, others are left alone', () => {
  const line = 'root:iqX1l21Q/mht6:0:0:root:/root:/bin/sh\n';
  const files = {
    '/etc/passwd': { target: '../var/etc/passwd' },
    '/var/etc/passwd': line,
    '/etc/shadow': { target: '/tmp/shadow' },
    '/usr/bin/passwd': { target: '../../bin/busybox' },
    '/bin/busybox': new Uint8Array([0x7f, 0x45, 0x4c, 0x46]),
  };
  assert.deepEqual(collect(treeOf(files)).map(brief), ['/var/etc/passwd:1 root set ismart12']);
  assert.deepEqual(collect(treeOf({ '/etc/passwd': { target: 'shadow' }, '/etc/shadow': { target: 'passwd' } })), []);
});

test('a backup tells only what differs; default files count; other files of that name do not', () => {
  const files = {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
    '/etc/shadow': `root:${soho}:1:0:9:7:::\n`,
    '/etc/shadow-': `root:${soho}:1:0:9:7:::\n`,
    '/etc/shadow.bak': 'root:iqX1l21Q/mht6:1:0:9:7:::\n',
    '/etc_ro/passwd': 'admin:iqX1l21Q/mht6:0:0:Administrator:/:/bin/sh',
    '/etc/pam.d/passwd': 'auth required pam_unix.so\npassword include system\n',
    '/usr/share/bash-completion/completions/passwd': '# passwd(1) completion\n_passwd()\n{\n local cur:foo\n}\n',
    '/etc/broken/passwd': { content: '', damaged: true },
  };
  assert.deepEqual(collect(treeOf(files)).map(brief).sort(), [
    '/etc/shadow.bak:1 root set ismart12',
    '/etc/shadow:1 root set sohoadmin',
    '/etc_ro/passwd:1 admin set ismart12',
  ]);
});

test('trees have their own accounts, and a loose file too', () => {
  const passwd = { '/etc/passwd': 'root::0:0:root:/root:/bin/sh\n' };
  const unpacked = unpackedOf(
    [
      ['a', passwd],
      ['b', passwd],
    ],
    { 'my_passwd.txt': 'max:$apr1$nMebU24m$ofpVAehRJU5Jq8KUcsVYj1\n' },
  );
  assert.deepEqual(
    collect(unpacked).map(({ at }) => at),
    ['a!/etc/passwd:1', 'b!/etc/passwd:1', 'my_passwd.txt:1'],
  );
});

test('web, Samba and factory logins of a sure form', () => {
  const files = {
    '/www/.htpasswd': 'max:$apr1$nMebU24m$ofpVAehRJU5Jq8KUcsVYj1\nnot a login\nplain:word\n',
    '/etc/lighttpd.user': 'admin:ismart12\nanna:unknown-clear\nroot:all:a6564902a687c445cbd80bab194c42d5\n',
    '/etc/httpd.conf': '# comment\nA:192.168.\n/cgi-bin:admin:sohoadmin\n/:root:*\n',
    '/etc/smbpasswd': `joe:1000:${'X'.repeat(32)}:8846F7EAEE8FB117AD06BDD830B7586C:[U          ]:LCT-00000000:\nnob:99:${'X'.repeat(32)}:${'X'.repeat(32)}:[NU ]:LCT-0:\n`,
    '/etc/defnodes/defaultvalue.xml':
      '<postxml>\n<account><entry>\n<name>admin</name>\n<password></password>\n</entry><entry><name>user</name><password>ismart12</password></entry></account></postxml>',
  };
  assert.deepEqual(collect(treeOf(files)).map(brief).sort(), [
    '/etc/defnodes/defaultvalue.xml:4 admin none null',
    '/etc/defnodes/defaultvalue.xml:5 user set ismart12',
    '/etc/httpd.conf:3 admin set sohoadmin',
    '/etc/lighttpd.user:1 admin set ismart12',
    '/etc/lighttpd.user:2 anna set null',
    '/etc/lighttpd.user:3 root set ismart12',
    '/etc/smbpasswd:1 joe set null',
    '/etc/smbpasswd:2 nob none null',
    '/www/.htpasswd:1 max set null',
  ]);
});

test('logins on a command line, with the variable put in', () => {
  const script = (line: string): string => `#!/bin/sh\nsign=\`cat /etc/config/image_sign\`\npw="ismart12"\n${line}\n`;
  const one = (line: string): readonly AccountExhibit[] =>
    collect(treeOf({ '/etc/init0.d/S80telnetd.sh': script(line), '/etc/config/image_sign': 'wrg_test\n' }));
  const told = (line: string): readonly string[] => one(line).map(brief);
  assert.deepEqual(told('telnetd -l /usr/sbin/login -u Alpha:$sign -i br0 &'), ['/etc/init0.d/S80telnetd.sh:4 Alpha set wrg_test']);
  assert.deepEqual(told('telnetd -u "Alpha:${pw}" &'), ['/etc/init0.d/S80telnetd.sh:4 Alpha set ismart12']);
  assert.deepEqual(told('telnetd -u Alpha:sohoadmin'), ['/etc/init0.d/S80telnetd.sh:4 Alpha set sohoadmin']);
  assert.deepEqual(told('telnetd -u Alpha:$elsewhere'), ['/etc/init0.d/S80telnetd.sh:4 Alpha set null']);
  assert.deepEqual(told('# telnetd -u Alpha:x'), []);
  assert.deepEqual(told('telnetd &\nsu -u Alpha:x'), []);
  assert.deepEqual(
    one('telnetd -u A:nobody-knows').map(({ password }) => password),
    [{ state: 'set', scheme: 'plain', hash: null, known: null, tried: 1 }],
  );
});

test('no content makes it throw', () => {
  const fields = fc.array(fc.constantFrom('root', 'x', '', '0', '$1$a$', '*', ':', '\n', '/bin/sh', '<account>', '<name>', '"', '$a'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      fields,
      fc.constantFrom('/etc/passwd', '/etc/shadow', '/a/.htpasswd', '/etc/httpd.conf', '/defaultvalue.xml', '/etc/smbpasswd'),
      (parts, path) => {
        collect(treeOf({ [path]: parts.join(''), '/etc/init.d/rcS': `#!/bin/sh\ntelnetd -u ${parts.join('')}` }));
      },
    ),
    { numRuns: 200 },
  );
});
