import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getMigrations } from 'better-auth/db/migration';
import { createAuth } from './create-auth.ts';
import { fixtureSecret, goodPassword, signInFixture, tokenOf } from './sign-in-fixture.ts';

const fixture = await signInFixture();

test('our migrations leave the library nothing to do', async () => {
  const parts = {
    config: { baseUrl: 'http://localhost:1', secret: fixtureSecret, productName: 'x' },
    limits: {},
    knownPasswords: new Set(),
    post: () => {},
  };
  const auth = createAuth(fixture.database.db, parts as never);
  const { toBeAdded, toBeCreated } = await getMigrations(auth.options as never);
  assert.deepEqual([toBeAdded, toBeCreated], [[], []]);
});

test('an invited maker signs in with a password', async () => {
  const { signIn, member, browser } = fixture;
  const { browser: first, person } = await member('maker', 'ada@maker.example');
  assert.equal((await signIn.personOf(first.from().headers))?.id, person);
  const other = browser();
  assert.equal(other.refused(await signIn.signInWithPassword(other.from(), 'ada@maker.example', 'wrong wrong wrong')), 'CREDENTIALS_WRONG');
  assert.deepEqual(other.keep(await signIn.signInWithPassword(other.from(), 'Ada@maker.example', goodPassword)), { next: 'signed-in' });
  const found = await signIn.personOf(other.from().headers);
  assert.deepEqual(
    [found?.email, found?.via, found?.strong, found?.memberships.map(({ kind, roles }) => [kind, roles])],
    ['ada@maker.example', 'session', false, [['maker', ['administrator']]]],
  );
});

test('a body is closed to a session without a second factor', async () => {
  const { signIn, member, enrol, browser } = fixture;
  const { browser: at } = await member('body', 'bo@body.example');
  const weak = await signIn.personOf(at.from().headers);
  assert.deepEqual([weak?.memberships, weak?.withheld.length], [[], 1]);
  const { code } = await enrol(at);
  const strong = await signIn.personOf(at.from().headers);
  assert.deepEqual([strong?.memberships.length, strong?.withheld, strong?.strong], [1, [], true]);
  const other = browser();
  assert.deepEqual(other.keep(await signIn.signInWithPassword(other.from(), 'bo@body.example', goodPassword)), { next: 'second-factor' });
  assert.equal(await signIn.personOf(other.from().headers), null);
  other.keep(await signIn.verifyTotp(other.from(), await code()));
  assert.equal((await signIn.personOf(other.from().headers))?.strong, true);
  void tokenOf;
});
