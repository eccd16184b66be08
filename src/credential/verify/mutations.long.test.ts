import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutateLabels } from './mutations-fixture.ts';

test('a million random mutations of a printed code, and as many of a credential: none is taken for another label', async () => {
  const { code, credential } = await mutateLabels(2_000_000, 20_270_302);
  assert.deepEqual([code.accepted, credential.accepted], [0, 0]);
  assert.ok(code.refused + credential.refused > 1_800_000);
});
