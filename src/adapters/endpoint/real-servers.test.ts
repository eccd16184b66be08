// Servers as people run them, set up badly: each fault is named. Skipped, visibly, where the machine has not the server.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  daemon,
  detailOf,
  folderFor,
  freePort,
  loopback,
  loopback6,
  needsIpv6,
  probeAt,
  probeLoopback,
  programAt,
  resultOf,
  writeIn,
} from './lab-fixture.ts';
import { scanTls } from './tls/scan-tls.ts';
import { certificateIn, needsOpenssl } from './tls/tls-lab-fixture.ts';
import { tlsScanBy } from './tls-scan-by.ts';

const needs = (name: string): { readonly skip: string | false } => ({ skip: programAt(name) === null ? `no ${name} here` : false });
const program = (name: string): string => programAt(name) ?? name;

test('mosquitto that lets in anybody', needs('mosquitto'), async (context) => {
  const [port, folder] = [await freePort(), folderFor(context)];
  const conf = writeIn(folder, 'a.conf', `listener ${port} ${loopback}\nallow_anonymous true\nsys_interval 1\n`);
  await daemon(context, [program('mosquitto'), '-c', conf], port);
  const scan = await probeLoopback(port);
  assert.equal(scan.interfaces[0]?.protocol, 'mqtt');
  assert.equal(resultOf(scan, 'anonymous-access'), 'yes');
  assert.match(detailOf(scan, 'anonymous-access'), /every topic may be subscribed/);
});

test('mosquitto with a published login and no lock-out', needs('mosquitto_passwd'), async (context) => {
  const [port, folder] = [await freePort(), folderFor(context)];
  const passwords = join(folder, 'passwords');
  spawnSync(program('mosquitto_passwd'), ['-b', '-c', passwords, 'admin', 'admin']);
  const conf = writeIn(folder, 'a.conf', `user root\nlistener ${port} ${loopback}\nallow_anonymous false\npassword_file ${passwords}\n`);
  await daemon(context, [program('mosquitto'), '-c', conf], port);
  const logins = [
    { user: 'root', password: 'root' },
    { user: 'admin', password: 'admin' },
  ];
  const scan = await probeLoopback(port, { logins, guessing: 10 });
  assert.equal(resultOf(scan, 'anonymous-access'), 'no');
  assert.equal(resultOf(scan, 'cleartext-login'), 'yes');
  assert.equal(resultOf(scan, 'known-login'), 'yes');
  assert.equal(resultOf(scan, 'unlimited-guessing'), 'yes');
});

test('snmpd that answers to public, and one that does not', needs('snmpd'), async (context) => {
  for (const [community, result] of [
    ['public', 'yes'],
    ['s3cr3t-of-ours', 'no'],
  ] as const) {
    const [port, folder] = [await freePort(), folderFor(context)];
    const conf = writeIn(
      folder,
      'a.conf',
      `agentaddress udp:${loopback}:${port}\nrocommunity ${community} ${loopback}\nsysdescr Example Cam\n`,
    );
    await daemon(context, [program('snmpd'), '-f', '-C', '-c', conf, '-Lo', '-p', join(folder, 'pid'), '-I', '-smux'], port, 'udp');
    const scan = await probeLoopback(port, {}, 'udp');
    assert.equal(scan.interfaces[0]?.protocol, 'snmp');
    assert.equal(resultOf(scan, 'public-community'), result);
  }
});

test('busybox telnetd with an open shell', needs('busybox'), async (context) => {
  const port = await freePort();
  await daemon(context, [program('busybox'), 'telnetd', '-F', '-K', '-b', `${loopback}:${port}`, '-l', '/bin/sh'], port);
  const scan = await probeLoopback(port);
  assert.equal(scan.interfaces[0]?.protocol, 'telnet');
  assert.equal(resultOf(scan, 'anonymous-access'), 'yes');
});

test('busybox telnetd with a login of Mirai’s', needs('busybox'), async (context) => {
  const [port, folder] = [await freePort(), folderFor(context)];
  const script = [
    '#!/bin/sh',
    'while true; do printf "camera login: "; read u; stty -echo; printf "Password: "; read p; stty echo; echo',
    '  if [ "$u" = root ] && [ "$p" = xc3511 ]; then exec /bin/sh; fi; echo "Login incorrect"; done',
  ].join('\n');
  const login = writeIn(folder, 'login', script, 0o755);
  await daemon(context, [program('busybox'), 'telnetd', '-F', '-K', '-b', `${loopback}:${port}`, '-l', login], port);
  const logins = [
    { user: 'admin', password: 'admin' },
    { user: 'root', password: 'xc3511' },
  ];
  const scan = await probeLoopback(port, { logins, guessing: 10 });
  assert.equal(resultOf(scan, 'anonymous-access'), 'no');
  assert.equal(resultOf(scan, 'cleartext-login'), 'yes');
  assert.equal(resultOf(scan, 'known-login'), 'yes');
  assert.match(detailOf(scan, 'known-login'), /root with …6 after 2 of 2/);
  assert.equal(resultOf(scan, 'unlimited-guessing'), 'yes');
});

