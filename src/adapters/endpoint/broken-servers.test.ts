// Servers broken in one way each, made here: each fault is named, and a sound twin is not.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import ssh2 from 'ssh2';
import { broken, brokenUdp, detailOf, loopback, probeLoopback, resultOf, talker } from './lab-fixture.ts';

const known = [
  { user: 'root', password: 'root' },
  { user: 'admin', password: 'admin' },
];

async function web(context: TestContext, listener: RequestListener): Promise<number> {
  const server = createHttp(listener);
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as { port: number }).port;
}

test('ssh: a published login', async (context) => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (asked) => {
      if (asked.method === 'password' && asked.username === 'admin' && asked.password === 'admin') asked.accept();
      else asked.reject(['password']);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, loopback, () => resolve()));
  context.after(() => void server.close());
  const scan = await probeLoopback((server.address() as { port: number }).port, { logins: known, guessing: 10 });
  assert.equal(scan.interfaces[0]?.protocol, 'ssh');
  assert.equal(resultOf(scan, 'known-login'), 'yes', detailOf(scan, 'known-login'));
  assert.match(detailOf(scan, 'known-login'), /lets in admin with …5 after 2 of 2/);
  assert.equal(resultOf(scan, 'unlimited-guessing'), 'yes', detailOf(scan, 'unlimited-guessing'));
});

const ftpServer = (mostWrong: number): ReturnType<typeof talker> => {
  let wrong = 0;
  return talker('220 ExampleFTP 1.2 ready\r\n', (line, state) => {
    const [word = '', value = ''] = line.split(' ', 2);
    if (wrong >= mostWrong) return '421 Too many failed logins\r\n';
    if (word === 'USER') state.set('user', value);
    if (word === 'USER') return '331 Password\r\n';
    if (word !== 'PASS') return null;
    if (state.get('user') === 'admin' && value === 'admin') return '230 Welcome\r\n';
    wrong += 1;
    return '530 Login incorrect\r\n';
  });
};

test('ftp: a published login, no lock-out', async (context) => {
  const scan = await probeLoopback(await broken(context, ftpServer(Infinity)), { logins: known, guessing: 10 });
  assert.equal(scan.interfaces[0]?.version, '1.2');
  assert.equal(resultOf(scan, 'anonymous-access'), 'no');
  assert.equal(resultOf(scan, 'cleartext-login'), 'yes');
  assert.equal(resultOf(scan, 'known-login'), 'yes');
  assert.equal(resultOf(scan, 'unlimited-guessing'), 'yes');
});

test('ftp: locks out, and is left alone then', async (context) => {
  const pairs = Array.from({ length: 50 }, (_, index) => ({ user: `u${index}`, password: 'p' }));
  const scan = await probeLoopback(await broken(context, ftpServer(5)), { logins: pairs, guessing: 10 });
  assert.equal(resultOf(scan, 'known-login'), 'unknown');
  assert.match(detailOf(scan, 'known-login'), /locked out after 4 of 50/);
  assert.equal(resultOf(scan, 'unlimited-guessing'), 'no');
});

test('telnet: lets in any login', async (context) => {
  const serve = talker('login: ', (_, state) => {
    state.set('n', `${state.get('n') ?? ''}x`);
    return state.get('n') === 'x' ? 'Password: ' : '\r\nBusyBox v1.20.2\r\n# ';
  });
  const scan = await probeLoopback(await broken(context, serve), { logins: known });
  assert.equal(resultOf(scan, 'known-login'), 'yes');
  assert.match(detailOf(scan, 'known-login'), /any login/);
});

const formPage =
  '<form action="/do" method=post><input name=u type=text><input type="hidden" name="t" value="1&amp;2"><input type=password name="p"></form>';

const formServer =
  (wrong: { count: number }, most: number): RequestListener =>
  (request, response) => {
    response.setHeader('content-type', 'text/html');
    response.setHeader('set-cookie', 'sid=1; Path=/');
    if (request.method !== 'POST') return void response.end(formPage);
    let body = '';
    request.on('data', (bytes: Buffer) => void (body += bytes.toString()));
    request.on('end', () => {
      if (body === 'u=admin&t=1%262&p=admin' || body === 't=1%262&u=admin&p=admin')
        return void response.writeHead(302, { location: '/home' }).end();
      wrong.count += 1;
      response.statusCode = wrong.count > most ? 429 : 200;
      response.end(`Wrong password ${formPage}`);
    });
  };

