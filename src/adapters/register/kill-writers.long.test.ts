import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomNumbers } from '../../foundation/random-numbers-fixture.ts';
import { appendEntries } from './append-entries.ts';
import { assertWhole, startWriter } from './kill-writers-fixture.ts';
import { keyAdded, testRegister } from './register-fixture.ts';

test('two writers at a time, one of them killed at any moment, again and again', async (t) => {
  const register = await testRegister(t);
  await appendEntries(register.folder, register.signer, [keyAdded]);
  const random = randomNumbers(7);
  const acknowledged: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    const batch = 1 + random(120);
    const first = startWriter(register, 1_000_000 * (round + 1), 100_000, batch);
    const second = startWriter(register, 1_000_000 * (round + 1) + 500_000, 3, batch);
    await first.began;
    await sleep(random(900));
    first.process.kill('SIGKILL');
    await Promise.all([first.ended, second.ended]);
    assert.equal(second.process.exitCode, 0);
    acknowledged.push(...first.acknowledged(), ...second.acknowledged());
    await assertWhole(register, acknowledged);
  }
});
