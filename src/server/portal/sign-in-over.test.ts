import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { databaseFixture } from '../../adapters/database/database-fixture.ts';
import { readStream } from '../../adapters/database/read-journal.ts';
import { openMail } from '../../adapters/mail/open-mail.ts';
import { writeLetter } from '../../adapters/mail/write-letter.ts';
import { apiAccess } from '../../adapters/programme/api-access.ts';
import { openDirectory } from '../../adapters/programme/open-directory.ts';
import { identityProvider, nameServer } from '../../adapters/sign-in/identity-provider-fixture.ts';
import { journalAudit } from '../../adapters/sign-in/journal-audit.ts';
import { openSignIn } from '../../adapters/sign-in/open-sign-in.ts';
import type { PasskeySignature } from '../../adapters/sign-in/presence.ts';
import { softwareAuthenticator } from '../../adapters/sign-in/software-authenticator-fixture.ts';
import { totpCode } from '../../adapters/sign-in/totp-code.ts';
import { organisationsOver } from './organisations-over.ts';
import { portalFixture } from './portal-fixture.ts';
import { portalPages } from './portal-pages.ts';
import { signInOver } from './sign-in-over.ts';

// The whole way: pages, the real sign-in, an embedded database, letters in a folder.
const origin = 'http://localhost:8787';
const password = 'violet harbour 47 lanterns';
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const now = (): string => new Date().toISOString();
const database = await databaseFixture().open('embedded');
const fixture = await portalFixture();
const folder = mkdtempSync(join(tmpdir(), 'iqs-letters-'));
const failures: unknown[] = [];
let redirect = '';
const idp = await identityProvider(() => redirect, { anna: { email: 'anna@lumen.example', email_verified: true } });
const records = new Map<string, string>();
await nameServer(records);
const signIn = openSignIn(database.db, {
  internalIssuers: [idp.issuer],
  baseUrl: origin,
  secret: 'b3f1c0de5a7e9d8c6b4a2f0e1d3c5b7a9f8e6d4c',
  productName: 'IQS',
  mail: openMail({ kind: 'folder', folder, from: 'IQS <iqs@body.example>' }, (error) => void failures.push(error)),
  write: writeLetter(fixture.deps.languages, 'IQS'),
  audit: journalAudit(database),
  knownPasswords: ['correcthorsebattery'],
  withoutSecondFactor: ['maker'],
});
after(async () => {
  await signIn.settled();
  rmSync(folder, { recursive: true, force: true });
});
const directory = openDirectory(database, now);
const port = signInOver(signIn, directory);
const { organisation: body } = await signIn.seedPeople({
  name: 'North Certification',
  kind: 'body',
  people: [
    { email: 'ada@body.example', name: 'Ada', password, roles: ['administrator', 'reviewer'], totp: secret },
    { email: 'dora@body.example', name: 'Dora', password, roles: ['decision-maker'], totp: null },
  ],
});
const app = portalPages({
  ...fixture.deps,
  desk: Object.assign(fixture.desk, {
    organisations: (kind?: Parameters<typeof directory.organisations>[0]) => directory.organisations(kind),
  }),
  signIn: port,
  organisations: organisationsOver(signIn, now),
  origin,
  addressOf: (request) => request.headers.get('x-test-address') ?? '203.0.113.1',
  now,
});

type Answer = { readonly status: number; readonly to: string | null; readonly page: string };