test('http form: in clear, a published login, poor cookie, no lock-out', async (context) => {
  const scan = await probeLoopback(await web(context, formServer({ count: 0 }, Infinity)), { logins: known, guessing: 10 });
  assert.match(detailOf(scan, 'cleartext-login'), /by form at \/ without TLS/);
  assert.equal(resultOf(scan, 'cleartext-login'), 'yes');
  assert.equal(resultOf(scan, 'insecure-cookie'), 'yes');
  assert.equal(resultOf(scan, 'missing-security-headers'), 'yes');
  assert.equal(resultOf(scan, 'known-login'), 'yes', detailOf(scan, 'known-login'));
  assert.equal(resultOf(scan, 'unlimited-guessing'), 'yes', detailOf(scan, 'unlimited-guessing'));
});

test('http form: locks out', async (context) => {
  const scan = await probeLoopback(await web(context, formServer({ count: 0 }, 6)), { guessing: 20 });
  assert.equal(resultOf(scan, 'unlimited-guessing'), 'no');
});

test('http: configuration without a login', async (context) => {
  const scan = await probeLoopback(
    await web(context, (request, response) => {
      response.statusCode = request.url === '/config.json' ? 200 : 404;
      response.end(request.url === '/config.json' ? '{"wifi": {"key": "x"}}' : 'no');
    }),
  );
  assert.equal(resultOf(scan, 'anonymous-access'), 'yes');
  assert.match(detailOf(scan, 'anonymous-access'), /\/config\.json \(configuration\)/);
});

test('http: one page for every address is no configuration', async (context) => {
  const scan = await probeLoopback(await web(context, (_, response) => void response.end('{"error": "not logged in"}')));
  assert.equal(resultOf(scan, 'anonymous-access'), 'unknown');
});

test('http: a redirect to another place is told and not followed', async (context) => {
  let asked = 0;
  const other = await web(context, (_, response) => {
    asked += 1;
    response.end('other');
  });
  const port = await web(context, (_, response) => void response.writeHead(302, { location: `http://${loopback}:${other}/` }).end());
  await probeLoopback(port, { logins: known });
  assert.equal(asked, 0);
  const secure = await web(context, (_, response) => void response.writeHead(301, { location: 'https://camera.example/' }).end());
  assert.equal(resultOf(await probeLoopback(secure), 'no-https-redirect'), 'no');
});

const digest = (text: string): string => createHash('md5').update(text).digest('hex');

test('http digest: a published login; its password does not go in clear', async (context) => {
  const port = await web(context, (request, response) => {
    const header = request.headers.authorization ?? '';
    const value = (name: string): string => new RegExp(`${name}="?([^",]+)`).exec(header)?.[1] ?? '';
    const wanted = digest(`${digest('admin:cam:admin')}:n1:${value('nc')}:${value('cnonce')}:auth:${digest('GET:/')}`);
    if (value('response') === wanted) return void response.end('<h1>in</h1>');
    response.writeHead(401, { 'www-authenticate': 'Digest realm="cam", nonce="n1", qop="auth"' }).end();
  });
  const scan = await probeLoopback(port, { logins: known });
  assert.equal(resultOf(scan, 'cleartext-login'), 'no');
  assert.equal(resultOf(scan, 'known-login'), 'yes', detailOf(scan, 'known-login'));
});

const sdp = 'v=0\r\nm=video 0 RTP/AVP 96\r\n';
const rtspServer = (guarded: boolean): ReturnType<typeof talker> =>
  talker('', (line, state) => {
    if (line !== '') {
      state.set('head', `${state.get('head') ?? ''}${line}\n`);
      return '';
    }
    const head = state.get('head') ?? '';
    if (!head.startsWith('DESCRIBE'))
      return head.startsWith('OPTIONS')
        ? 'RTSP/1.0 200 OK\r\nPublic: DESCRIBE\r\nServer: CamRTSP/2.0\r\n\r\n'
        : 'RTSP/1.0 400 Bad Request\r\n\r\n';
    if (guarded && !head.includes(`Basic ${Buffer.from('admin:admin').toString('base64')}`))
      return 'RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm="cam"\r\n\r\n';
    return `RTSP/1.0 200 OK\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`;
  });

