import { generateRandomString } from 'better-auth/crypto';
import { administrator } from './organisation-calls.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { attempt, type Parts } from './parts.ts';
import type { From } from './person.ts';
import { sealClientSecret } from './seal-client-secret.ts';

export type NewProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string /** Of e-mail addresses: `maker.example`. */;
  readonly domain: string;
};

export type RegisteredProvider = {
  readonly id: string;
  /** To be registered with the provider. */
  readonly redirectUri: string;
  /** A TXT record that proves the domain; until it is found nobody signs in here. */
  readonly record: { readonly name: string; readonly value: string };
};

export type ProviderFacts = RegisteredProvider & {
  readonly issuer: string;
  readonly clientId: string;
  readonly domain: string;
  readonly isProven: boolean;
};

export type ProviderCalls = {
  /**
   * Registers an organisation's OpenID provider for the addresses of one domain, in the place of the one it had. `DOMAIN_TAKEN`: another organisation has proven it. `ISSUER_REFUSED`: its
   * discovery document is not there, contradicts itself, or leads into a private network that is not among the internal issuers.
   */
  readonly registerOidc: (from: From, organisation: string, provider: NewProvider) => Promise<Outcome<RegisteredProvider>>;
  /** The provider of an organisation, never its secret; null: none. */
  readonly organisationProvider: (from: From, organisation: string) => Promise<Outcome<ProviderFacts | null>>;
  /** Looks for the TXT record. `DOMAIN_NOT_PROVEN`: it is not there. */
  readonly proveDomain: (from: From, organisation: string, id: string) => Promise<Outcome<null>>;
};

export function providerCalls(parts: Parts): ProviderCalls {
  return {
    registerOidc: (from, organisation, provider) => registerOidc(parts, from, organisation, provider),
    organisationProvider: (from, organisation) => organisationProvider(parts, from, organisation),
    proveDomain: (from, organisation, id) => proveDomain(parts, from, organisation, id),
  };
}

async function registerOidc(parts: Parts, from: From, organisation: string, given: NewProvider): Promise<Outcome<RegisteredProvider>> {
  const by = await administrator(parts, from, organisation);
  const actor = typeof by === 'string' ? null : by.id;
  const id = `p-${generateRandomString(12, 'a-z', '0-9')}`;
  const outcome = typeof by === 'string' ? refused(by) : await register(parts, from, organisation, given, id);
  const told = outcome.ok ? 'done' : outcome.code;
  await parts.tell({ actor, action: 'provider-register', target: outcome.ok ? id : organisation, outcome: told, address: from.address });
  return outcome;
}

async function register(
  parts: Parts,
  from: From,
  organisation: string,
  given: NewProvider,
  providerId: string,
): Promise<Outcome<RegisteredProvider>> {
  const domain = given.domain.trim().toLowerCase();
  if (!/^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(domain))
    return refused('DOMAIN_INVALID');
  if (await isTaken(parts, domain, organisation)) return refused('DOMAIN_TAKEN');
  const made = await attempt(() =>
    parts.auth.api.registerSSOProvider({
      headers: from.headers,
      body: {
        providerId,
        issuer: given.issuer,
        domain,
        organizationId: organisation,
        oidcConfig: {
          clientId: given.clientId,
          clientSecret: sealClientSecret(parts.config.secret, providerId, given.clientSecret),
          pkce: true,
          scopes: ['openid', 'email', 'profile'],
        },
      },
    }),
  );
  if (!made.ok) return refused('ISSUER_REFUSED');
  await removeOthers(parts, organisation, providerId);
  const value = (made.value as { readonly domainVerificationToken?: string }).domainVerificationToken ?? '';
  return done({ id: providerId, redirectUri: made.value.redirectURI, record: { name: recordName(providerId, domain), value } });
}

async function isTaken({ auth }: Parts, domain: string, organisation: string): Promise<boolean> {
  const { adapter } = await auth.$context;
  const rows = await adapter.findMany<ProviderRow>({
    model: 'ssoProvider',
    where: [
      { field: 'domain', value: domain },
      { field: 'domainVerified', value: true },
    ],
  });
  return rows.some(({ organizationId }) => organizationId !== organisation);
}

type ProviderRow = {
  readonly id: string;
  readonly providerId: string;
  readonly organizationId: string | null;
  readonly issuer: string;
  readonly domain: string;
  readonly domainVerified?: boolean | null;
  readonly oidcConfig?: string | null;
};

async function rowsOf({ auth }: Parts, organisation: string): Promise<readonly ProviderRow[]> {
  return (await auth.$context).adapter.findMany<ProviderRow>({
    model: 'ssoProvider',
    where: [{ field: 'organizationId', value: organisation }],
  });
}

async function removeOthers(parts: Parts, organisation: string, kept: string): Promise<void> {
  const { adapter } = await parts.auth.$context;
  for (const { id, providerId } of await rowsOf(parts, organisation))
    if (providerId !== kept) await adapter.delete({ model: 'ssoProvider', where: [{ field: 'id', value: id }] });
}

const recordName = (id: string, domain: string): string => `_iqs-${id}.${domain}`;

async function organisationProvider(parts: Parts, from: From, organisation: string): Promise<Outcome<ProviderFacts | null>> {
  const by = await administrator(parts, from, organisation);
  if (typeof by === 'string') return refused(by);
  const [row] = await rowsOf(parts, organisation);
  if (row === undefined) return done(null);
  const { providerId: id, issuer, domain } = row;
  const isProven = row.domainVerified === true;
  // The record's text runs out after a week; asked for again it is a new one.
  const asked = isProven
    ? null
    : await attempt(() => parts.auth.api.requestDomainVerification({ headers: from.headers, body: { providerId: id } }));
  const value = asked?.ok === true ? asked.value.domainVerificationToken : '';
  const { clientId = '' } = JSON.parse(row.oidcConfig ?? '{}') as { readonly clientId?: string };
  const redirectUri = `${parts.config.baseUrl}/auth/sso/callback/${id}`;
  return done({ id, redirectUri, record: { name: recordName(id, domain), value }, issuer, clientId, domain, isProven });
}

async function proveDomain(parts: Parts, from: From, organisation: string, id: string): Promise<Outcome<null>> {
  const by = await administrator(parts, from, organisation);
  if (typeof by === 'string') return refused(by);
  const { adapter } = await parts.auth.$context;
  const provider = await adapter.findOne<{ readonly domain: string; readonly organizationId: string | null }>({
    model: 'ssoProvider',
    where: [{ field: 'providerId', value: id }],
  });
  const outcome =
    provider === null || provider.organizationId !== organisation
      ? refused('NOT_FOUND')
      : (await isTaken(parts, provider.domain, organisation))
        ? refused('DOMAIN_TAKEN')
        : await attempt(() => parts.auth.api.verifyDomain({ headers: from.headers, body: { providerId: id } }));
  await parts.tell({
    actor: by.id,
    action: 'provider-domain',
    target: id,
    outcome: outcome.ok ? 'done' : outcome.code,
    address: from.address,
  });
  return outcome.ok ? done(null) : outcome;
}