/** A browser with its cookies, at an address of its own. */
function newBrowser(address: string) {
  const cookies = new Map<string, string>();
  const headers = (): Record<string, string> => ({
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    origin,
    'x-test-address': address,
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  const ask = async (path: string, body?: URLSearchParams): Promise<Answer> => {
    const answer = await app.request(`${origin}${path}`, { headers: headers(), ...(body === undefined ? {} : { method: 'POST', body }) });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { status: answer.status, to: answer.headers.get('location'), page: await answer.text() };
  };
  return {
    cookies,
    from: () => ({ headers: new Headers(headers()), address }),
    get: (path: string) => ask(path),
    post: (path: string, fields: Readonly<Record<string, string>>) => ask(path, new URLSearchParams(fields)),
  };
}

const letterTo = async (email: string): Promise<string> => {
  await signIn.settled();
  const all = readdirSync(folder).toSorted();
  const found = all.map((file) => readFileSync(join(folder, file), 'utf8')).findLast((text) => text.includes(`To: ${email}\n`));
  return new URL(/http\S+/.exec(found ?? '')?.[0] ?? '').href.slice(origin.length);
};
const tokenIn = (path: string): string => new URL(path, origin).searchParams.get('token') ?? '';
/** Of the half minute so many from now: each code is good once. */
const codeOf = (from: string, steps = 0): Promise<string> => totpCode(from, new Date(Date.now() + steps * 30_000));

const ada = newBrowser('203.0.113.10');
let asNora = { secret: '', recovery: '' };
const nora = newBrowser('203.0.113.11');

test('a seeded person signs in with password and code, and a wrong code opens nothing', async () => {
  const wrong = await ada.post('/portal/sign-in', { email: 'ada@body.example', password: 'no such password', next: '/portal' });
  assert.equal(wrong.status, 422);
  const first = await ada.post('/portal/sign-in', { email: 'ada@body.example', password, next: '/portal/organisation' });
  assert.deepEqual([first.status, first.to], [303, '/portal/sign-in/code?next=%2Fportal%2Forganisation']);
  assert.equal((await ada.get('/portal')).status, 303, 'a password alone opens nothing');
  assert.equal((await ada.post('/portal/sign-in/code', { code: '000000', next: '/portal' })).status, 422);
  const code = await codeOf(secret, -1);
  const done = await ada.post('/portal/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}`, next: '/portal/organisation' });
  assert.deepEqual([done.status, done.to], [303, '/portal/organisation']);
  const page = await ada.get('/portal/organisation');
  assert.equal(page.status, 200);
  assert.match(page.page, /dora@body\.example/);
});

test('whoever is invited by mail sets a password, enrols an authenticator, and sees the portal', async () => {
  assert.equal((await ada.post('/portal/organisation/invite', { email: 'nora@body.example', roles: 'reviewer' })).status, 303);
  const link = await letterTo('nora@body.example');
  assert.match((await nora.get(link)).page, /North Certification/);
  const weak = { token: tokenIn(link), name: 'Nora', password: 'short' };
  assert.equal((await nora.post('/portal/invitation', weak)).status, 422);
  const accepted = await nora.post('/portal/invitation', { ...weak, password });
  assert.deepEqual([accepted.status, accepted.to], [303, '/portal']);
  assert.match((await nora.get(link)).page, /class="empty"/, 'the link is used up');
  assert.match((await nora.get('/portal')).page, /href="\/portal\/enrol"/, 'its role is closed still');
  assert.equal((await nora.post('/portal/enrol', { password: 'no such password' })).status, 422);
  const { page } = await nora.post('/portal/enrol', { password });
  asNora = { secret: /secret=([A-Z2-7]+)/.exec(page)?.[1] ?? '', recovery: /name="recovery" value="([^"]+)"/.exec(page)?.[1] ?? '' };
  assert.equal((await nora.post('/portal/enrol/confirm', { code: '000000', uri: 'otpauth://x' })).status, 422);
  const confirmed = await nora.post('/portal/enrol/confirm', { code: await codeOf(asNora.secret, -1) });
  assert.equal(confirmed.to, '/portal/account?done=saved');
  assert.doesNotMatch((await nora.get('/portal')).page, /href="\/portal\/enrol"/);
  assert.match((await nora.get('/portal/account')).page, /Firefox · Linux/);
});

test('a recovery code stands for the authenticator, and a session that ended opens nothing', async () => {
  const kept = new Map(nora.cookies);
  assert.equal((await nora.post('/portal/leave', {})).to, '/portal/sign-in');
  const thief = newBrowser('203.0.113.66');
  for (const [name, value] of kept) thief.cookies.set(name, value);
  assert.equal((await thief.get('/portal/account')).status, 303);
  await nora.post('/portal/sign-in', { email: 'nora@body.example', password, next: '/portal' });
  const done = await nora.post('/portal/sign-in/code', { code: asNora.recovery, next: '/portal' });
  assert.deepEqual([done.status, done.to], [303, '/portal']);
  assert.equal((await thief.post('/portal/sign-in/code', { code: await codeOf(asNora.secret), next: '/portal' })).status, 422);
});

test('a new authenticator takes the place of the old one', async () => {
  const { page } = await nora.post('/portal/enrol', { password });
  const fresh = /secret=([A-Z2-7]+)/.exec(page)?.[1] ?? '';
  assert.notEqual(fresh, asNora.secret);
  assert.deepEqual((await port.visitor(nora.from()))?.memberships, [], 'closed until it has shown a code');
  assert.equal((await nora.post('/portal/enrol/confirm', { code: await codeOf(asNora.secret, -1) })).status, 422);
  assert.equal((await nora.post('/portal/enrol/confirm', { code: await codeOf(fresh, -1) })).status, 303);
  assert.equal((await port.visitor(nora.from()))?.memberships.length, 1);
});

test('a seed is refused where nobody could keep it or sign in', async () => {
  const one = { email: 'x@x.example', name: 'X', password, roles: ['administrator'], totp: null } as const;
  const seed = (person: object) => signIn.seedPeople({ name: 'X', kind: 'laboratory', people: [{ ...one, ...person }] });
  await assert.rejects(seed({ roles: ['reviewer'] }), { code: 'ROLE_NOT_OF_KIND' });
  await assert.rejects(seed({ roles: ['evaluator'] }), { code: 'ADMINISTRATOR_MISSING' });
  for (const totp of ['', 'short', 'GEZDGNBV', 'gezdgnbvgy3tqojqgezdgnbvgy3tqojq', '77777777777777777777777777777777'])
    await assert.rejects(seed({ totp }), { code: 'TOTP_SECRET_INVALID' });
});

/** By nothing but what is kept: the key stands in it, so that it can be checked when the passkey is long gone. */
async function checkedByOthers(document: string, kept: { readonly assertion: string | null } | null): Promise<void> {
  const signature = JSON.parse(kept?.assertion ?? 'null') as PasskeySignature;
  const { credentialId: id, publicKey, origin: expectedOrigin, rpId, ...response } = signature;
  const check = (challenge: string) =>
    verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response },
      expectedChallenge: Buffer.from(challenge, 'hex').toString('base64url'),
      expectedOrigin,
      expectedRPID: rpId,
      credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: 0 },
      requireUserVerification: true,
    });
  assert.equal((await check(document)).verified, true);
  await assert.rejects(check('ef'.repeat(32)));
}

