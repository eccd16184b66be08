import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { identityProvider, nameServer } from './identity-provider-fixture.ts';
import { type Browser, goodPassword, signInFixture, tokenOf } from './sign-in-fixture.ts';

const origin = 'http://localhost:8787';
let redirectUri = '';
const people = {
  ada: { email: 'ada@maker.example', email_verified: true, name: 'Ada' },
  guest: { email: 'guest@maker.example', email_verified: true },
  unproven: { email: 'ada@maker.example', email_verified: false },
  rex: { email: 'rex@rival.example', email_verified: true },
};
const idp = await identityProvider(() => redirectUri, people);
const records = new Map<string, string>();
await nameServer(records);
const fixture = await signInFixture({ internalIssuers: [idp.issuer] });
const { signIn, member, browser, enrol } = fixture;
const maker = await member('maker', 'ada@maker.example');
const rival = await member('maker', 'rex@rival.example');
const provider = { issuer: idp.issuer, clientId: 'iqs', clientSecret: 'a secret of the client', domain: 'maker.example' };

/** Through the provider and back; the error that stands in the address we are sent to, or null. */
async function signInThere(
  at: Browser,
  email: string,
  as: string,
  change: (back: string) => string = (back) => back,
): Promise<string | null> {
  const { url } = at.keep(await signIn.signInWithOidc(at.from(), email, '/cases'));
  const back = change(await idp.signIn(url, as));
  const answer = await signIn.handler(new Request(back, { headers: at.from().headers }), at.from().address);
  at.take(answer.headers.getSetCookie());
  return new URL(answer.headers.get('location') ?? '', origin).searchParams.get('error');
}

test('a provider counts only when its domain is proven', async () => {
  const at = maker.browser;
  assert.equal(
    at.refused(await signIn.registerOidc(at.from(), maker.organisation, { ...provider, domain: 'no domain' })),
    'DOMAIN_INVALID',
  );
  const outside = { ...provider, issuer: 'http://127.0.0.1:9' };
  assert.equal(at.refused(await signIn.registerOidc(at.from(), maker.organisation, outside)), 'ISSUER_REFUSED');
  const registered = at.keep(await signIn.registerOidc(at.from(), maker.organisation, provider));
  redirectUri = registered.redirectUri;
  assert.equal(redirectUri, `${origin}/auth/sso/callback/${registered.id}`);
  assert.equal((await signIn.signInWithOidc(browser().from(), 'ada@maker.example', '/cases')).ok, false);
  assert.equal(at.refused(await signIn.proveDomain(at.from(), maker.organisation, registered.id)), 'DOMAIN_NOT_PROVEN');
  records.set(registered.record.name, registered.record.value);
  const ofRex = rival.browser;
  assert.equal(ofRex.refused(await signIn.proveDomain(ofRex.from(), rival.organisation, registered.id)), 'NOT_FOUND');
  at.keep(await signIn.proveDomain(at.from(), maker.organisation, registered.id));
});

test('the client’s secret rests sealed, and the provider is told it in the clear', async () => {
  const { rows } = await sql<{ oidcConfig: string }>`SELECT "oidcConfig" FROM auth_provider`.execute(fixture.database.db);
  assert.match(rows[0]?.oidcConfig ?? '', /"clientSecret":"sealed:/);
  assert.ok(!JSON.stringify(rows).includes(provider.clientSecret));
  assert.equal(await signInThere(browser(), 'ada@maker.example', 'ada'), null, 'the provider knew the client');
});

test('the request carries state, PKCE and nonce', async () => {
  const at = browser();
  const { url } = at.keep(await signIn.signInWithOidc(at.from(), 'ada@maker.example', '/cases'));
  const asked = new URL(url).searchParams;
  assert.equal(asked.get('code_challenge_method'), 'S256');
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((asked.get(name) ?? '').length >= 32, name);
  assert.equal(
    (await signIn.signInWithOidc(at.from(), 'ada@maker.example', 'https://evil.example/')).ok,
    false,
    'no way out to another site',
  );
});

test('a member signs in there, and a second factor makes the session strong', async () => {
  const at = browser();
  assert.equal(await signInThere(at, 'ada@maker.example', 'ada'), null);
  const person = await signIn.personOf(at.from().headers);
  assert.deepEqual([person?.id, person?.strong], [maker.person, false]);
  const { code } = await enrol(at);
  const again = browser();
  assert.equal(await signInThere(again, 'ada@maker.example', 'ada'), null);
  const weak = again.from();
  assert.equal((await signIn.personOf(weak.headers))?.strong, false);
  again.keep(await signIn.verifyTotp(again.from(), await code()));
  assert.equal((await signIn.personOf(again.from().headers))?.strong, true);
  assert.equal(await signIn.personOf(weak.headers), null, 'the session was made anew');
});

test('the provider opens nothing of another domain, of a stranger, or of an address it has not proven', async () => {
  assert.equal(await signInThere(browser(), 'ada@maker.example', 'rex'), 'OIDC_DOMAIN');
  assert.equal(await signInThere(browser(), 'ada@maker.example', 'guest'), 'OIDC_NOT_A_MEMBER');
  assert.equal(await signInThere(browser(), 'ada@maker.example', 'unproven'), 'OIDC_EMAIL_UNVERIFIED');
});

test('a state of nobody’s, or in another browser, is refused', async () => {
  const at = browser();
  const error = await signInThere(at, 'ada@maker.example', 'ada', (back) => back.replace(/state=[^&]+/, 'state=forged'));
  assert.notEqual(error, null);
  assert.equal(await signIn.personOf(at.from().headers), null);
  const victim = browser();
  const { url } = at.keep(await signIn.signInWithOidc(at.from(), 'ada@maker.example', '/cases'));
  const back = await idp.signIn(url, 'ada');
  const answer = await signIn.handler(new Request(back, { headers: victim.from().headers }), victim.from().address);
  victim.take(answer.headers.getSetCookie());
  assert.equal(await signIn.personOf(victim.from().headers), null);
});

test('an invited person needs no password where the provider is proven', async () => {
  const at = maker.browser;
  at.keep(await signIn.signInWithPassword(at.from(), 'ada@maker.example', goodPassword));
  const second = browser();
  assert.equal(await signInThere(second, 'ada@maker.example', 'ada'), null);
  second.keep(await signIn.invite(second.from(), maker.organisation, 'guest@maker.example', ['applicant']));
  await signIn.settled();
  const letter = fixture.letters.findLast(({ to }) => to === 'guest@maker.example')?.letter;
  const guest = browser();
  guest.keep(
    await signIn.acceptInvitation(guest.from(), letter !== undefined && 'url' in letter ? tokenOf(letter.url) : '', 'Guest', null),
  );
  assert.equal(await signIn.personOf(guest.from().headers), null);
  assert.equal(await signInThere(guest, 'guest@maker.example', 'guest'), null);
  assert.deepEqual(
    (await signIn.personOf(guest.from().headers))?.memberships.map(({ roles }) => roles),
    [['applicant']],
  );
});

test('a domain that is proven is nobody else’s to take', async () => {
  const at = rival.browser;
  assert.equal(at.refused(await signIn.registerOidc(at.from(), rival.organisation, provider)), 'DOMAIN_TAKEN');
});
