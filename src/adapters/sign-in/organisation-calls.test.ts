import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goodPassword, signInFixture, tokenOf } from './sign-in-fixture.ts';

const fixture = await signInFixture();
const { signIn, member, enrol, browser, events, join } = fixture;
const maker = await member('maker', 'ada@maker.example');
const rival = await member('maker', 'rex@rival.example');
const body = await member('body', 'bo@body.example');
const invitationOf = (email: string): string => {
  const letter = fixture.letters.findLast(({ to }) => to === email)?.letter;
  return letter !== undefined && 'url' in letter ? tokenOf(letter.url) : '';
};

test('roles are of the organisation’s kind', async () => {
  const at = maker.browser;
  for (const roles of [[], ['reviewer'], ['applicant', 'decision-maker'], ['owner'], ['member'], ['admin']] as never[]) {
    assert.equal(at.refused(await signIn.invite(at.from(), maker.organisation, 'x@maker.example', roles)), 'ROLE_NOT_OF_KIND');
  }
});

test('an invited person joins with the roles he was invited for, once', async () => {
  const at = maker.browser;
  const invited = at.keep(await signIn.invite(at.from(), maker.organisation, 'Ann@maker.example', ['applicant']));
  assert.deepEqual([invited.email, invited.roles], ['ann@maker.example', ['applicant']]);
  assert.deepEqual(
    at.keep(await signIn.listInvitations(at.from(), maker.organisation)).map(({ email }) => email),
    ['ann@maker.example'],
  );
  const other = browser();
  await signIn.settled();
  const token = invitationOf('ann@maker.example');
  assert.equal(
    other.refused(await signIn.acceptInvitation(other.from(), invited.id, 'Ann', goodPassword)),
    'LINK_GONE',
    'the id is not the secret',
  );
  assert.equal(other.refused(await signIn.acceptInvitation(other.from(), token, 'Ann', 'short')), 'PASSWORD_SHORT');
  assert.equal(other.refused(await signIn.acceptInvitation(other.from(), token, 'Ann', 'annmaker12345')), 'PASSWORD_PERSONAL');
  assert.equal(other.refused(await signIn.acceptInvitation(other.from(), token, 'Ann', null)), 'PASSWORD_NEEDED');
  const ann = await join('ann@maker.example');
  assert.deepEqual(
    (await signIn.personOf(ann.browser.from().headers))?.memberships.map(({ roles }) => roles),
    [['applicant']],
  );
  assert.equal(other.refused(await signIn.acceptInvitation(other.from(), token, 'Ann', goodPassword)), 'LINK_GONE');
  assert.deepEqual(at.keep(await signIn.listInvitations(at.from(), maker.organisation)), []);
  assert.equal(at.refused(await signIn.invite(at.from(), maker.organisation, 'ann@maker.example', ['applicant'])), 'ALREADY_MEMBER');
  // An applicant is no administrator.
  const ofAnn = ann.browser;
  assert.equal(ofAnn.refused(await signIn.invite(ofAnn.from(), maker.organisation, 'y@maker.example', ['applicant'])), 'NOT_ADMINISTRATOR');
  assert.equal(ofAnn.refused(await signIn.listMembers(ofAnn.from(), maker.organisation)), 'NOT_ADMINISTRATOR');
  assert.equal(
    ofAnn.refused(await signIn.changeRoles(ofAnn.from(), maker.organisation, ann.person, ['administrator'])),
    'NOT_ADMINISTRATOR',
  );
  // A change of roles signs out.
  at.keep(await signIn.changeRoles(at.from(), maker.organisation, ann.person, ['applicant', 'administrator']));
  assert.equal(await signIn.personOf(ofAnn.from().headers), null);
  const list = at.keep(await signIn.listMembers(at.from(), maker.organisation));
  assert.deepEqual(list.find(({ person }) => person === ann.person)?.roles, ['applicant', 'administrator']);
  at.keep(await signIn.removeMember(at.from(), maker.organisation, ann.person));
  ofAnn.keep(await signIn.signInWithPassword(ofAnn.from(), 'ann@maker.example', goodPassword));
  assert.deepEqual((await signIn.personOf(ofAnn.from().headers))?.memberships, []);
});

