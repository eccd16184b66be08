import { done, type Outcome, refused } from './outcome.ts';
import { ask, attempt, type Parts } from './parts.ts';
import { hashPassword } from './password-hash.ts';
import type { From } from './person.ts';
import { weakPassword } from './weak-password.ts';

export type Accepted = { readonly organisation: string; readonly person: string };

/**
 * Takes up an invitation by the secret of its link. Whoever has no account gets one (the link proves the address) and is signed in; whoever has one must be
 * signed in already (`SIGN_IN_FIRST`), as the one who was invited (`INVITED_IS_ANOTHER`). Without a password only where the organisation's identity provider
 * is proven for the address's domain (`PASSWORD_NEEDED`). `LINK_GONE`: unknown, used, withdrawn or too old.
 */
export async function acceptInvitation(
  parts: Parts,
  from: From,
  token: string,
  name: string,
  password: string | null,
): Promise<Outcome<Accepted>> {
  const outcome = await accept(parts, from, token, name, password);
  const person = outcome.ok ? outcome.value.person : null;
  await parts.tell({
    actor: person,
    action: 'invitation-accept',
    target: outcome.ok ? outcome.value.organisation : null,
    outcome: outcome.ok ? 'done' : outcome.code,
    address: from.address,
  });
  return outcome;
}

type InvitationRow = {
  readonly id: string;
  readonly email: string;
  readonly organizationId: string;
  readonly status: string;
  readonly expiresAt: Date;
};

async function accept(parts: Parts, from: From, token: string, name: string, password: string | null): Promise<Outcome<Accepted>> {
  const wait = await parts.limits.fromAddress(from.address);
  if (wait !== null) return refused('TOO_MANY_ATTEMPTS', wait);
  const { internalAdapter, adapter } = await parts.auth.$context;
  const identifier = `invitation:${token}`;
  const id = (await internalAdapter.findVerificationValue(identifier))?.value;
  const invitation =
    id === undefined ? null : await adapter.findOne<InvitationRow>({ model: 'invitation', where: [{ field: 'id', value: id }] });
  if (invitation === null || invitation.status !== 'pending' || invitation.expiresAt < new Date()) return refused('LINK_GONE');
  const known = await internalAdapter.findUserByEmail(invitation.email);
  if (known !== null) {
    const person = await parts.people.inSession(from.headers);
    if (person === null) return refused('SIGN_IN_FIRST');
    if (person.id !== known.user.id) return refused('INVITED_IS_ANOTHER');
    if ((await internalAdapter.consumeVerificationValue(identifier)) === null) return refused('LINK_GONE');
    return join(parts, from.headers, invitation, person.id, []);
  }
  const fault =
    password === null
      ? await passwordless(parts, invitation)
      : weakPassword(password, parts.knownPasswords, [name, invitation.email, parts.config.productName]);
  if (fault !== null) return refused(fault);
  if ((await internalAdapter.consumeVerificationValue(identifier)) === null) return refused('LINK_GONE');
  const user = await internalAdapter.createUser({ email: invitation.email, name, emailVerified: true }, { method: 'admin' });
  if (password === null) return addMember(parts, invitation, user.id);
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await hashPassword(password),
  });
  const signedIn = await ask(parts, from, '/sign-in/email', { email: invitation.email, password });
  if (!signedIn.ok) return signedIn;
  return join(parts, withCookies(signedIn.cookies), invitation, user.id, signedIn.cookies);
}

/** Whether who was invited can come in without a password: the organisation has proven its provider for the address's domain. */
export async function passwordless(
  { auth }: Parts,
  { email, organizationId }: Pick<InvitationRow, 'email' | 'organizationId'>,
): Promise<'PASSWORD_NEEDED' | null> {
  const provider = await (await auth.$context).adapter.findOne<{ readonly id: string }>({
    model: 'ssoProvider',
    where: [
      { field: 'organizationId', value: organizationId },
      { field: 'domain', value: email.split('@').pop() ?? '' },
      { field: 'domainVerified', value: true },
    ],
  });
  return provider === null ? 'PASSWORD_NEEDED' : null;
}

const withCookies = (lines: readonly string[]): Headers => new Headers({ cookie: lines.map((line) => line.split(';', 1)[0]).join('; ') });

async function join(
  parts: Parts,
  headers: Headers,
  invitation: InvitationRow,
  person: string,
  cookies: readonly string[],
): Promise<Outcome<Accepted>> {
  const joined = await attempt(() => parts.auth.api.acceptInvitation({ headers, body: { invitationId: invitation.id } }));
  return joined.ok ? done({ organisation: invitation.organizationId, person }, cookies) : joined;
}

/** For a person who signs in with the organisation's provider from now on: there is no session yet for the library's own call. */
async function addMember({ auth }: Parts, invitation: InvitationRow, person: string): Promise<Outcome<Accepted>> {
  const { adapter } = await auth.$context;
  const row = await adapter.update<InvitationRow & { readonly role: string }>({
    model: 'invitation',
    where: [
      { field: 'id', value: invitation.id },
      { field: 'status', value: 'pending' },
    ],
    update: { status: 'accepted' },
  });
  if (row === null) return refused('LINK_GONE');
  await adapter.create({
    model: 'member',
    data: { organizationId: invitation.organizationId, userId: person, role: row.role, createdAt: new Date() },
  });
  return done({ organisation: invitation.organizationId, person });
}