test('rtsp: a stream without a login, and one with a published login', async (context) => {
  const open = await probeLoopback(await broken(context, rtspServer(false)));
  assert.equal(open.interfaces[0]?.protocol, 'rtsp');
  assert.equal(open.interfaces[0]?.product, 'CamRTSP');
  assert.equal(resultOf(open, 'anonymous-access'), 'yes');
  const guarded = await probeLoopback(await broken(context, rtspServer(true)), { logins: known });
  assert.equal(resultOf(guarded, 'anonymous-access'), 'no');
  assert.equal(resultOf(guarded, 'cleartext-login'), 'yes');
  assert.equal(resultOf(guarded, 'known-login'), 'yes', detailOf(guarded, 'known-login'));
});

test('upnp: exposed; a description elsewhere is not fetched', async (context) => {
  let asked = 0;
  const other = await web(context, () => void (asked += 1));
  const answer = `HTTP/1.1 200 OK\r\nLOCATION: http://${loopback}:${other}/desc.xml\r\nSERVER: Linux/2.6 UPnP/1.0 Cam/1.0\r\nST: upnp:rootdevice\r\n\r\n`;
  const port = await brokenUdp(context, (message) => (message.toString().startsWith('M-SEARCH') ? answer : null));
  const scan = await probeLoopback(port, {}, 'udp');
  assert.equal(scan.interfaces[0]?.protocol, 'upnp');
  assert.equal(resultOf(scan, 'upnp-exposed'), 'yes');
  assert.match(detailOf(scan, 'upnp-exposed'), /not confirmed/);
  assert.equal(asked, 0);
});

test('coap: resources without a login', async (context) => {
  const port = await brokenUdp(context, (message) => {
    if (((message[0] ?? 0) & 0xf0) !== 0x40 || message[1] !== 1) return null;
    const head = Buffer.from([0x64, 0x45, message[2] ?? 0, message[3] ?? 0, ...message.subarray(4, 8)]);
    const payload = message.includes('core') ? '</temp>;rt="t",</led>' : '21.5';
    return Buffer.concat([head, Buffer.from([0xff]), Buffer.from(payload)]);
  });
  const scan = await probeLoopback(port, {}, 'udp');
  assert.equal(scan.interfaces[0]?.protocol, 'coap');
  assert.equal(resultOf(scan, 'anonymous-access'), 'yes');
  assert.match(detailOf(scan, 'anonymous-access'), /gives \/temp without a login/);
});

test('udp: closed and silent ports are told apart', async (context) => {
  const silent = await brokenUdp(context, () => null);
  const quick = { patience: { answerMs: 200, quietMs: 50, watchMs: 50 } };
  assert.equal((await probeLoopback(silent, quick, 'udp')).interfaces[0]?.state, 'filtered');
  assert.equal((await probeLoopback(1, quick, 'udp')).interfaces[0]?.state, 'closed');
});

test('imap and pop3: whether a password may come in clear', async (context) => {
  const imap = (capabilities: string): Parameters<typeof broken>[1] =>
    talker('* OK Dovecot 2.3 ready\r\n', (line) => (line.endsWith('CAPABILITY') ? `* CAPABILITY ${capabilities}\r\na1 OK done\r\n` : null));
  const pop3 = (answer: string): Parameters<typeof broken>[1] =>
    talker('+OK Dovecot 2.3 ready\r\n', (line) => (line.startsWith('USER') ? `${answer}\r\n` : null));
  const cases: readonly (readonly [string, Parameters<typeof broken>[1], string])[] = [
    ['imap', imap('IMAP4rev1 AUTH=PLAIN'), 'yes'],
    ['imap', imap('IMAP4rev1 STARTTLS LOGINDISABLED'), 'no'],
    ['imap', talker('* OK ready\r\n', () => 'a1 BAD no\r\n'), 'unknown'],
    ['pop3', pop3('+OK'), 'yes'],
    ['pop3', pop3('-ERR only under TLS'), 'no'],
    ['pop3', talker('+OK ready\r\n', () => null), 'unknown'],
  ];
  for (const [protocol, serve, result] of cases) {
    const scan = await probeLoopback(await broken(context, serve));
    assert.equal(scan.interfaces[0]?.protocol, protocol);
    assert.equal(resultOf(scan, 'cleartext-login'), result, protocol);
  }
});
