import { sealSecret } from '../webhooks/seal-secret.ts';

/** What a sealed secret begins with: one that an older program wrote in the clear does not. */
export const sealedMark = 'sealed:';

export const sealedFor = (providerId: string): string => `identity provider ${providerId}`;

/**
 * A provider's client secret as it rests in `auth_provider`: bound to the provider, under the secret of the sessions. The library would keep it in the clear. Threat: a copy of the
 * database, by which somebody asks the provider as if he were us.
 */
export const sealClientSecret = (secret: string, providerId: string, clientSecret: string): string =>
  `${sealedMark}${sealSecret(secret, sealedFor(providerId), clientSecret)}`;
