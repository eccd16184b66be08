// Servers that answer anything, or nothing, for ever: bounded in time and memory, and never a verdict out of nothing.
import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { randomNumbers } from '../../foundation/random-numbers-fixture.ts';
import { Connection } from './connection.ts';
import { broken, brokenUdp, probeLoopback } from './lab-fixture.ts';

const hurried = { patience: { answerMs: 300, quietMs: 60, watchMs: 100 }, logins: [{ user: 'a', password: 'b' }], guessing: 3 };

/** No judgement: every check is unknown, or says only that nothing was found. */
async function isUnknown(port: number, transport: 'tcp' | 'udp' = 'tcp'): Promise<void> {
  const scan = await probeLoopback(port, hurried, transport);
  assert.deepEqual(scan.problems, []);
  assert.deepEqual(
    scan.checks.filter(({ result }) => result === 'yes'),
    [],
  );
}

test('silence', async (context) => isUnknown(await broken(context, () => undefined)));

test('closes at once', async (context) => isUnknown(await broken(context, (socket) => socket.destroy())));

const endless =
  (chunk: string) =>
  (socket: Socket): void => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', more);
    more();
  };

for (const [name, chunk] of [
  ['zeroes', '\0'.repeat(65_536)],
  ['one line of SSH', `SSH-2.0-${'a'.repeat(65_536)}`],
  ['FTP replies without an end', '220-a\r\n'.repeat(5000)],
  ['Telnet options', '\xff\xfb\x18'.repeat(20_000)],
  ['login prompts', 'login: '.repeat(5000)],
  ['an HTTP head', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}`],
  ['RTSP', `RTSP/1.0 200 OK\r\nContent-Length: 999999\r\n\r\n${'m'.repeat(65_536)}`],
] as const) {
  test(`endless: ${name}`, async (context) => {
    const before = process.memoryUsage().rss;
    await isUnknown(await broken(context, endless(chunk)));
    assert.ok(process.memoryUsage().rss - before < 200 * 2 ** 20);
  });
}

test('an endless page is looked at as far as it came', async (context) => {
  const port = await broken(context, (socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n');
      endless('<a '.repeat(20_000))(socket);
    });
  });
  const scan = await probeLoopback(port, hurried);
  assert.equal(scan.interfaces[0]?.protocol, 'http');
  assert.deepEqual(scan.problems, []);
});

test('garbage, over TCP and UDP', async (context) => {
  const random = randomNumbers(7);
  const noise = (): Buffer => Buffer.from(Array.from({ length: 1 + random(300) }, () => random(256)));
  for (let round = 0; round < 10; round += 1) {
    await isUnknown(
      await broken(context, (socket) => {
        socket.write(noise());
        socket.on('data', () => socket.write(noise()));
      }),
    );
  }
  await isUnknown(await brokenUdp(context, noise), 'udp');
});

test('protocols that begin rightly and go on wrongly', async (context) => {
  const random = randomNumbers(11);
  const starts = [
    'SSH-2.0-x\r\n',
    '220 x\r\n',
    ' \x02\0\0',
    'HTTP/1.1 401 x\r\nWWW-Authenticate: Digest ',
    'RTSP/1.0 401 x\r\n',
    'login: ',
    '\xff\xfd\x18',
  ];
  for (const start of starts) {
    const port = await broken(context, (socket) => {
      socket.write(Buffer.from(start, 'latin1'));
      socket.on('data', () => socket.write(Buffer.from(Array.from({ length: 200 }, () => random(256)))));
    });
    const scan = await probeLoopback(port, hurried);
    assert.deepEqual(scan.problems, [], start);
  }
});

test('a drip does not move the deadline', async (context) => {
  const port = await broken(context, (socket) => {
    const timer = setInterval(() => socket.write('x'), 10);
    socket.on('close', () => clearInterval(timer));
  });
  const connection = new Connection(connect(port, '127.0.0.1'), async () => undefined);
  const start = performance.now();
  const { end } = await connection.read(() => 0, 200);
  connection.close();
  assert.equal(end, 'silent');
  assert.ok(performance.now() - start < 1000);
});