test('a passkey signs in, and signs a document by its digest and no other', async () => {
  const key = softwareAuthenticator(origin);
  const dora = newBrowser('203.0.113.12');
  await dora.post('/portal/sign-in', { email: 'dora@body.example', password, next: '/portal' });
  const options = async (use: string): Promise<unknown> => JSON.parse((await dora.get(`/portal/passkey-options?for=${use}`)).page);
  const unverified = key.create(await options('enrol'), false);
  assert.equal((await dora.post('/portal/account/passkey', { passkeyName: 'Key', attestation: unverified })).status, 403);
  const attestation = key.create(await options('enrol'));
  assert.equal((await dora.post('/portal/account/passkey', { passkeyName: 'Key', attestation })).status, 303);
  await dora.post('/portal/leave', {});
  for (const assertion of ['{}', 'no json', key.get({ challenge: 'AAAA', rpId: 'localhost' })])
    assert.equal((await dora.post('/portal/sign-in/passkey', { assertion, next: '/portal' })).status, 422);
  const signedIn = await dora.post('/portal/sign-in/passkey', { assertion: key.get(await options('sign-in')), next: '/portal' });
  assert.deepEqual([signedIn.status, signedIn.to], [303, '/portal']);
  const visitor = await port.visitor(dora.from());
  assert.deepEqual([visitor?.memberships.map(({ roles }) => roles), visitor?.secondFactor], [[['decision-maker']], false]);
  const document = 'ab'.repeat(32);
  const assertion = key.get(await options(`decision&document=${document}`));
  const proof = { method: 'passkey', document, assertion } as const;
  assert.equal(await port.confirmPresence(dora.from(), { ...proof, document: 'cd'.repeat(32) }), null);
  assert.equal(await port.confirmPresence(ada.from(), proof), null, 'another person’s key');
  await checkedByOthers(document, await port.confirmPresence(dora.from(), proof));
  const { presenceOf } = apiAccess(signIn);
  const again = key.get(await options(`decision&document=${document}`));
  const person = visitor?.person ?? '';
  await checkedByOthers(document, await presenceOf(person, { document, method: 'passkey', assertion: again }));
  assert.equal(await presenceOf(person, { document: 'cd'.repeat(32), method: 'passkey', assertion: again }), null);
  assert.equal(await presenceOf(person, { document, method: 'second-factor', assertion: null }), null);
  assert.equal((await dora.get('/portal/passkey-options?for=decision&document=x')).status, 403);
});

