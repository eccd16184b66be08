import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, image, inputOf } from '../subject-fixture.ts';
import { emptyPassword } from './empty-password.ts';

const ask = (accounts: ReturnType<typeof account>[]): string => {
  const [answer] = emptyPassword.ask(inputOf([image({ accounts })]));
  return answer?.reason ?? answer?.outcome ?? '';
};
const empty = { state: 'none', scheme: null, hash: null, tried: 0 } as const;

test('an account without a password is a yes, unless its shell lets nobody in', () => {
  assert.equal(ask([account(empty)]), 'yes');
  assert.equal(ask([account(empty, { shell: null })]), 'yes');
  assert.equal(ask([account(empty, { shell: '/sbin/nologin' }), account(empty, { shell: '/bin/false' })]), 'no');
});

test('a set password is none of them', () => assert.equal(ask([account()]), 'no'));

test('unknown: no file of accounts; no firmware', () => {
  assert.equal(ask([]), 'not-located');
  assert.equal(emptyPassword.ask(inputOf([]))[0]?.reason, 'absent');
});
