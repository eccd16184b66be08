import { generateRandomString } from 'better-auth/crypto';
import { administrator } from './organisation-calls.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { attempt, type Parts } from './parts.ts';
import type { From } from './person.ts';

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

export type ProviderCalls = {
  /**
   * Registers an organisation's OpenID provider for the addresses of one domain. `DOMAIN_TAKEN`: another organisation has proven it. `ISSUER_REFUSED`: its
   * discovery document is not there, contradicts itself, or leads into a private network that is not among the internal issuers.
   */
  readonly registerOidc: (from: From, organisation: string, provider: NewProvider) => Promise<Outcome<RegisteredProvider>>;
  /** Looks for the TXT record. `DOMAIN_NOT_PROVEN`: it is not there. */
  readonly proveDomain: (from: From, organisation: string, id: string) => Promise<Outcome<null>>;
};

export function providerCalls(parts: Parts): ProviderCalls {
  return {
    registerOidc: (from, organisation, provider) => registerOidc(parts, from, organisation, provider),
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
  if (await isProven(parts, domain)) return refused('DOMAIN_TAKEN');
  const made = await attempt(() =>
    parts.auth.api.registerSSOProvider({
      headers: from.headers,
      body: {
        providerId,
        issuer: given.issuer,
        domain,
        organizationId: organisation,
        oidcConfig: { clientId: given.clientId, clientSecret: given.clientSecret, pkce: true, scopes: ['openid', 'email', 'profile'] },
      },
    }),
  );
  if (!made.ok) return refused('ISSUER_REFUSED');
  const value = (made.value as { readonly domainVerificationToken?: string }).domainVerificationToken ?? '';
  return done({ id: providerId, redirectUri: made.value.redirectURI, record: { name: `_iqs-${providerId}.${domain}`, value } });
}

async function isProven({ auth }: Parts, domain: string): Promise<boolean> {
  const { adapter } = await auth.$context;
  const count = await adapter.count({
    model: 'ssoProvider',
    where: [
      { field: 'domain', value: domain },
      { field: 'domainVerified', value: true },
    ],
  });
  return count > 0;
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
      : (await isProven(parts, provider.domain))
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
