import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, dump, image, inputOf } from '../subject-fixture.ts';
import { commonPassword } from './common-password.ts';

const outcome = (subject: ReturnType<typeof image>): string => {
  const [answer] = commonPassword.ask(inputOf([subject]));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('what is fixed in an image for all units is common to them', () => {
  assert.equal(outcome(image({ accounts: [account()] })), 'yes');
  assert.equal(outcome(image({ accounts: [account({ scheme: 'plain', hash: null, tried: 1 })] })), 'yes');
});

test('one unit alone does not show what the others have, but a published password does', () => {
  assert.equal(outcome(dump({ accounts: [account()] })), 'not-located');
  assert.equal(outcome(dump({ accounts: [account({ known: 'admin' })] })), 'yes');
});

test('a password that the image does not hold is unknown', () => {
  assert.equal(outcome(image({ accounts: [account({ scheme: 'plain', hash: null, tried: 0 })] })), 'not-located');
});

test('no: locked accounts only', () => {
  assert.equal(outcome(image({ accounts: [account({ state: 'locked', scheme: null, hash: null, tried: 0 })] })), 'no');
});

test('no firmware', () => assert.equal(commonPassword.ask(inputOf([]))[0]?.reason, 'absent'));
