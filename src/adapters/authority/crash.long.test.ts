import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
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
  let labels = 1;
  let killed = 0;
  while (killed < kills) {
    if (killed % 2 === 0) {
      const step = issueSteps[(killed / 2) % issueSteps.length] as string;
      // The last label may be done already; a step of the next one is always to come.
      labels += 1;
      const child = spawn(process.execPath, [program, authority.folder, String(labels), step], { stdio: 'ignore' });
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
      assert.equal(signal, 'SIGKILL');
      atStep.set(step, (atStep.get(step) ?? 0) + 1);
      killed += 1;
      labels = Math.min(labels, 1 + Math.floor(killed / 20));
      continue;
    }
    const child = spawn(process.execPath, [program, authority.folder, String(labels + 1)], { stdio: 'ignore' });
    const exit = once(child, 'exit');
    await Promise.race([sleep(200 + below(1500)), exit]);
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      killed += 1;
    } else labels += 1;
    await exit;
  }
  labels += 2;
  const { status } = spawnSync(process.execPath, [program, authority.folder, String(labels)]);
  assert.equal(status, 0);
  await checkAfterCrashes(authority, labels);
  assert.ok(issueSteps.every((step) => (atStep.get(step) ?? 0) >= kills / 2 / issueSteps.length - 1));
});