test('a decision is signed by a code that is good once', async () => {
  const code = await codeOf(secret, 0);
  assert.equal(await port.confirmPresence(ada.from(), { method: 'second-factor', code: '000000' }), null);
  assert.deepEqual(await port.confirmPresence(ada.from(), { method: 'second-factor', code }), { assertion: null });
  assert.equal(await port.confirmPresence(ada.from(), { method: 'second-factor', code }), null);
  const person = (await port.visitor(ada.from()))?.person ?? '';
  const { presenceOf } = apiAccess(signIn);
  const next = await codeOf(secret, 1);
  const proof = { document: 'ab'.repeat(32), method: 'second-factor' } as const;
  assert.deepEqual(await presenceOf(person, { ...proof, assertion: next }), { assertion: null });
  assert.equal(await presenceOf(person, { ...proof, assertion: next }), null);
});

test('a password is changed by who knows it, and every other session ends; a passkey is removed in a fresh session only', async (t) => {
  const [here, there] = [newBrowser('203.0.113.31'), newBrowser('203.0.113.32')];
  await signIn.seedPeople({
    name: 'Vela',
    kind: 'maker',
    people: [{ email: 'vera@vela.example', name: 'Vera', password, roles: ['administrator', 'applicant'], totp: null }],
  });
  for (const at of [here, there]) await at.post('/portal/sign-in', { email: 'vera@vela.example', password, next: '/portal' });
  const next = '  amber ferry 19 quilts ';
  assert.equal((await here.post('/portal/account/password', { current: 'wrong wrong wrong', password: next })).status, 403);
  assert.equal((await here.post('/portal/account/password', { current: password, password: 'correcthorsebattery' })).status, 403);
  assert.equal((await here.post('/portal/account/password', { current: password, password: next })).status, 303);
  assert.equal(await port.visitor(there.from()), null);
  const again = newBrowser('203.0.113.33');
  assert.equal((await again.post('/portal/sign-in', { email: 'vera@vela.example', password: next.trim(), next: '/portal' })).status, 422);
  assert.equal((await again.post('/portal/sign-in', { email: 'vera@vela.example', password: next, next: '/portal' })).status, 303);
  const key = softwareAuthenticator(origin);
  const attestation = key.create(JSON.parse((await again.get('/portal/passkey-options?for=enrol')).page));
  assert.equal((await again.post('/portal/account/passkey', { passkeyName: 'Key', attestation })).status, 303);
  const assertion = key.get(JSON.parse((await here.get('/portal/passkey-options?for=sign-in')).page));
  await here.post('/portal/sign-in/passkey', { assertion, next: '/portal' });
  const [passkey] = (await port.visitor(here.from()))?.passkeys ?? [];
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 16 * 60_000 });
  assert.deepEqual(await port.removePasskey(here.from(), passkey?.id ?? ''), { outcome: 'refused', code: 'SIGN_IN_AGAIN' });
  t.mock.timers.reset();
  assert.equal((await here.post('/portal/account/passkey-remove', { id: passkey?.id ?? '' })).status, 303);
});

