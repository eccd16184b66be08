import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testAuthority } from './authority-fixture.ts';
import { checkAfterCrashes } from './crash-check-fixture.ts';
import { issueSteps } from './issue-label.ts';

const program = fileURLToPath(new URL('issue-and-die-fixture.ts', import.meta.url));

test('killed after every step in turn, issuance goes on: no number twice, no entry lost, nothing signed unlinted', async (t) => {
  const authority = await testAuthority(t);
  for (const step of issueSteps) {
    const { signal } = spawnSync(process.execPath, [program, authority.folder, '1', step]);
    assert.ok(signal === 'SIGKILL', `not killed at ${step}`);
  }
  const { status, stdout } = spawnSync(process.execPath, [program, authority.folder, '2'], { encoding: 'utf8' });
  assert.deepEqual([status, stdout], [0, 'IQS-TRAIN-0000002\n']);
  await checkAfterCrashes(authority, 2);
});
