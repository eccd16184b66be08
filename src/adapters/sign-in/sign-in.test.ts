import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getMigrations } from 'better-auth/db/migration';
import { sql } from 'kysely';
import { attemptLimits } from './attempt-limits.ts';
import { createAuth } from './create-auth.ts';
import { type Browser, fixtureSecret, goodPassword, signInFixture, tokenOf } from './sign-in-fixture.ts';

const fixture = await signInFixture();
const { signIn, member, enrol, browser, events, database } = fixture;
const { browser: ada, person: adaId } = await member('maker', 'ada@maker.example');
const { browser: bo, person: boId } = await member('body', 'bo@body.example');
const boFactor = await enrol(bo);

const origin = 'http://localhost:8787';
const post = (path: string, body: unknown, at: Browser, headers: Readonly<Record<string, string>> = { origin }): Promise<Response> =>
  signIn.handler(
    new Request(`${origin}/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: at.from().headers.get('cookie') ?? '', ...headers },
      body: JSON.stringify(body),
    }),
    at.from().address,
  );
const told = (action: string): readonly string[] => events.filter((event) => event.action === action).map(({ outcome }) => outcome);
/** Passes the half minute in which a code is good. */
const later = (steps: number): Promise<string> => boFactor.code(steps);

test('our migrations leave the library nothing to do', async () => {
  const parts = {
    config: { baseUrl: origin, secret: fixtureSecret, productName: 'x' },
    limits: {},
    knownPasswords: new Set(),
    post: () => {},
  };
  const auth = createAuth(database.db, parts as never);
  const { toBeAdded, toBeCreated } = await getMigrations(auth.options as never);
  assert.deepEqual([toBeAdded, toBeCreated], [[], []]);
});

test('a password opens a maker’s session, and says the same of a wrong password and of nobody’s address', async () => {
  assert.equal((await signIn.personOf(ada.from().headers))?.id, adaId);
  const other = browser();
  const wrong = await post('/sign-in/email', { email: 'ada@maker.example', password: 'wrong wrong wrong' }, other);
  const nobody = await post('/sign-in/email', { email: 'nobody@maker.example', password: 'wrong wrong wrong' }, other);
  assert.deepEqual([wrong.status, await wrong.text()], [nobody.status, await nobody.text()]);
  assert.equal(other.refused(await signIn.signInWithPassword(other.from(), 'no address', goodPassword)), 'CREDENTIALS_WRONG');
  assert.deepEqual(other.keep(await signIn.signInWithPassword(other.from(), 'Ada@maker.example', goodPassword)), { next: 'signed-in' });
  const found = await signIn.personOf(other.from().headers);
  assert.deepEqual(
    [found?.email, found?.via, found?.strong, found?.scopes, found?.memberships.map(({ kind, roles }) => [kind, roles])],
    ['ada@maker.example', 'session', false, null, [['maker', ['administrator']]]],
  );
  assert.ok(told('sign-in').includes('CREDENTIALS_WRONG'));
});

test('the session is in a cookie that scripts cannot read, and in no body', async () => {
  const other = browser();
  const answer = await post('/sign-in/email', { email: 'ada@maker.example', password: goodPassword }, other);
  const [cookie = ''] = answer.headers.getSetCookie().filter((line) => line.startsWith('iqs.session_token='));
  assert.match(cookie, /; HttpOnly/i);
  assert.match(cookie, /; SameSite=Lax/i);
  assert.match(cookie, /; Path=\//i);
  assert.doesNotMatch(cookie, /max-age|expires|domain/i);
  assert.deepEqual(Object.keys((await answer.json()) as object).sort(), ['redirect', 'user']);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

test('an answer begins a new session and ends the one before', async () => {
  const other = browser();
  other.keep(await signIn.signInWithPassword(other.from(), 'ada@maker.example', goodPassword));
  const old = other.from();
  other.keep(await signIn.signInWithPassword(old, 'ada@maker.example', goodPassword));
  assert.equal(await signIn.personOf(old.headers), null);
  assert.equal((await signIn.personOf(other.from().headers))?.id, adaId);
});

test('another site’s request with our cookie is refused, and so is every endpoint that is not ours', async () => {
  const foreign = await post('/sign-out', {}, ada, { origin: 'https://evil.example' });
  assert.equal(foreign.status, 403);
  const without = await post('/change-password', { currentPassword: goodPassword, newPassword: 'a wholly other phrase' }, ada, {});
  assert.equal(without.status, 403);
  const closed = [
    '/sign-up/email',
    '/get-session',
    '/organization/create',
    '/api-key/create',
    '/sso/register',
    '/update-user',
    '/update-session',
    '/sso/saml2/sp/acs/x',
  ];
  for (const path of [...closed, '/__proto__', '/two-factor/send-otp']) {
    assert.equal((await post(path, { name: 'x', email: 'x@x.example', password: goodPassword }, ada)).status, 404, path);
  }
  assert.equal((await post('/sign-in/email', [], browser())).status, 400);
});

test('a body is closed to a session without a second factor', async () => {
  const strong = await signIn.personOf(bo.from().headers);
  assert.deepEqual([strong?.memberships.length, strong?.withheld, strong?.strong], [1, [], true]);
  const other = browser();
  assert.deepEqual(other.keep(await signIn.signInWithPassword(other.from(), 'bo@body.example', goodPassword)), { next: 'second-factor' });
  assert.equal(await signIn.personOf(other.from().headers), null, 'a password alone opens nothing');
  assert.equal(other.refused(await signIn.verifyTotp(other.from(), '000000')), 'CODE_WRONG');
  const code = await later(0);
  other.keep(await signIn.verifyTotp(other.from(), code));
  assert.equal((await signIn.personOf(other.from().headers))?.strong, true);
  const replay = browser();
  replay.keep(await signIn.signInWithPassword(replay.from(), 'bo@body.example', goodPassword));
  assert.equal(replay.refused(await signIn.verifyTotp(replay.from(), code)), 'CODE_USED');
  assert.equal(replay.refused(await signIn.verifyTotp(browser().from(), await later(1))), 'CHALLENGE_GONE');
});

test('a body’s member without a factor sees what is withheld, and can enrol', async () => {
  const { browser: cy } = await member('laboratory', 'cy@lab.example', ['evaluator']);
  const weak = await signIn.personOf(cy.from().headers);
  assert.deepEqual([weak?.memberships, weak?.withheld.map(({ roles }) => roles), weak?.secondFactor], [[], [['evaluator']], false]);
  const before = cy.from();
  assert.equal(cy.refused(await signIn.enrolTotp(cy.from(), 'wrong wrong wrong')), 'CREDENTIALS_WRONG');
  await enrol(cy);
  assert.equal(await signIn.personOf(before.headers), null, 'the session was made anew');
  assert.equal((await signIn.personOf(cy.from().headers))?.memberships.length, 1);
  assert.equal(cy.refused(await signIn.enrolTotp(cy.from(), goodPassword)), 'SECOND_FACTOR_ENROLLED');
});

test('a maker’s roles, too, are withheld without a factor, but where the programme says otherwise', async () => {
  const strict = await signInFixture({ withoutSecondFactor: [] });
  const { browser: mia } = await strict.member('maker', 'mia@maker.example');
  const weak = await strict.signIn.personOf(mia.from().headers);
  assert.deepEqual([weak?.memberships, weak?.withheld.map(({ kind }) => kind)], [[], ['maker']]);
  await strict.enrol(mia);
  assert.equal((await strict.signIn.personOf(mia.from().headers))?.memberships.length, 1);
  assert.equal((await signIn.personOf(ada.from().headers))?.withheld.length, 0);
});

test('a recovery code is good once and is kept as a digest', async () => {
  const [code = ''] = boFactor.recoveryCodes;
  assert.match(code, /^[A-Za-z0-9]{5}-[A-Za-z0-9]{15}$/);
  const row = await sql<{ backupCodes: string }>`SELECT "backupCodes" FROM auth_two_factor WHERE "userId" = ${boId}`.execute(database.db);
  assert.ok(boFactor.recoveryCodes.every((one) => row.rows[0]?.backupCodes.includes(one) === false));
  const first = browser();
  first.keep(await signIn.signInWithPassword(first.from(), 'bo@body.example', goodPassword));
  const [kept = ''] = JSON.parse(row.rows[0]?.backupCodes ?? '[]') as string[];
  assert.equal(first.refused(await signIn.verifyRecoveryCode(first.from(), kept)), 'CODE_WRONG', 'what the table holds opens nothing');
  first.keep(await signIn.verifyRecoveryCode(first.from(), code));
  assert.equal((await signIn.personOf(first.from().headers))?.strong, true);
  const second = browser();
  second.keep(await signIn.signInWithPassword(second.from(), 'bo@body.example', goodPassword));
  assert.equal(second.refused(await signIn.verifyRecoveryCode(second.from(), code)), 'CODE_WRONG');
});

test('a session ends when nobody uses it, and after its longest time though it is used', async (t) => {
  const other = browser();
  other.keep(await signIn.signInWithPassword(other.from(), 'ada@maker.example', goodPassword));
  const start = Date.now();
  const after = (minutes: number): void => t.mock.timers.setTime(start + minutes * 60_000);
  t.mock.timers.enable({ apis: ['Date'], now: start });
  for (let minute = 25; minute < 12 * 60; minute += 25) {
    after(minute);
    assert.equal((await signIn.personOf(other.from().headers))?.id, adaId, `${minute}`);
  }
  after(12 * 60 + 1);
  assert.equal(await signIn.personOf(other.from().headers), null);
  const idle = browser();
  idle.keep(await signIn.signInWithPassword(idle.from(), 'ada@maker.example', goodPassword));
  after(12 * 60 + 1 + 31);
  assert.equal(await signIn.personOf(idle.from().headers), null);
});

test('sessions are listed, revoked one by one, and all at once', async () => {
  const [one, two] = [browser(), browser()];
  for (const at of [one, two]) at.keep(await signIn.signInWithPassword(at.from(), 'ada@maker.example', goodPassword));
  const list = one.keep(await signIn.listSessions(one.from()));
  assert.equal(list.filter(({ current }) => current).length, 1);
  assert.doesNotMatch(JSON.stringify(list), /token/);
  const other = list.find(({ address }) => address === two.from().address);
  assert.equal(bo.refused(await signIn.revokeSession(bo.from(), other?.id ?? '')), 'NOT_FOUND', 'another person’s');
  one.keep(await signIn.revokeSession(one.from(), other?.id ?? ''));
  assert.equal(await signIn.personOf(two.from().headers), null);
  one.keep(await signIn.signOutEverywhere(one.from()));
  assert.equal(await signIn.personOf(one.from().headers), null);
  assert.equal(one.refused(await signIn.listSessions(one.from())), 'NOT_SIGNED_IN');
});

test('another session is ended only by who signed in a short while ago', async (t) => {
  const [one, two] = [browser(), browser()];
  for (const at of [one, two]) at.keep(await signIn.signInWithPassword(at.from(), 'ada@maker.example', goodPassword));
  const other = one.keep(await signIn.listSessions(one.from())).find(({ address }) => address === two.from().address);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 16 * 60_000 });
  assert.equal(one.refused(await signIn.revokeSession(one.from(), other?.id ?? '')), 'SIGN_IN_AGAIN');
  assert.equal(one.refused(await signIn.signOutEverywhere(one.from())), 'SIGN_IN_AGAIN');
  assert.notEqual(await signIn.personOf(two.from().headers), null);
});

test('signing out ends the session on the server', async () => {
  const at = browser();
  at.keep(await signIn.signInWithPassword(at.from(), 'ada@maker.example', goodPassword));
  const kept = at.from();
  at.keep(await signIn.signOut(at.from()));
  assert.equal(await signIn.personOf(kept.headers), null);
});

test('a forgotten password is set anew by a link that is good once', async () => {
  const { browser: dee } = await member('maker', 'dee@maker.example');
  dee.keep(await signIn.forgotPassword(dee.from(), 'dee@maker.example'));
  const sent = fixture.letters.length;
  dee.keep(await signIn.forgotPassword(dee.from(), 'nobody@maker.example'));
  await signIn.settled();
  assert.ok(fixture.letters.length - sent <= 1, 'nobody is written to');
  const letter = fixture.letters.findLast(({ to, letter: { kind } }) => to === 'dee@maker.example' && kind === 'password-reset')?.letter;
  const token = letter !== undefined && 'url' in letter ? tokenOf(letter.url) : '';
  const at = browser();
  assert.equal(at.refused(await signIn.resetPassword(at.from(), token, 'deemaker2026')), 'PASSWORD_PERSONAL');
  at.keep(await signIn.resetPassword(at.from(), token, 'another phrase entirely'));
  assert.equal(await signIn.personOf(dee.from().headers), null, 'every session is over');
  assert.equal(at.refused(await signIn.resetPassword(at.from(), token, 'a third phrase entirely')), 'LINK_GONE');
  at.keep(await signIn.signInWithPassword(at.from(), 'dee@maker.example', 'another phrase entirely'));
  const other = browser();
  other.keep(await signIn.signInWithPassword(other.from(), 'dee@maker.example', 'another phrase entirely'));
  assert.equal(at.refused(await signIn.changePassword(at.from(), 'wrong wrong wrong', 'a third phrase entirely')), 'CREDENTIALS_WRONG');
  assert.equal(at.refused(await signIn.changePassword(at.from(), 'another phrase entirely', 'correcthorsebattery')), 'PASSWORD_KNOWN');
  at.keep(await signIn.changePassword(at.from(), 'another phrase entirely', 'a third phrase entirely'));
  assert.equal(await signIn.personOf(other.from().headers), null);
  assert.ok((await signIn.personOf(at.from().headers)) !== null);
});

test('an account is locked after five failures, whether it exists or not', async (t) => {
  // Too long to be hashed: the count does not care why it failed.
  const fail = async (email: string): Promise<readonly [string, number | undefined]> => {
    const outcome = await signIn.signInWithPassword(browser().from(), email, 'x'.repeat(300));
    return outcome.ok ? ['done', undefined] : [outcome.code, outcome.retryAfter];
  };
  for (const email of ['ada@maker.example', 'nobody-at-all@maker.example']) {
    for (let time = 0; time < 5; time += 1) assert.deepEqual(await fail(email), ['PASSWORD_LONG', undefined]);
    assert.deepEqual(await fail(email), ['TOO_MANY_ATTEMPTS', 60]);
  }
  const right = await signIn.signInWithPassword(browser().from(), 'ada@maker.example', goodPassword);
  assert.equal(!right.ok && right.code, 'TOO_MANY_ATTEMPTS', 'nor is the right password tried');
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 61_000 });
  assert.equal((await signIn.signInWithPassword(browser().from(), 'ada@maker.example', goodPassword)).ok, true);
  assert.ok(told('lock-out').length >= 2);
});

test('a lock doubles up to an hour, and counts attempts that come at once', async (t) => {
  const limits = attemptLimits(database.db, 60);
  let now = Date.now();
  t.mock.timers.enable({ apis: ['Date'], now });
  const locks: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const waits = await Promise.all(Array.from({ length: 6 }, () => limits.onAccount('zoe')));
    assert.equal(waits.filter((wait) => wait === null).length, 5);
    const seconds = Math.max(...waits.map((wait) => wait?.seconds ?? 0));
    locks.push(seconds);
    now += seconds * 1000 + 1;
    t.mock.timers.setTime(now);
  }
  assert.deepEqual(locks, [60, 120, 240, 480, 960, 1920, 3600, 3600]);
  await limits.succeeded('zoe');
  for (let time = 0; time < 5; time += 1) await limits.onAccount('zoe');
  assert.equal((await limits.onAccount('zoe'))?.seconds, 60, 'a success starts over');
});

test('an address is slowed whatever accounts it tries', async () => {
  const at = browser();
  const outcomes = await Promise.all(Array.from({ length: 64 }, () => signIn.resetPassword(at.from(), 'x', goodPassword)));
  assert.equal(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'TOO_MANY_ATTEMPTS').length, 4);
  const spoofed = await post('/reset-password', { token: 'x', newPassword: goodPassword }, at, {
    origin,
    'x-iqs-address': '10.0.0.1',
    'x-forwarded-for': '10.0.0.1',
  });
  assert.equal(spoofed.status, 429);
  assert.ok(Number(spoofed.headers.get('retry-after')) > 0);
});

test('presence is confirmed by password and code where a code is enrolled', async () => {
  const wrong = await signIn.confirmPresence(bo.from(), { kind: 'password', password: 'wrong wrong wrong', code: null });
  assert.equal(bo.refused(wrong), 'CREDENTIALS_WRONG');
  assert.equal(
    bo.refused(await signIn.confirmPresence(bo.from(), { kind: 'password', password: goodPassword, code: null })),
    'SECOND_FACTOR_NEEDED',
  );
  const code = await later(1);
  assert.deepEqual(bo.keep(await signIn.confirmPresence(bo.from(), { kind: 'password', password: goodPassword, code })), {
    by: 'password-and-code',
  });
  assert.equal(bo.refused(await signIn.confirmPresence(bo.from(), { kind: 'password', password: goodPassword, code })), 'CODE_USED');
  const nobody = browser();
  assert.equal(
    nobody.refused(await signIn.confirmPresence(nobody.from(), { kind: 'password', password: goodPassword, code: null })),
    'NOT_SIGNED_IN',
  );
});

test('the audit holds no secret, and what has expired is swept', async () => {
  const text = JSON.stringify(events);
  for (const secret of [goodPassword, 'wrong wrong wrong', '@', ...boFactor.recoveryCodes, ...ada.cookies.values()]) {
    assert.ok(!text.includes(secret), secret);
  }
  assert.ok(events.every(({ at, address }) => at.endsWith('Z') && address !== ''));
  await sql`UPDATE auth_session SET "expiresAt" = now() - interval '1 hour'`.execute(database.db);
  await signIn.sweep();
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM auth_session`.execute(database.db);
  assert.equal(rows[0]?.count, 0);
});