test('an administrator keeps the organisation; a token acts in one role and no longer than it may', async () => {
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const made = await ada.post('/portal/organisation/token', { name: 'Build server', role: 'reviewer', until });
  const [token = ''] = /iqs_[A-Za-z]+/.exec(made.page) ?? [];
  const { callerOf, tokens } = apiAccess(signIn);
  const caller = await callerOf(token);
  assert.deepEqual(
    caller?.memberships.map(({ organisation, roles }) => [organisation, roles]),
    [[body, ['reviewer']]],
  );
  assert.ok(!caller?.scopes.includes('admin'));
  assert.equal(await callerOf(`${token}x`), null);
  const refused = await ada.post('/portal/organisation/token', { name: 'x', role: 'scheme-owner', until });
  assert.equal(refused.status, 422, 'not a role of the one who makes it');
  const [listed] = await tokens.list(caller?.person ?? '');
  assert.equal(listed?.name, 'Build server');
  assert.equal((await ada.post('/portal/organisation/token-revoke', { id: listed?.id ?? '' })).status, 303);
  assert.equal(await callerOf(token), null);
  const wide = await tokens.create(
    { person: caller?.person ?? '', name: 'Ada', memberships: [], scopes: ['admin'], strong: false },
    { name: 'x', scopes: ['cases:read'], days: 90 },
  );
  assert.deepEqual((await callerOf(wide.secret))?.memberships, [], 'a token that was not strong makes none that is');
  assert.equal(await tokens.revoke('somebody', wide.token.id), false);
});

test('roles are changed, ties declared, sessions ended, and who is no administrator changes nothing', async () => {
  const { page } = await nora.get('/portal/organisation');
  assert.doesNotMatch(page, /dora@body\.example/);
  assert.equal((await nora.post('/portal/organisation/invite', { email: 'spy@x.example', roles: 'reviewer' })).status, 422);
  const person = (await port.visitor(nora.from()))?.person ?? '';
  const roles = await ada.post('/portal/organisation/roles', { id: person, roles: 'surveillance-officer' });
  assert.equal(roles.status, 303);
  assert.equal((await nora.get('/portal/account')).status, 303, 'its sessions are over');
  const { organisation } = await signIn.seedPeople({
    name: 'Lumen Works',
    kind: 'maker',
    people: [{ email: 'anna@lumen.example', name: 'Anna', password, roles: ['administrator', 'applicant'], totp: null }],
  });
  assert.equal((await ada.post('/portal/account/ties', { ties: organisation })).status, 303);
  const visitor = await port.visitor(ada.from());
  assert.deepEqual(visitor?.ties, [organisation]);
  assert.deepEqual((await directory.facts([visitor?.person ?? ''])).get(visitor?.person ?? '')?.ties, [organisation]);
});

