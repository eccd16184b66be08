import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CollectorContext } from '../../../model/collector.ts';
import { loginJudge } from './login-judge.ts';

test('when the effort is spent, what is not tried is noted once, at its place', () => {
  const notes: string[] = [];
  const knownLogins = Array.from({ length: 1000 }, (_, index) => ({ user: null, password: `p${index}`, source: 'list' }));
  const context = { host: {}, tables: { knownLogins }, note: ({ code, at }: { code: string; at: string }) => notes.push(`${code} ${at}`) };
  const judge = loginJudge(context as unknown as CollectorContext);
  const tried = Array.from({ length: 40 }, (_, index) => judge.hashed('u', `$1$salt${index}$${'a'.repeat(22)}`, `passwd:${index}`).tried);
  const first = tried.indexOf(0);
  assert.ok(first > 0 && first < 40);
  assert.deepEqual(notes, [`limit passwd:${first}`]);
});
