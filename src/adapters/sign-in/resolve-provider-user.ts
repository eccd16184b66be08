import type { SSOOptions } from '@better-auth/sso';
import { getOAuthState } from 'better-auth/api';

type Resolve = NonNullable<SSOOptions['resolveUser']>;
type Adapter = Parameters<Resolve>[1]['database'];

/** Under which the nonce is kept with the state, on the server. */
export const nonceKey = 'iqsNonce';
/** In which our handler tells it to the library, which reserves the parameter and sends none; whatever a client puts there is replaced. */
export const nonceHeader = 'x-iqs-nonce';

/**
 * Whom an identity provider may sign in: a person who is a member of the organisation that registered it, under an address of the domain that organisation has
 * proven. So nobody's provider opens an account of another organisation. Runs inside the library's transaction, on its handle.
 */
export const resolveProviderUser: Resolve = async (input, { database }) => {
  const reject = (code: string) => ({ action: 'reject', code }) as const;
  if (input.protocol !== 'oidc') return reject('OIDC_ONLY');
  // The library sends and checks state and PKCE; the nonce is ours (OpenID Connect Core 3.1.3.7, 11).
  const nonce = (await getOAuthState())?.serverContext?.[nonceKey];
  if (typeof nonce !== 'string' || input.verifiedIdTokenClaims['nonce'] !== nonce) return reject('OIDC_NONCE');
  const email = input.providerUser.email.toLowerCase();
  const provider = await database.findOne<ProviderRow>({ model: 'ssoProvider', where: [{ field: 'providerId', value: input.providerId }] });
  const organisation = provider?.organizationId ?? null;
  if (provider === null || organisation === null || email.split('@').pop() !== provider.domain) return reject('OIDC_DOMAIN');
  if (input.providerClaims['email_verified'] === false) return reject('OIDC_EMAIL_UNVERIFIED');
  const user = (await linkedTo(database, input.providerId, input.accountKey.accountId)) ?? (await userByEmail(database, email));
  if (user === null || !(await isMember(database, user, organisation))) return reject('OIDC_NOT_A_MEMBER');
  return { action: 'link', userId: user, profile: 'preserve' };
};

type ProviderRow = { readonly organizationId: string | null; readonly domain: string };

async function linkedTo(database: Adapter, providerId: string, accountId: string): Promise<string | null> {
  const account = await database.findOne<{ readonly userId: string }>({
    model: 'account',
    where: [
      { field: 'providerId', value: providerId },
      { field: 'accountId', value: accountId },
    ],
  });
  return account?.userId ?? null;
}

async function userByEmail(database: Adapter, email: string): Promise<string | null> {
  return (await database.findOne<{ readonly id: string }>({ model: 'user', where: [{ field: 'email', value: email }] }))?.id ?? null;
}

async function isMember(database: Adapter, userId: string, organizationId: string): Promise<boolean> {
  const member = await database.findOne<{ readonly id: string }>({
    model: 'member',
    where: [
      { field: 'userId', value: userId },
      { field: 'organizationId', value: organizationId },
    ],
  });
  return member !== null;
}
