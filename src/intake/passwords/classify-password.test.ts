import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { classifyPassword } from './classify-password.ts';

const cases: readonly (readonly [field: string, state: string, scheme: string | null])[] = [
  ['', 'none', null],
  ['*', 'locked', null],
  ['!', 'locked', null],
  ['!!', 'locked', null],
  ['!*', 'locked', null],
  ['*LK*', 'locked', null],
  ['*NP*', 'locked', null],
  ['x', 'locked', null],
  ['!$1$iqsiqs12$b1kK9B63xMEAYzZpQ713R1', 'locked', 'md5'],
  ['*LK*iqX1l21Q/mht6', 'locked', 'des'],
  ['iqX1l21Q/mht6', 'set', 'des'],
  ['_J9..XXXXsqM/YSSP..Y', 'set', 'bsdi'],
  ['$1$$oCLuEVgI1iAqOA8pwkzAg1', 'set', 'md5'],
  ['$2a$10$x', 'set', 'bcrypt'],
  ['$2b$10$x', 'set', 'bcrypt'],
  ['$2y$10$x', 'set', 'bcrypt'],
  ['$5$salt$x', 'set', 'sha256'],
  ['$6$rounds=5000$salt$x', 'set', 'sha512'],
  ['$y$j9T$salt$x', 'set', 'yescrypt'],
  ['$7$CU..../....salt$x', 'set', 'scrypt'],
  ['$apr1$salt$x', 'set', 'apr1'],
  ['$sha1$40000$salt$x', 'set', 'sha1'],
  ['$md5$salt$x', 'set', 'sun-md5'],
  ['$md5,rounds=5000$salt$x', 'set', 'sun-md5'],
  ['$3$$8846f7eaee8fb117ad06bdd830b7586c', 'set', 'nt'],
  ['aBcDeFgHiJkLm.N3/', 'set', 'unrecognised'],
  ['admin', 'set', 'unrecognised'],
];

test('password fields', () => {
  for (const [field, state, scheme] of cases) assert.deepEqual(classifyPassword(field), { state, scheme }, field);
});

test('every field has a state, and a scheme whenever it is set', () => {
  fc.assert(
    fc.property(fc.string(), (field) => {
      const { state, scheme } = classifyPassword(field);
      assert.ok(state !== 'set' || scheme !== null);
      assert.equal(state === 'none', field === '');
    }),
  );
});