test('nobody manages an organisation that is not his', async () => {
  const at = rival.browser;
  assert.equal(at.refused(await signIn.invite(at.from(), maker.organisation, 'spy@rival.example', ['administrator'])), 'NOT_ADMINISTRATOR');
  assert.equal(at.refused(await signIn.listMembers(at.from(), maker.organisation)), 'NOT_ADMINISTRATOR');
  assert.equal(at.refused(await signIn.changeRoles(at.from(), rival.organisation, maker.person, ['applicant'])), 'NOT_FOUND');
  assert.equal(at.refused(await signIn.removeMember(at.from(), maker.organisation, maker.person)), 'NOT_ADMINISTRATOR');
  const provider = { issuer: 'https://id.example', clientId: 'c', clientSecret: 's', domain: 'maker.example' };
  assert.equal(at.refused(await signIn.registerOidc(at.from(), maker.organisation, provider)), 'NOT_ADMINISTRATOR');
  const nobody = browser();
  assert.equal(nobody.refused(await signIn.listMembers(nobody.from(), maker.organisation)), 'NOT_SIGNED_IN');
});

test('the last administrator stays', async () => {
  const at = rival.browser;
  assert.equal(at.refused(await signIn.changeRoles(at.from(), rival.organisation, rival.person, ['applicant'])), 'LAST_ADMINISTRATOR');
  assert.equal(at.refused(await signIn.removeMember(at.from(), rival.organisation, rival.person)), 'LAST_ADMINISTRATOR');
});

test('an administrator of a body manages it with a second factor only', async () => {
  const at = body.browser;
  assert.equal(at.refused(await signIn.invite(at.from(), body.organisation, 'rita@body.example', ['reviewer'])), 'SECOND_FACTOR_NEEDED');
  assert.equal(at.refused(await signIn.createToken(at.from(), { name: 'ci', scopes: ['read'], days: 30 })), 'SECOND_FACTOR_NEEDED');
  await enrol(at);
  at.keep(await signIn.invite(at.from(), body.organisation, 'rita@body.example', ['reviewer', 'surveillance-officer']));
});

test('a person of one organisation is invited to another, and takes it up signed in', async () => {
  const at = body.browser;
  at.keep(await signIn.invite(at.from(), body.organisation, 'rex@rival.example', ['scheme-owner']));
  await signIn.settled();
  const token = invitationOf('rex@rival.example');
  const stranger = browser();
  assert.equal(stranger.refused(await signIn.acceptInvitation(stranger.from(), token, 'Rex', goodPassword)), 'SIGN_IN_FIRST');
  const ofAda = maker.browser;
  assert.equal(ofAda.refused(await signIn.acceptInvitation(ofAda.from(), token, 'Rex', null)), 'INVITED_IS_ANOTHER');
  const rex = rival.browser;
  rex.keep(await signIn.acceptInvitation(rex.from(), token, 'Rex', null));
  const person = await signIn.personOf(rex.from().headers);
  assert.deepEqual(
    [person?.memberships.map(({ kind }) => kind), person?.withheld.map(({ roles }) => roles)],
    [['maker'], [['scheme-owner']]],
  );
});

test('a withdrawn or old invitation is gone', async (t) => {
  const at = maker.browser;
  const invited = at.keep(await signIn.invite(at.from(), maker.organisation, 'kim@maker.example', ['applicant']));
  await signIn.settled();
  const ofRex = rival.browser;
  assert.equal(ofRex.refused(await signIn.cancelInvitation(ofRex.from(), rival.organisation, invited.id)), 'NOT_FOUND');
  at.keep(await signIn.cancelInvitation(at.from(), maker.organisation, invited.id));
  const kim = browser();
  assert.equal(kim.refused(await signIn.acceptInvitation(kim.from(), invitationOf('kim@maker.example'), 'Kim', goodPassword)), 'LINK_GONE');
  at.keep(await signIn.invite(at.from(), maker.organisation, 'lee@maker.example', ['applicant']));
  await signIn.settled();
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 73 * 60 * 60 * 1000 });
  assert.equal(kim.refused(await signIn.acceptInvitation(kim.from(), invitationOf('lee@maker.example'), 'Lee', goodPassword)), 'LINK_GONE');
});

