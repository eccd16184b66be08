import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, image, inputOf, service } from '../subject-fixture.ts';
import { knownPassword } from './known-password.ts';

const ask = (lists: Parameters<typeof image>[0]): string => {
  const [answer] = knownPassword.ask(inputOf([image(lists)]));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('a published password is named, not shown', () => {
  const [answer] = knownPassword.ask(inputOf([image({ accounts: [account({ known: 'xc3511' })] })]));
  assert.equal(answer?.outcome, 'yes');
  assert.equal(JSON.stringify(answer).includes('xc3511'), false);
});

test('no: every password was tried, or locked', () => {
  assert.equal(ask({ accounts: [account(), account({ state: 'locked', scheme: null, hash: null, tried: 0 })] }), 'no');
});

test('unknown: a scheme that cannot be tried', () => {
  assert.equal(ask({ accounts: [account({ scheme: 'unrecognised', tried: 0 })] }), 'unsupported');
});

test('unknown: no file of accounts, or a login whose accounts stand elsewhere', () => {
  assert.equal(ask({}), 'not-located');
  assert.equal(ask({ accounts: [account()], services: [service({ protocol: 'http', command: 'boa' })] }), 'not-located');
  assert.equal(ask({ accounts: [account()], services: [service({ protocol: null, command: 'dvr_app' })] }), 'not-located');
  assert.equal(knownPassword.ask(inputOf([]))[0]?.reason, 'absent');
});
