import type { Directory } from '../../adapters/programme/directory.ts';
import { confirmedPresence } from '../../adapters/sign-in/confirmed-presence.ts';
import type { SignIn } from '../../adapters/sign-in/open-sign-in.ts';
import type { Outcome } from '../../adapters/sign-in/outcome.ts';
import type { From } from '../../adapters/sign-in/person.ts';
import { UserError } from '../../foundation/user-error.ts';
import { jsonIn } from './json-in.ts';
import { seenDevice } from './seen-device.ts';
import type { SignInPort, SignInStep, Visitor } from './sign-in-port.ts';

/** The portal's signing in over the real one. */
export function signInOver(signIn: SignIn, directory: Pick<Directory, 'facts' | 'declareTies'>): SignInPort {
  return {
    visitor: (from) => visitorOf(signIn, directory, from),
    password: async (from, { email, password }) =>
      stepOf(await signIn.signInWithPassword(from, email, password), ({ next }) => (next === 'second-factor' ? next : 'done')),
    code: (from, code) => enterCode(signIn, from, code),
    organisation: async (from, email, next) => {
      const outcome = await signIn.signInWithOidc(from, email, next, `/portal/sign-in?next=${encodeURIComponent(next)}`);
      return outcome.ok ? { outcome: 'go', address: outcome.value.url, cookies: outcome.cookies } : refusedStep(outcome.code);
    },
    forgot: async (from, email) => void (await signIn.forgotPassword(from, email)),
    reset: async (from, { token, password }) => stepOf(await signIn.resetPassword(from, token, password)),
    invitation: (token) => signIn.readInvitation(token),
    accept: (from, input) => accept(signIn, from, input),
    beginSecondFactor: async (from, password) => {
      const anew = await signIn.enrolTotpAnew(from, password === '' ? null : password);
      if (!anew.ok) return refusedStep(anew.code);
      return { outcome: 'begun', uri: anew.value.uri, recovery: anew.value.recoveryCodes, cookies: anew.cookies };
    },
    confirmSecondFactor: async (from, code) => stepOf(await signIn.verifyTotp(from, digits(code))),
    sessions: async (from) =>
      valueOf(await signIn.listSessions(from)).map(({ id, browser, lastUsedAt, current }) => ({
        id,
        device: seenDevice(browser),
        at: new Date(lastUsedAt).toISOString(),
        current,
      })),
    endSession: async (from, id) => stepOf(await signIn.revokeSession(from, id)),
    changePassword: async (from, { current, password }) => stepOf(await signIn.changePassword(from, current, password)),
    declareTies: async (from, ties) => {
      const person = await signIn.personOf(from.headers);
      if (person === null) throw new UserError('NOT_SIGNED_IN', 'nobody is signed in', 'the account', 'sign in');
      await directory.declareTies(person.id, ties);
    },
    leave: async (from) => {
      const outcome = await signIn.signOut(from);
      return { cookies: outcome.ok ? outcome.cookies : [] };
    },
    ...passkeysOver(signIn),
  };
}

const digits = (code: string): string => code.replace(/\s/g, '');

const refusedStep = (code: string): { readonly outcome: 'refused'; readonly code: string } => ({ outcome: 'refused', code });

function stepOf<T>(outcome: Outcome<T>, next: (value: T) => 'done' | 'second-factor' = () => 'done'): SignInStep {
  return outcome.ok ? { outcome: next(outcome.value), cookies: outcome.cookies } : refusedStep(outcome.code);
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new UserError(outcome.code, 'it was refused', 'the account', 'see the code');
}