test('vsftpd that lets in anonymous', needs('vsftpd'), async (context) => {
  const [port, folder] = [await freePort(), folderFor(context)];
  mkdirSync(join(folder, 'empty'));
  const conf = writeIn(
    folder,
    'a.conf',
    `listen=YES\nlisten_address=${loopback}\nlisten_port=${port}\nbackground=NO\nanonymous_enable=YES\nlocal_enable=NO\nanon_root=${folder}/empty\nsecure_chroot_dir=${folder}/empty\nseccomp_sandbox=NO\nftp_username=daemon\nnopriv_user=nobody\n`,
  );
  spawnSync('chmod', ['755', folder, join(folder, 'empty')]);
  await daemon(context, [program('vsftpd'), conf], port);
  const scan = await probeLoopback(port);
  assert.equal(scan.interfaces[0]?.protocol, 'ftp');
  assert.equal(scan.interfaces[0]?.product, 'vsFTPd');
  assert.equal(resultOf(scan, 'anonymous-access'), 'yes');
});

test('dropbear: algorithms and ways to log in', needs('dropbear'), async (context) => {
  const [port, folder] = [await freePort(), folderFor(context)];
  const key = join(folder, 'key');
  spawnSync(program('dropbearkey'), ['-t', 'ed25519', '-f', key]);
  await daemon(context, [program('dropbear'), '-F', '-E', '-r', key, '-p', `${loopback}:${port}`, '-P', join(folder, 'pid')], port);
  const scan = await probeLoopback(port);
  assert.equal(scan.interfaces[0]?.product, 'dropbear');
  // Older ones offer ssh-rsa beside, none anything else that is weak.
  assert.match(detailOf(scan, 'weak-algorithm'), /^(ssh-rsa \([^,]*\)|none of those offered is weak)$/);
  assert.equal(resultOf(scan, 'password-login'), 'yes');
});

const sshd = async (context: Parameters<typeof folderFor>[0], lines: string): Promise<number> => {
  const [port, folder] = [await freePort(), folderFor(context)];
  const key = join(folder, 'key');
  spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  mkdirSync('/run/sshd', { recursive: true });
  const conf = writeIn(folder, 'a.conf', `ListenAddress ${loopback}:${port}\nHostKey ${key}\nPidFile none\nUsePAM no\n${lines}`);
  await daemon(context, [program('sshd'), '-D', '-e', '-f', conf], port);
  return port;
};
const mayRunSshd = { skip: programAt('sshd') === null || process.getuid?.() !== 0 ? 'no sshd here, or not root' : false } as const;

test('sshd with weak algorithms and passwords', mayRunSshd, async (context) => {
  const port = await sshd(
    context,
    'KexAlgorithms +diffie-hellman-group1-sha1\nCiphers +aes128-cbc,3des-cbc\nMACs +hmac-md5\nPasswordAuthentication yes\n',
  );
  const scan = await probeLoopback(port, { logins: [{ user: 'iqs-nobody', password: 'admin' }] });
  assert.equal(resultOf(scan, 'weak-algorithm'), 'yes');
  for (const name of ['diffie-hellman-group1-sha1', 'aes128-cbc', '3des-cbc', 'hmac-md5'])
    assert.ok(detailOf(scan, 'weak-algorithm').includes(name), name);
  assert.equal(resultOf(scan, 'password-login'), 'yes');
  assert.equal(resultOf(scan, 'known-login'), 'no', detailOf(scan, 'known-login'));
});

test('sshd with keys only', mayRunSshd, async (context) => {
  const port = await sshd(context, 'PasswordAuthentication no\nKbdInteractiveAuthentication no\n');
  const scan = await probeLoopback(port, { logins: [{ user: 'root', password: 'root' }] });
  assert.equal(resultOf(scan, 'weak-algorithm'), 'no');
  assert.equal(resultOf(scan, 'password-login'), 'no');
  assert.equal(resultOf(scan, 'known-login'), 'no');
});

const nginx = async (context: Parameters<typeof folderFor>[0], server: (folder: string) => string): Promise<number> => {
  const [port, folder] = [await freePort(), folderFor(context)];
  writeIn(folder, 'passwords', 'admin:{PLAIN}1234\n');
  writeIn(folder, 'index.html', '<html><head><title>Welcome to nginx!</title></head><h1>Welcome to nginx!</h1></html>');
  spawnSync('chmod', ['755', folder]);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  const conf = `daemon off; master_process off; pid ${folder}/pid; error_log stderr; events {}\nhttp { types { text/html html; } access_log off; ${places} server { listen ${loopback}:${port}; root ${folder}; ${server(folder)} } }\n`;
  await daemon(context, [program('nginx'), '-p', folder, '-e', 'stderr', '-c', writeIn(folder, 'a.conf', conf)], port);
  return port;
};

