import type { PublicJwk } from '../../model/register-entry.ts';
import type { TrustedIssuer } from '../trust-list.ts';
import { keyId } from './es256.ts';
import type { Platform } from './platform.ts';
import { knownKeys, type TrustList } from './verify-trust-list.ts';

/** A list of one issuer with one key, valid always, that nobody signed: for the trial of a label that is about to be issued, and for nothing else. */
export async function trustOnly(issuer: TrustedIssuer, jwk: PublicJwk, platform: Platform): Promise<TrustList> {
  const key = { kid: await keyId(platform, jwk), jwk, from: '1970-01-01T00:00:00Z', until: '9999-12-31T23:59:59Z', compromised: null };
  return knownKeys(
    {
      iqs: 'trust-list/1',
      name: 'trial',
      sequence: 1,
      issuedAt: key.from,
      nextUpdate: key.until,
      issuers: [{ ...issuer, keys: [key] }],
      log: 'none',
      witnesses: [],
      quorum: 0,
    },
    platform,
  );
}
