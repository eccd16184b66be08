import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomNumbers } from '../../foundation/random-numbers-fixture.ts';
import { UserError } from '../../foundation/user-error.ts';
import { appendEntries } from './append-entries.ts';
import { assertWhole, startWriter } from './kill-writers-fixture.ts';
import { issued, keyAdded, testRegister } from './register-fixture.ts';
import { takeLock } from './register-lock.ts';

const isLocked = (error: unknown): boolean => error instanceof UserError && error.code === 'REGISTER_LOCKED';

describe('killed after a step', () => {
  for (const [step, isIn] of [
    ['locked', false],
    ['read', false],
    ['files', false],
    ['checkpoint', true],
    ['index', true],
  ] as const) {
    test(step, async (t) => {
      const register = await testRegister(t);
      await appendEntries(register.folder, register.signer, [keyAdded, issued(1)]);
      const writer = startWriter(register, 100, 1, 300, step);
      await writer.ended;
      assert.equal(writer.process.signalCode, 'SIGKILL');
      assert.equal(await assertWhole(register, [1]), isIn ? 302 : 2);
      // The dead writer's lock is no obstacle, and what it had not promised is no part of the log.
      await appendEntries(register.folder, register.signer, [issued(isIn ? 400 : 100)], { waitMs: 2000 });
      await assertWhole(register, [1, ...(isIn ? [100, 399, 400] : [100])]);
      await appendEntries(
        register.folder,
        register.signer,
        Array.from({ length: 500 }, (_, at) => issued(1000 + at)),
      );
      await assertWhole(register, [1, 1000, 1499]);
    });
  }
});

test('killed at any moment: what was acknowledged is there', async (t) => {
  const register = await testRegister(t);
  await appendEntries(register.folder, register.signer, [keyAdded]);
  const random = randomNumbers(20_271_125);
  const acknowledged: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const writer = startWriter(register, 10_000 * (round + 1), 1000, 1 + random(20));
    await writer.began;
    await sleep(random(300));
    writer.process.kill('SIGKILL');
    await writer.ended;
    acknowledged.push(...writer.acknowledged());
    await appendEntries(register.folder, register.signer, [issued(500 + round)], { waitMs: 2000 });
    acknowledged.push(500 + round);
    await assertWhole(register, acknowledged);
  }
  assert.ok(acknowledged.length > 12, `${acknowledged.length}`);
});

test('several live writers: each waits for the others, nothing is lost or doubled', async (t) => {
  const register = await testRegister(t);
  await appendEntries(register.folder, register.signer, [keyAdded]);
  const writers = [1, 2, 3].map((writer) => startWriter(register, 10_000 * writer, 5, 7));
  await Promise.all(writers.map(({ ended }) => ended));
  assert.equal(
    await assertWhole(
      register,
      writers.flatMap(({ acknowledged }) => acknowledged()),
    ),
    1 + 3 * 5 * 7,
  );
  assert.ok(readdirSync(join(register.folder, '.iqs')).filter((name) => name.startsWith('lock.')).length <= 10);
});

test('a living holder is never robbed, even one that has stopped', async (t) => {
  const { home } = await testRegister(t);
  const folder = join(home, 'locks');
  const lock = await takeLock(folder, 0);
  await assert.rejects(takeLock(folder, 100), isLocked);
  lock.check();
  lock.release();
  const next = await takeLock(folder, 0);
  assert.throws(() => lock.check(), isLocked);
  next.release();
});

describe('who holds the lock', () => {
  const here = hostname();
  for (const [name, holder, isFree] of [
    ['a process of this host before it was started again', { place: `${here} an-earlier-boot pid:[1]`, pid: 1, started: '1' }, true],
    ['a process of another host', { place: 'elsewhere a-boot pid:[1]', pid: 1, started: '1' }, false],
    ['a file that no lock ever was', 'rubbish', true],
  ] as const) {
    test(name, { skip: process.platform === 'linux' ? false : 'told by /proc' }, async (t) => {
      const { home } = await testRegister(t);
      const folder = join(home, 'locks');
      (await takeLock(folder, 0)).release();
      writeFileSync(join(folder, 'lock.2'), typeof holder === 'string' ? holder : JSON.stringify(holder));
      if (isFree) (await takeLock(folder, 100)).release();
      else await assert.rejects(takeLock(folder, 100), isLocked);
    });
  }
});
