// How TLS is asked for inside other protocols: servers that answer as each one's specification says, in one piece and byte by byte; and real ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createSecureContext, TLSSocket } from 'node:tls';
import { Connection } from '../connection.ts';
import { broken, daemon, folderFor, freePort, loopback, probeLoopback, programAt, resultOf, writeIn } from '../lab-fixture.ts';
import { tlsScanBy } from '../tls-scan-by.ts';
import { scanTls } from './scan-tls.ts';
import { type StartTlsProtocol, startTls, startTlsFor } from './start-tls.ts';
import { certificateIn, needsOpenssl } from './tls-lab-fixture.ts';

type Server = {
  readonly greeting: string;
  /** In order: what must come, and what is answered. */
  readonly turns: readonly (readonly [hear: RegExp, say: string])[];
};

/** Of protocol 10; `capabilities`: the upper byte of the lower half. */
const mysqlGreeting = (capabilities: string): string => {
  const body = `\x0a8.0.36\x00\x01\x00\x00\x00abcdefgh\x00\xff${capabilities}\x21\x02\x00\xff\xdf\x15${'\x00'.repeat(10)}ijklmnopqrst\x00caching_sha2_passwd\x00`;
  return `${String.fromCharCode(body.length)}\x00\x00\x00${body}`;
};
/** ExtendedResponse of RFC 4511, 4.12: message 1, the result code, no matched DN, no text. */
const ldapAnswer = (code: string): string => `\x30\x0c\x02\x01\x01\x78\x07\x0a\x01${code}\x04\x00\x04\x00`;

