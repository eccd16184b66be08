import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutateLabels } from './mutations-fixture.ts';

test('twenty thousand random mutations of a code and a credential: none is taken for another label', async () => {
  const { code, credential } = await mutateLabels(20_000, 1);
  assert.deepEqual([code.accepted, credential.accepted], [0, 0]);
  assert.ok(code.refused > 15_000 / 2 && credential.refused > 15_000 / 2);
});