test('a forgotten password is set anew by mail, and a known person joins another organisation', async () => {
  const anna = newBrowser('203.0.113.13');
  assert.equal((await anna.post('/portal/forgot', { email: 'anna@lumen.example' })).status, 200);
  const link = await letterTo('anna@lumen.example');
  const token = tokenIn(link);
  assert.match((await anna.get(link)).page, new RegExp(token));
  assert.equal((await anna.post('/portal/reset', { token, password: 'short' })).status, 422);
  assert.equal((await anna.post('/portal/reset', { token, password: 'another phrase entirely' })).status, 303);
  assert.equal((await ada.post('/portal/organisation/invite', { email: 'anna@lumen.example', roles: 'reviewer' })).status, 303);
  const invitation = { token: tokenIn(await letterTo('anna@lumen.example')) };
  assert.equal((await anna.post('/portal/invitation', { ...invitation, password })).status, 422, 'the old password');
  const joined = await anna.post('/portal/invitation', { ...invitation, password: 'another phrase entirely' });
  assert.deepEqual([joined.status, joined.to], [303, '/portal']);
  const visitor = await port.visitor(anna.from());
  assert.deepEqual([visitor?.memberships.length, visitor?.withheld.map(({ kind }) => kind)], [1, ['body']]);
});

test('an organisation’s own sign-in: set up, proven, gone to and come back from', async () => {
  const anna = newBrowser('203.0.113.14');
  const phrase = { email: 'anna@lumen.example', password: 'another phrase entirely', next: '/portal' };
  assert.equal((await anna.post('/portal/sign-in', phrase)).status, 303);
  const maker = (await port.visitor(anna.from()))?.memberships[0]?.organisation ?? '';
  anna.cookies.set('hat', encodeURIComponent(`${maker} administrator`));
  const provider = { issuer: idp.issuer, domain: 'lumen.example', client: 'iqs', secret: 'a secret of the client' };
  assert.equal((await anna.post('/portal/organisation/provider', provider)).status, 303);
  const { page } = await anna.get('/portal/organisation');
  const codes = [...page.matchAll(/<dd><code>([^<]+)<\/code>/g)].map(([, code]) => code ?? '');
  redirect = codes[0] ?? '';
  const id = redirect.split('/').pop() ?? '';
  assert.equal(redirect, `${origin}/auth/sso/callback/${id}`);
  assert.equal((await anna.post('/portal/organisation/provider-prove', { id })).status, 422);
  const next = { email: 'anna@lumen.example', next: '/portal/account' };
  assert.equal((await anna.post('/portal/sign-in/organisation', next)).status, 422, 'not before it is proven');
  records.set(codes[1] ?? '', codes[2] ?? '');
  assert.equal((await anna.post('/portal/organisation/provider-prove', { id })).status, 303);
  await anna.post('/portal/leave', {});
  const gone = await anna.post('/portal/sign-in/organisation', next);
  const url = (/<a class="button" href="([^"]+)"/.exec(gone.page)?.[1] ?? '').replaceAll('&amp;', '&');
  // What the composition mounts: everything below /auth.
  const back = await signIn.handler(new Request(await idp.signIn(url, 'anna'), { headers: anna.from().headers }), '203.0.113.14');
  assert.equal(back.headers.get('location'), '/portal/account');
  for (const line of back.headers.getSetCookie())
    anna.cookies.set(line.split('=', 1)[0] ?? '', line.split(';', 1)[0]?.split('=').slice(1).join('=') ?? '');
  assert.equal((await anna.get('/portal/account')).status, 200);
  const colleague = await signIn.invite(anna.from(), maker, 'new@lumen.example', ['applicant']);
  assert.ok(colleague.ok);
  const invited = await newBrowser('203.0.113.15').get(await letterTo('new@lumen.example'));
  assert.doesNotMatch(invited.page, /type="password"/, 'the provider vouches for the address');
  assert.match((await anna.get('/portal/sign-in?error=OIDC_NOT_A_MEMBER')).page, /role="alert"/);
});

test('the journal knows who signed in, from where, and no secret; the limits count the address that the server saw', async () => {
  const visitor = await port.visitor(ada.from());
  const told = JSON.stringify(await readStream(database.db, `person/${visitor?.person}`));
  assert.match(told, /"action":"second-factor","address":"203\.0\.113\.10","event":"sign-in","outcome":"done"/);
  assert.doesNotMatch(told, /violet|@body|iqs_/);
  assert.deepEqual([failures, fixture.failures], [[], []]);
});
