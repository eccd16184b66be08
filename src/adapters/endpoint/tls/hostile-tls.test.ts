// Servers that answer anything, or nothing, for ever: a scan of them ends soon, and nothing is said of them.
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { randomNumbers } from '../../../foundation/random-numbers-fixture.ts';
import { broken } from '../lab-fixture.ts';
import { canned, soundPolicy } from './canned-tls-fixture.ts';
import { namedBy, said, scanLoopback } from './tls-lab-fixture.ts';

const timeoutMs = 300;

/** All unknown, with a problem; within twelve timeouts and 150 connections. */
async function isUnknown(port: number): Promise<void> {
  const begin = performance.now();
  let connections = 0;
  const scan = await scanLoopback(port, { timeoutMs, onConnect: () => (connections += 1) });
  const took = performance.now() - begin;
  assert.deepEqual([namedBy(scan, 'yes'), namedBy(scan, 'no'), scan.tls, scan.certificates], [[], [], [], []]);
  assert.ok(namedBy(scan, 'unknown').length > 10);
  assert.equal(scan.problems.length, 1);
  assert.ok(took < 12 * timeoutMs, `${Math.round(took)} ms`);
  assert.ok(connections <= 150, `${connections} connections`);
}

test('silence', async (context) => isUnknown(await broken(context, () => undefined)));

test('a reset', async (context) => isUnknown(await broken(context, (socket) => void socket.once('data', () => socket.resetAndDestroy()))));

test('no one listens', () => isUnknown(1));

const endless =
  (chunk: Buffer) =>
  (socket: Socket): void => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', more);
    more();
  };

for (const [what, chunk] of [
  ['zeroes', Buffer.alloc(65_536)],
  ['warnings', Buffer.from('15030100020170'.repeat(5000), 'hex')],
  ['records without a message', Buffer.from('1603010000'.repeat(5000), 'hex')],
  ['a message of 16 MiB', Buffer.from(`1603014000${'02ffffff'.repeat(4096)}`, 'hex')],
  ['SSL 2.0', Buffer.alloc(65_536, 0xff)],
] as const) {
  test(`endless: ${what}`, async (context) => {
    const before = process.memoryUsage().rss;
    await isUnknown(await broken(context, endless(chunk)));
    assert.ok(process.memoryUsage().rss - before < 200 * 2 ** 20);
  });
}

test('garbage', async (context) => {
  const next = randomNumbers(7);
  const garbage = (): Buffer => Buffer.from(Array.from({ length: 1 + next(2000) }, () => next(256)));
  await isUnknown(await broken(context, (socket) => void socket.once('data', () => socket.end(garbage()))));
});

test('one byte a second', async (context) => {
  const hello = Buffer.from('160303003a020000360303', 'hex');
  const serve = (socket: Socket): void => {
    let at = 0;
    const timer = setInterval(() => socket.write(hello.subarray(at, ++at)), 1000);
    socket.write(hello.subarray(at, ++at));
    socket.once('close', () => clearInterval(timer));
  };
  await isUnknown(await broken(context, serve));
});

test('speaks once and is silent then: what was not answered is unknown', async (context) => {
  let first = true;
  const speak = canned(soundPolicy);
  const serve = (socket: Socket): void => {
    if (first) speak(socket.once('data', () => (first = false)));
  };
  const begin = performance.now();
  const scan = await scanLoopback(await broken(context, serve), { timeoutMs });
  assert.ok(performance.now() - begin < 20 * timeoutMs);
  assert.deepEqual(
    namedBy(scan, 'yes').filter((check) => check !== 'old-version'),
    [],
  );
  assert.match(said(scan, 'weak-cipher'), /^unknown: /);
});
