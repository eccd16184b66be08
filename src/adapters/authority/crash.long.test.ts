import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomNumbers } from '../../foundation/random-numbers-fixture.ts';
import { testAuthority } from './authority-fixture.ts';
import { checkAfterCrashes } from './crash-check-fixture.ts';
import { issueSteps } from './issue-label.ts';

const program = fileURLToPath(new URL('issue-and-die-fixture.ts', import.meta.url));
const kills = 1000;

test(`killed ${kills} times, half of them after a step and half at any moment: no number twice, no entry lost, nothing signed unlinted`, async (t) => {
  const authority = await testAuthority(t);
  const below = randomNumbers(1000);
  const atStep = new Map<string, number>();
  const start = (count: number, step = '') =>
    spawn(process.execPath, [program, authority.folder, String(count), step], { stdio: 'ignore' });
  let atAnyMoment = 0;
  for (let kill = 0; kill < kills / 2; kill += 1) {
    const step = issueSteps[kill % issueSteps.length] as string;
    const [, signal] = (await once(start(0, step), 'exit')) as [number | null, string | null];
    assert.equal(signal, 'SIGKILL');
    atStep.set(step, (atStep.get(step) ?? 0) + 1);
    const child = start(1_000_000);
    const exit = once(child, 'exit');
    await sleep(300 + below(1200));
    child.kill('SIGKILL');
    assert.equal(((await exit) as [number | null, string | null])[1], 'SIGKILL');
    atAnyMoment += 1;
  }
  const labels = readdirSync(join(authority.folder, 'serials')).filter((name) => /^\d+$/.test(name)).length;
  const { status } = spawnSync(process.execPath, [program, authority.folder, String(labels)]);
  assert.equal(status, 0);
  await checkAfterCrashes(authority, labels);
  assert.equal(atAnyMoment, kills / 2);
  assert.ok(issueSteps.every((step) => (atStep.get(step) ?? 0) >= Math.floor(kills / 2 / issueSteps.length)));
  t.diagnostic(`${labels} labels, ${kills} kills`);
});
