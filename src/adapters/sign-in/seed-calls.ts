import { base32 } from '@better-auth/utils/base32';
import { generateRandomString, symmetricEncrypt } from 'better-auth/crypto';
import { UserError } from '../../foundation/user-error.ts';
import { type OrganisationKind, type Role, rolesOf } from '../../model/organisation.ts';
import type { Parts } from './parts.ts';
import { hashPassword } from './password-hash.ts';
import { roleNames } from './people.ts';

export type SeedPerson = {
  /** Kept where it is given: a sample that is made twice has the same ids. */
  readonly id?: string;
  readonly email: string;
  readonly name: string;
  /** Taken as it is: whoever seeds says it to everybody. */
  readonly password: string;
  readonly roles: readonly Role[];
  /** Base32 of at least 16 ASCII characters, for `totpCode`; null: no second factor. */
  readonly totp: string | null;
};

export type SeedOrganisation = {
  readonly id?: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** One of them at least is an administrator. A person whose address is known already becomes a member and is otherwise left as he is. */
  readonly people: readonly SeedPerson[];
};

export type Seeded = { readonly organisation: string /** Id by e-mail address. */; readonly people: ReadonlyMap<string, string> };

export type SeedCalls = {
  /**
   * Makes an organisation whose people can sign in at once, without invitations: for the sample programme and for development. Never called for a request. Refused:
   * `ROLE_NOT_OF_KIND`, `ADMINISTRATOR_MISSING`, `TOTP_SECRET_INVALID`.
   */
  readonly seedPeople: (given: SeedOrganisation) => Promise<Seeded>;
};

export const seedCalls = (parts: Parts): SeedCalls => ({ seedPeople: (given) => seedPeople(parts, given) });

async function seedPeople(parts: Parts, { id, name, kind, people }: SeedOrganisation): Promise<Seeded> {
  for (const person of people) checkPerson(person, kind);
  if (!people.some(({ roles }) => roles.includes('administrator')))
    throw new UserError('ADMINISTRATOR_MISSING', 'nobody keeps the organisation', name, 'make one of its people an administrator');
  const { adapter } = await parts.auth.$context;
  const { id: organisation } = await adapter.create<Record<string, unknown>, { id: string }>({
    model: 'organization',
    data: { ...given(id), name, kind, slug: generateRandomString(16), createdAt: new Date() },
    forceAllowId: id !== undefined,
  });
  await parts.tell({ actor: null, action: 'organisation-create', target: organisation, outcome: 'done', address: 'seed' });
  const ids = new Map<string, string>();
  for (const person of people) {
    const userId = await knownOrMade(parts, person);
    ids.set(person.email, userId);
    const member = { organizationId: organisation, userId, role: roleNames(person.roles).join(','), createdAt: new Date() };
    await adapter.create({ model: 'member', data: member });
    await parts.tell({ actor: null, action: 'invitation-accept', target: userId, outcome: 'done', address: 'seed' });
  }
  return { organisation, people: ids };
}

const given = (id: string | undefined): { readonly id?: string } => (id === undefined ? {} : { id });

function checkPerson({ email, roles, totp }: SeedPerson, kind: OrganisationKind): void {
  const foreign = roles.find((role) => !rolesOf[kind].includes(role));
  if (foreign !== undefined) throw new UserError('ROLE_NOT_OF_KIND', `a ${kind} has no ${foreign}`, email, 'choose a role of its kind');
  if (totp !== null && !/^[\x20-\x7e]{16,64}$/.test(secretOf(totp)))
    throw new UserError('TOTP_SECRET_INVALID', 'a secret that is no base32 of 16 to 64 ASCII characters', email, 'make another');
}

// The library keeps a secret as text and takes the text's bytes for the key.
const secretOf = (totp: string): string => (/^[A-Z2-7]+$/.test(totp) ? new TextDecoder().decode(base32.decode(totp)) : '');

async function knownOrMade({ auth, config }: Parts, { id, email, name, password, totp }: SeedPerson): Promise<string> {
  const { internalAdapter, adapter, secretConfig } = await auth.$context;
  const address = email.trim().toLowerCase();
  const known = await internalAdapter.findUserByEmail(address);
  if (known !== null) return known.user.id;
  const user = await adapter.create<Record<string, unknown>, { id: string }>({
    model: 'user',
    data: {
      ...given(id),
      email: address,
      name,
      emailVerified: true,
      twoFactorEnabled: totp !== null,
      createdAt: new Date(),
      updatedAt: new Date(),
    },
    forceAllowId: id !== undefined,
  });
  const account = { userId: user.id, providerId: 'credential', accountId: user.id };
  await internalAdapter.linkAccount({ ...account, password: await hashPassword(password) });
  if (totp === null) return user.id;
  const secret = await symmetricEncrypt({ key: secretConfig ?? config.secret, data: secretOf(totp) });
  // No recovery codes: whoever seeded knows the secret.
  await adapter.create({ model: 'twoFactor', data: { userId: user.id, secret, backupCodes: '[]', verified: true } });
  return user.id;
}
