import { createOTP } from '@better-auth/utils/otp';
import { type AuthenticationResponseJSON, generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { symmetricDecrypt } from 'better-auth/crypto';
import { codeLifeSeconds } from './auth-hooks.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { ask, type Parts } from './parts.ts';
import { allRows } from './people.ts';
import type { From, Person } from './person.ts';

/**
 * A person's signature over a document by his passkey, as WebAuthn makes it: the challenge in `clientDataJSON` is the SHA-256 of the document. Anybody can
 * check it without us: `verifyAuthenticationResponse` of @simplewebauthn/server, or any WebAuthn library. All base64url without padding.
 */
export type PasskeySignature = {
  readonly credentialId: string;
  /** COSE_Key (RFC 9052), as registered. */
  readonly publicKey: string;
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
  /** Origin and relying party that a checker has to expect. */
  readonly origin: string;
  readonly rpId: string;
};

/** That the person of the session was there just now, and by what. */
export type Presence =
  | { readonly by: 'password' | 'password-and-code' | 'code' }
  | { readonly by: 'passkey'; readonly signature: PasskeySignature };

export type Proof =
  | {
      readonly kind: 'password';
      readonly password: string /** Of the authenticator application; needed if one is enrolled. */;
      readonly code: string | null;
    }
  | CodeProof
  | PasskeyProof;

/** Of the authenticator application: for a session, or a token, that was begun with a second factor. */
type CodeProof = { readonly kind: 'code'; readonly code: string };
/** `sha256`: of the document, 64 hexadecimal digits. */
type PasskeyProof = { readonly kind: 'passkey'; readonly sha256: string; readonly response: AuthenticationResponseJSON };

export type PresenceCalls = {
  /** What the browser hands to its authenticator to sign the document (WebAuthn `PublicKeyCredentialRequestOptions`, JSON). */
  readonly presenceOptions: (from: From, sha256: string) => Promise<Outcome<Awaited<ReturnType<typeof generateAuthenticationOptions>>>>;
  /** Asked again at a weighty act, within a session. `PASSKEY_REFUSED`: not this person's key, not this document, or the person was not verified. */
  readonly confirmPresence: (from: From, proof: Proof) => Promise<Outcome<Presence>>;
  /** The same of a person who asks with a token, where there is no session: a code is judged by itself. */
  readonly confirmPresenceOf: (person: string, proof: CodeProof | PasskeyProof) => Promise<Outcome<Presence>>;
};

export function presenceCalls(parts: Parts): PresenceCalls {
  return {
    presenceOptions: (from, sha256) => presenceOptions(parts, from, sha256),
    confirmPresence: async (from, proof) => {
      const person = await parts.people.inSession(from.headers);
      if (person === null) return refused('NOT_SIGNED_IN');
      const outcome = await confirm(parts, from, person, proof);
      const told = outcome.ok ? 'done' : outcome.code;
      await parts.tell({ actor: person.id, action: 'presence', target: person.id, outcome: told, address: from.address });
      return outcome;
    },
    confirmPresenceOf: async (person, proof) => {
      const outcome =
        proof.kind === 'passkey' ? await byPasskey(parts, person, proof.sha256, proof.response) : await byCode(parts, person, proof.code);
      const told = outcome.ok ? 'done' : outcome.code;
      await parts.tell({ actor: person, action: 'presence', target: person, outcome: told, address: 'token' });
      return outcome;
    },
  };
}

type KeyRow = {
  readonly id: string;
  readonly credentialID: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly userId: string;
};

/** The challenge of a document: its digest as it is; null: no digest. */
const challengeOf = (sha256: string): Buffer | null => (/^[0-9a-f]{64}$/.test(sha256) ? Buffer.from(sha256, 'hex') : null);

const rpIdOf = ({ config }: Parts): string => new URL(config.baseUrl).hostname;

async function presenceOptions(parts: Parts, from: From, sha256: string) {
  const challenge = challengeOf(sha256);
  if (challenge === null) return refused('NOT_FOUND');
  const person = await parts.people.inSession(from.headers);
  if (person === null) return refused('NOT_SIGNED_IN');
  const { adapter } = await parts.auth.$context;
  const keys = await adapter.findMany<KeyRow>({ model: 'passkey', where: [{ field: 'userId', value: person.id }], limit: allRows });
  if (keys.length === 0) return refused('SECOND_FACTOR_NOT_ENROLLED');
  return done(
    await generateAuthenticationOptions({
      rpID: rpIdOf(parts),
      challenge: new Uint8Array(challenge),
      userVerification: 'required',
      allowCredentials: keys.map(({ credentialID }) => ({ id: credentialID })),
    }),
  );
}

async function confirm(parts: Parts, from: From, person: Person, proof: Proof): Promise<Outcome<Presence>> {
  if (proof.kind === 'passkey') return byPasskey(parts, person.id, proof.sha256, proof.response);
  if (proof.kind === 'code') return person.strong ? byCode(parts, person.id, proof.code) : refused('SECOND_FACTOR_NEEDED');
  return byPassword(parts, from, person, proof.password, proof.code);
}

async function byPassword(parts: Parts, from: From, person: Person, password: string, code: string | null): Promise<Outcome<Presence>> {
  const account = `person:${person.id}`;
  const locked = await parts.limits.onAccount(account);
  if (locked !== null) return refused('TOO_MANY_ATTEMPTS', locked.seconds);
  const { internalAdapter, password: passwords } = await parts.auth.$context;
  const hash = (await internalAdapter.findCredentialAccount(person.id))?.password;
  if (hash === undefined || hash === null || !(await passwords.verify({ hash, password }))) return refused('CREDENTIALS_WRONG');
  const withCode = (await internalAdapter.findUserById(person.id)) as { readonly twoFactorEnabled?: boolean } | null;
  if (withCode?.twoFactorEnabled !== true) {
    // Whoever has a passkey shows it; the password alone is for those without a second factor.
    if (person.secondFactor) return refused('SECOND_FACTOR_NEEDED');
    await parts.limits.succeeded(account);
    return done({ by: 'password' });
  }
  if (code === null) return refused('SECOND_FACTOR_NEEDED');
  const verified = await ask(parts, from, '/two-factor/verify-totp', { code });
  return verified.ok ? done({ by: 'password-and-code' }, verified.cookies) : verified;
}

/** As the library judges a code in a session: spent before it is judged, and counted on the account. */
async function byCode(parts: Parts, person: string, typed: string): Promise<Outcome<Presence>> {
  const code = typed.replace(/\s/g, '');
  const account = `person:${person}`;
  const locked = await parts.limits.onAccount(account);
  if (locked !== null) return refused('TOO_MANY_ATTEMPTS', locked.seconds);
  const { adapter, secretConfig } = await parts.auth.$context;
  const row = await adapter.findOne<{ readonly secret: string; readonly verified?: boolean | null }>({
    model: 'twoFactor',
    where: [{ field: 'userId', value: person }],
  });
  if (row === null || row.verified === false) return refused('SECOND_FACTOR_NOT_ENROLLED');
  if (!(await parts.limits.once(`${person}:${code.slice(0, 16)}`, codeLifeSeconds))) return refused('CODE_USED');
  const secret = await symmetricDecrypt({ key: secretConfig, data: row.secret });
  if (!(await createOTP(secret).verify(code))) return refused('CODE_WRONG');
  await parts.limits.succeeded(account);
  return done({ by: 'code' });
}

async function byPasskey(parts: Parts, person: string, sha256: string, response: AuthenticationResponseJSON): Promise<Outcome<Presence>> {
  const challenge = challengeOf(sha256);
  if (challenge === null) return refused('PASSKEY_REFUSED');
  const { adapter } = await parts.auth.$context;
  const key = await adapter.findOne<KeyRow>({
    model: 'passkey',
    where: [
      { field: 'credentialID', value: String(response.id) },
      { field: 'userId', value: person },
    ],
  });
  if (key === null) return refused('PASSKEY_REFUSED');
  const publicKey = new Uint8Array(Buffer.from(key.publicKey, 'base64'));
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge.toString('base64url'),
    expectedOrigin: parts.config.baseUrl,
    expectedRPID: rpIdOf(parts),
    credential: { id: key.credentialID, publicKey, counter: key.counter },
    requireUserVerification: true,
  }).catch(() => null);
  if (verified?.verified !== true) return refused('PASSKEY_REFUSED');
  await adapter.update({
    model: 'passkey',
    where: [{ field: 'id', value: key.id }],
    update: { counter: verified.authenticationInfo.newCounter },
  });
  const { authenticatorData, clientDataJSON, signature } = response.response;
  const signed = {
    credentialId: key.credentialID,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    authenticatorData,
    clientDataJSON,
    signature,
  };
  return done({ by: 'passkey', signature: { ...signed, origin: parts.config.baseUrl, rpId: rpIdOf(parts) } });
}