test('a token acts for its person within its scopes, until it is revoked or too old', async (t) => {
  const at = maker.browser;
  assert.equal(at.refused(await signIn.createToken(at.from(), { name: 'ci', scopes: [], days: 30 })), 'SCOPES_MISSING');
  for (const days of [0, 367, 1.5])
    assert.equal(at.refused(await signIn.createToken(at.from(), { name: 'ci', scopes: ['x'], days })), 'EXPIRY_INVALID');
  const made = at.keep(await signIn.createToken(at.from(), { name: 'ci', scopes: ['evidence:write'], days: 30 }));
  assert.match(made.token, /^iqs_[A-Za-z]{64}$/);
  const bearer = (token: string): Headers =>
    new Headers({ authorization: `Bearer ${token}`, cookie: at.from().headers.get('cookie') ?? '' });
  const person = await signIn.personOf(bearer(made.token));
  assert.deepEqual([person?.id, person?.via, person?.scopes, person?.strong], [maker.person, 'token', ['evidence:write'], false]);
  assert.equal(await signIn.personOf(bearer(`${made.token}x`)), null, 'and the cookie is not asked');
  // A token opens none of what a session does.
  const withToken = { headers: new Headers({ authorization: `Bearer ${made.token}` }), address: '203.0.113.9' };
  assert.equal(at.refused(await signIn.createToken(withToken, { name: 'more', scopes: ['x'], days: 30 })), 'NOT_SIGNED_IN');
  assert.equal(at.refused(await signIn.invite(withToken, maker.organisation, 'z@maker.example', ['applicant'])), 'NOT_SIGNED_IN');
  const list = at.keep(await signIn.listTokens(at.from()));
  assert.deepEqual(
    list.map(({ id, scopes, start }) => [id, scopes, start]),
    [[made.id, ['evidence:write'], made.token.slice(0, 6)]],
  );
  assert.ok(!JSON.stringify(list).includes(made.token));
  assert.equal(rival.browser.refused(await signIn.revokeToken(rival.browser.from(), made.id)), 'NOT_FOUND');
  const second = at.keep(await signIn.createToken(at.from(), { name: 'old', scopes: ['x'], days: 1 }));
  at.keep(await signIn.revokeToken(at.from(), made.id));
  assert.equal(await signIn.personOf(bearer(made.token)), null);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 25 * 60 * 60 * 1000 });
  assert.equal(await signIn.personOf(bearer(second.token)), null);
});

test('a language is kept, and the audit was told of each change', async () => {
  await signIn.setLanguage(maker.person, 'nl');
  assert.equal((await signIn.personOf(maker.browser.from().headers))?.language, 'nl');
  const actions = new Set(events.filter(({ outcome }) => outcome === 'done').map(({ action }) => action));
  for (const action of [
    'organisation-create',
    'invitation',
    'invitation-accept',
    'role-change',
    'member-remove',
    'token-create',
    'token-revoke',
  ]) {
    assert.ok(actions.has(action as never), action);
  }
  assert.ok(events.some(({ action, outcome }) => action === 'role-change' && outcome === 'NOT_ADMINISTRATOR'));
});

test('a maker joins: one message an address in a while, counted by where it comes from', async (t) => {
  const join = (email: string, address = '203.0.113.77') => signIn.joinMaker({ name: 'Lumen', email }, address, 'nl');
  const lettersTo = (email: string) => fixture.letters.filter(({ to }) => to === email).length;
  assert.equal((await join('Lu@lumen.example')).ok, true);
  assert.equal((await join('lu@lumen.example')).ok, true);
  await signIn.settled();
  assert.equal(lettersTo('lu@lumen.example'), 1);
  const lu = await fixture.join('lu@lumen.example');
  assert.deepEqual(
    (await signIn.personOf(lu.browser.from().headers))?.memberships.map(({ kind, roles }) => [kind, roles]),
    [['maker', ['administrator']]],
  );
  // Whoever lost the message asks again later: the same organisation, and the first link holds no longer.
  await join('zoe@lumen.example');
  await signIn.settled();
  const first = invitationOf('zoe@lumen.example');
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 16 * 60 * 1000 });
  await join('zoe@lumen.example');
  await signIn.settled();
  assert.equal(lettersTo('zoe@lumen.example'), 2);
  const late = browser();
  assert.equal(late.refused(await signIn.acceptInvitation(late.from(), first, 'Zoe', goodPassword)), 'LINK_GONE');
  const { organisation } = late.keep(await signIn.acceptInvitation(late.from(), invitationOf('zoe@lumen.example'), 'Zoe', goodPassword));
  const asked = await signIn.inviteFounder(organisation, 'mallory@lumen.example', { actor: 'olga', language: null }, '203.0.113.1');
  assert.equal(asked.ok ? null : asked.code, 'ORGANISATION_STARTED');
  t.mock.timers.reset();
  let wait: number | undefined;
  for (let tries = 0; tries < 1000 && wait === undefined; tries += 1) {
    const outcome = await join('lu@lumen.example');
    if (!outcome.ok) wait = outcome.retryAfter;
  }
  assert.ok((wait ?? 0) > 0);
  assert.equal((await join('other@lumen.example', '203.0.113.78')).ok, true);
});