test('nginx as it comes: default page, no headers, no TLS', needs('nginx'), async (context) => {
  const scan = await probeLoopback(await nginx(context, () => ''));
  assert.equal(scan.interfaces[0]?.protocol, 'http');
  assert.equal(scan.interfaces[0]?.product, 'nginx');
  for (const check of ['default-page', 'missing-security-headers', 'no-https-redirect'] as const)
    assert.equal(resultOf(scan, check), 'yes', check);
});

test('nginx well set up', needs('nginx'), async (context) => {
  const headers = [
    "add_header Content-Security-Policy \"default-src 'self'; frame-ancestors 'none'\";",
    'add_header X-Content-Type-Options nosniff;',
    'location = / { default_type text/html; return 200 "<title>Cam</title>"; }',
  ].join(' ');
  const scan = await probeLoopback(await nginx(context, () => headers));
  for (const check of ['default-page', 'missing-security-headers', 'insecure-cookie'] as const)
    assert.equal(resultOf(scan, check), 'no', check);
});

test('nginx with a published Basic login, without TLS', needs('nginx'), async (context) => {
  const port = await nginx(context, (folder) => `auth_basic "camera"; auth_basic_user_file ${folder}/passwords;`);
  const logins = [
    { user: 'admin', password: 'admin' },
    { user: 'admin', password: '1234' },
  ];
  const scan = await probeLoopback(port, { logins, guessing: 12 });
  assert.equal(resultOf(scan, 'anonymous-access'), 'no');
  assert.equal(resultOf(scan, 'cleartext-login'), 'yes');
  assert.equal(resultOf(scan, 'known-login'), 'yes', detailOf(scan, 'known-login'));
  assert.match(detailOf(scan, 'unlimited-guessing'), /^http basic: 12 wrong attempts in .*neither locked nor delayed/);
});

const selfSigned = (folder: string): { readonly key: string; readonly certificate: string } => {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    '/CN=camera',
    '-days',
    '9',
    '-keyout',
    key,
    '-out',
    certificate,
  ]);
  return { key, certificate };
};

test('nginx under TLS: the same questions, and the password does not go in clear', needs('nginx'), async (context) => {
  const port = await freePort();
  await nginx(context, (folder) => {
    const { key, certificate } = selfSigned(folder);
    return `listen ${loopback}:${port} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key}; auth_basic "camera"; auth_basic_user_file ${folder}/passwords;`;
  });
  const scan = await probeLoopback(port, { logins: [{ user: 'admin', password: '1234' }] });
  assert.equal(scan.interfaces[0]?.protocol, 'https');
  assert.equal(resultOf(scan, 'cleartext-login'), 'no');
  assert.equal(resultOf(scan, 'known-login'), 'yes');
});

test('mosquitto under TLS', needs('mosquitto'), async (context) => {
  const [port, folder] = [await freePort(), folderFor(context)];
  const { key, certificate } = selfSigned(folder);
  const conf = writeIn(
    folder,
    'a.conf',
    `user root\nlistener ${port} ${loopback}\nallow_anonymous true\ncertfile ${certificate}\nkeyfile ${key}\n`,
  );
  await daemon(context, [program('mosquitto'), '-c', conf], port);
  const scan = await probeLoopback(port);
  assert.equal(scan.interfaces[0]?.protocol, 'mqtts');
  assert.equal(resultOf(scan, 'anonymous-access'), 'yes');
});

test('nginx on IPv6, plain and under TLS', { skip: needs('nginx').skip || needsIpv6.skip || needsOpenssl.skip }, async (context) => {
  const [port, securePort, folder] = [await freePort(), await freePort(), folderFor(context)];
  const { certificate, key } = certificateIn(folder);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  const tls = `ssl_protocols TLSv1.2 TLSv1.3; ssl_certificate ${certificate}; ssl_certificate_key ${key};`;
  const conf = writeIn(
    folder,
    'a.conf',
    `pid ${folder}/pid; error_log stderr; daemon off; master_process off; events {} http { access_log off; ${temporary} server { listen [::1]:${port}; listen [::1]:${securePort} ssl; ${tls} return 200 hello; } }`,
  );
  await daemon(context, [program('nginx'), '-c', conf, '-e', 'stderr'], port);
  const plain = await probeAt(loopback6, port);
  assert.equal(plain.interfaces[0]?.protocol, 'http');
  assert.equal(plain.interfaces[0]?.product, 'nginx');
  const secure = await probeAt(loopback6, securePort, { tls: tlsScanBy(scanTls, 1500) });
  assert.equal(secure.interfaces[0]?.protocol, 'https');
  assert.deepEqual(secure.tls[0]?.offered?.versions.at(-1), 'TLS1.3');
  assert.deepEqual(secure.targets, [{ host: loopback6, address: loopback6, doors: [`tcp [${loopback6}]:${securePort}`] }]);
});
