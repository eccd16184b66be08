import type { KyselyPlugin, QueryResult, UnknownRow } from 'kysely';
import { openSecret } from '../webhooks/seal-secret.ts';
import { sealedFor, sealedMark } from './seal-client-secret.ts';

/** Opens the client secrets of providers in what the library reads, and nowhere else; one that does not open stays as it is, and the provider refuses it. */
export const openClientSecrets = (secret: string): KyselyPlugin => ({
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }): Promise<QueryResult<UnknownRow>> => ({
    ...result,
    rows: result.rows.map((row) => opened(secret, row)),
  }),
});

function opened(secret: string, row: UnknownRow): UnknownRow {
  const { oidcConfig, providerId } = row;
  if (typeof oidcConfig !== 'string' || typeof providerId !== 'string' || !oidcConfig.includes(sealedMark)) return row;
  const config = JSON.parse(oidcConfig) as { readonly clientSecret?: string };
  const sealed = config.clientSecret ?? '';
  if (!sealed.startsWith(sealedMark)) return row;
  const clientSecret = openSecret(secret, sealedFor(providerId), sealed.slice(sealedMark.length));
  return clientSecret === null ? row : { ...row, oidcConfig: JSON.stringify({ ...config, clientSecret }) };
}