async function visitorOf(signIn: SignIn, directory: Pick<Directory, 'facts'>, from: From): Promise<Visitor | null> {
  const found = await signIn.personOf(sessionOf(from));
  if (found === null) return null;
  const { id, name, email, memberships, withheld, authenticator } = found;
  const [passkeys, facts] = await Promise.all([signIn.passkeysOf(id), directory.facts([id])]);
  return {
    person: id,
    name,
    email,
    memberships,
    withheld,
    secondFactor: authenticator,
    passkeys: passkeys.map((key) => ({ id: key.id, name: key.name ?? '', at: key.createdAt })),
    ties: facts.get(id)?.ties ?? [],
  };
}

/** Pages are for sessions: a token opens the API and no page. */
function sessionOf({ headers }: From): Headers {
  const cookies = new Headers(headers);
  cookies.delete('authorization');
  return cookies;
}

/** Six digits are an authenticator's; anything else is a recovery code. */
const enterCode = async (signIn: SignIn, from: From, code: string): Promise<SignInStep> =>
  stepOf(/^\d{6}$/.test(digits(code)) ? await signIn.verifyTotp(from, digits(code)) : await signIn.verifyRecoveryCode(from, digits(code)));

type Accept = Parameters<SignInPort['accept']>[1];

async function accept(signIn: SignIn, from: From, { token, name, password }: Accept): Promise<SignInStep> {
  const invitation = await signIn.readInvitation(token);
  if (invitation === null) return refusedStep('LINK_GONE');
  if (!invitation.isKnown) return stepOf(await signIn.acceptInvitation(from, token, name, password === '' ? null : password));
  const person = await signIn.personOf(sessionOf(from));
  if (person?.email === invitation.email) return stepOf(await signIn.acceptInvitation(from, token, name, null));
  const signedIn = await signIn.signInWithPassword(from, invitation.email, password);
  if (!signedIn.ok) return refusedStep(signedIn.code);
  if (signedIn.value.next === 'second-factor') return { outcome: 'second-factor', cookies: signedIn.cookies };
  const cookie = signedIn.cookies.map((line) => line.split(';', 1)[0]).join('; ');
  const accepted = await signIn.acceptInvitation({ ...from, headers: new Headers({ cookie }) }, token, name, null);
  return accepted.ok ? { outcome: 'done', cookies: [...signedIn.cookies, ...accepted.cookies] } : refusedStep(accepted.code);
}

type PasskeyPort = Pick<SignInPort, 'passkeyOptions' | 'passkey' | 'addPasskey' | 'removePasskey' | 'confirmPresence'>;
type Assertion = Parameters<SignIn['signInWithPasskey']>[1];
type Attestation = Parameters<SignIn['registerPasskey']>[1];

const passkeysOver = (signIn: SignIn): PasskeyPort => ({
  passkeyOptions: async (from, use) => {
    const outcome =
      use.for === 'decision'
        ? await signIn.presenceOptions(from, use.document)
        : use.for === 'enrol'
          ? await signIn.passkeyRegistrationOptions(from)
          : await signIn.passkeySignInOptions(from);
    return { options: valueOf<unknown>(outcome), cookies: outcome.ok ? outcome.cookies : [] };
  },
  passkey: async (from, assertion) => {
    const response = jsonIn<Assertion>(assertion);
    return response === null ? refusedStep('PASSKEY_REFUSED') : stepOf(await signIn.signInWithPasskey(from, response));
  },
  addPasskey: async (from, { name, attestation }) => {
    const response = jsonIn<Attestation>(attestation);
    return response === null ? refusedStep('PASSKEY_REFUSED') : stepOf(await signIn.registerPasskey(from, response, name.slice(0, 80)));
  },
  removePasskey: async (from, id) => stepOf(await signIn.removePasskey(from, id)),
  confirmPresence: async (from, proof) => {
    if (proof.method === 'second-factor') return confirmedPresence(await signIn.confirmPresence(from, { kind: 'code', code: proof.code }));
    const response = jsonIn<Assertion>(proof.assertion);
    return response === null
      ? null
      : confirmedPresence(await signIn.confirmPresence(from, { kind: 'passkey', sha256: proof.document, response }));
  },
});