const granting: Readonly<Record<StartTlsProtocol, Server>> = {
  smtp: {
    greeting: '220-mail.example\r\n220 ESMTP\r\n',
    turns: [
      [/^EHLO \S+\r\n$/, '250-mail.example\r\n250-STARTTLS\r\n250 HELP\r\n'],
      [/^STARTTLS\r\n$/, '220 2.0.0 Ready\r\n'],
    ],
  },
  imap: {
    greeting: '* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\r\n',
    turns: [[/^(\w+) STARTTLS\r\n$/, 'a1 OK begin\r\n']],
  },
  pop3: { greeting: '+OK POP3 ready\r\n', turns: [[/^STLS\r\n$/, '+OK begin\r\n']] },
  ftp: { greeting: '220 (vsFTPd 3.0.3)\r\n', turns: [[/^AUTH TLS\r\n$/, '234 Proceed\r\n']] },
  xmpp: {
    greeting: '',
    turns: [
      [
        /<stream:stream [^>]*to='127\.0\.0\.1'[^>]*>$/,
        "<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='1' version='1.0'><stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>",
      ],
      [/<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'\/>$/, "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"],
    ],
  },
  postgres: { greeting: '', turns: [[/^\x00\x00\x00\x08\x04\xd2\x16\x2f$/, 'S']] },
  ldap: { greeting: '', turns: [[/^\x30\x1d\x02\x01\x01\x77\x18\x80\x161\.3\.6\.1\.4\.1\.1466\.20037$/, ldapAnswer('\x00')]] },
  // Its consent is its silence: the handshake begins at once.
  mysql: { greeting: mysqlGreeting('\xff'), turns: [[/^\x20\x00\x00\x01[^]{32}$/, '']] },
};
const refusing: Readonly<Partial<Record<StartTlsProtocol, Server>>> = {
  smtp: {
    greeting: '220 mail.example\r\n',
    turns: [
      [/^EHLO/, '250 mail.example\r\n'],
      [/^STARTTLS/, '502 5.5.1 Command not implemented\r\n'],
    ],
  },
  imap: { greeting: '* OK ready\r\n', turns: [[/STARTTLS/, 'a1 BAD no\r\n']] },
  pop3: { greeting: '+OK ready\r\n', turns: [[/^STLS/, '-ERR no\r\n']] },
  ftp: { greeting: '220 ready\r\n', turns: [[/^AUTH/, '530 Please login with USER and PASS.\r\n']] },
  xmpp: {
    greeting: '',
    turns: [
      [/<stream:stream/, '<stream:stream><stream:features><mechanisms/></stream:features>'],
      [/<starttls/, '<failure/></stream:stream>'],
    ],
  },
  postgres: { greeting: '', turns: [[/./s, 'N']] },
  ldap: { greeting: '', turns: [[/./s, ldapAnswer('\x02')]] },
  mysql: { greeting: mysqlGreeting('\xf7'), turns: [] },
};

/** Plays a server. `then` is given the socket after the last turn. */
const play =
  ({ greeting, turns }: Server, say: (socket: Socket, text: string) => void, then: (socket: Socket) => void) =>
  (socket: Socket): void => {
    let got = '';
    let turn = 0;
    say(socket, greeting);
    const listen = (bytes: Buffer): void => {
      got += bytes.toString('latin1');
      const [hear, answer] = turns[turn] ?? [/$^/, ''];
      if (!hear.test(got)) return;
      got = '';
      turn += 1;
      if (turn === turns.length) socket.off('data', listen);
      say(socket, answer);
      if (turn === turns.length) then(socket);
    };
    socket.on('data', listen);
  };

const whole = (socket: Socket, text: string): void => void socket.write(Buffer.from(text, 'latin1'));

async function ask(context: TestContext, protocol: StartTlsProtocol, server: Server, say = whole): Promise<boolean> {
  const port = await broken(
    context,
    play(server, say, () => undefined),
  );
  const socket = connect(port, loopback);
  await new Promise((resolve) => socket.once('connect', resolve));
  const connection = new Connection(socket, () => Promise.resolve());
  try {
    return await startTls(connection, protocol, { host: loopback, ms: 400 });
  } finally {
    connection.close();
  }
}

test('granted, by each protocol’s own words', async (context) => {
  for (const [protocol, server] of Object.entries(granting) as [StartTlsProtocol, Server][])
    assert.equal(await ask(context, protocol, server), true, protocol);
});

test('granted, answers in pieces', async (context) => {
  const inPieces = (socket: Socket, text: string): void => {
    const bytes = Buffer.from(text, 'latin1');
    socket.setNoDelay(true);
    for (let at = 0; at < bytes.length; at += 1) setTimeout(() => socket.write(bytes.subarray(at, at + 1)), at);
  };
  for (const [protocol, server] of Object.entries(granting) as [StartTlsProtocol, Server][])
    assert.equal(await ask(context, protocol, server, inPieces), true, protocol);
});

test('refused, silent, or another protocol', async (context) => {
  const greetings = ['', 'x'.repeat(20_000), 'HTTP/1.1 400 Bad Request\r\n\r\n'];
  const others = greetings.flatMap((greeting) => Object.keys(granting).map((protocol) => [protocol, { greeting, turns: [] }]));
  const cases = [...Object.entries(refusing), ...others] as [StartTlsProtocol, Server][];
  await Promise.all(
    cases.map(async ([protocol, server]) => assert.equal(await ask(context, protocol, server), false, `${protocol} ${server.greeting}`)),
  );
});

test('which is asked: by what greets, else by the usual port', () => {
  assert.equal(startTlsFor('smtp', 2525), 'smtp');
  assert.equal(startTlsFor(null, 5222), 'xmpp');
  assert.equal(startTlsFor(null, 5432), 'postgres');
  assert.equal(startTlsFor('http', 389), null);
  assert.equal(startTlsFor(null, 8080), null);
});

test('a mail server is scanned inside its own protocol', needsOpenssl, async (context) => {
  const folder = folderFor(context);
  const made = certificateIn(folder);
  const secureContext = createSecureContext({ cert: readFileSync(made.certificate), key: readFileSync(made.key), maxVersion: 'TLSv1.2' });
  const begin = (socket: Socket): void => void new TLSSocket(socket, { isServer: true, secureContext }).on('error', () => undefined);
  const port = await broken(context, play({ ...granting.smtp, greeting: '220 mail.example ESMTP Postfix\r\n' }, whole, begin));
  const scan = await probeLoopback(port, { tls: tlsScanBy(scanTls, 1500) });
  assert.equal(scan.interfaces[0]?.protocol, 'smtp');
  assert.deepEqual(scan.tls[0]?.offered?.versions, ['TLS1.2']);
  assert.equal(resultOf(scan, 'no-modern-version'), 'no');
  assert.equal(resultOf(scan, 'cleartext-login'), 'no');
  assert.equal(scan.certificates.length > 0, true);
});

test('a mail server that grants nothing has nothing to say of TLS', async (context) => {
  const { smtp } = refusing;
  assert.ok(smtp);
  const turns = [[/^EHLO/, '250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n'] as const, ...smtp.turns.slice(1)];
  const port = await broken(
    context,
    play({ greeting: '220 mail.example ESMTP\r\n', turns }, whole, () => undefined),
  );
  const scan = await probeLoopback(port, { tls: tlsScanBy(scanTls, 500) });
  assert.deepEqual([scan.tls, scan.problems], [[], []]);
  assert.equal(resultOf(scan, 'old-version'), 'none');
  assert.equal(resultOf(scan, 'cleartext-login'), 'yes');
});

test('vsftpd that demands TLS', { skip: programAt('vsftpd') === null ? 'no vsftpd here' : false }, async (context) => {
  const [port, folder] = [await freePort(), folderFor(context)];
  const { certificate, key } = certificateIn(folder);
  const lines = [
    'listen=YES',
    `listen_address=${loopback}`,
    `listen_port=${port}`,
    'background=NO',
    'anonymous_enable=NO',
    'local_enable=YES',
    `secure_chroot_dir=${folder}`,
    'seccomp_sandbox=NO',
    'nopriv_user=nobody',
    'ssl_enable=YES',
    'force_local_logins_ssl=YES',
    `rsa_cert_file=${certificate}`,
    `rsa_private_key_file=${key}`,
    '',
  ];
  await daemon(context, [programAt('vsftpd') ?? 'vsftpd', writeIn(folder, 'a.conf', lines.join('\n'))], port);
  const scan = await probeLoopback(port, { tls: tlsScanBy(scanTls, 1500) });
  assert.equal(scan.interfaces[0]?.protocol, 'ftp');
  assert.equal(scan.tls.length, 1);
  assert.equal(resultOf(scan, 'cleartext-login'), 'no');
});
