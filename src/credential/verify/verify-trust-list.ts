import { fromBase64url } from '../../foundation/base64url.ts';
import { hex } from '../../foundation/hex.ts';
import type { PublicJwk } from '../../model/register-entry.ts';
import { readJws } from '../jws.ts';
import { Refusal } from '../refusal.ts';
import { longestTrustList, readTrustListPayload, type TrustedIssuer, type TrustedKey, type TrustListContent } from '../trust-list.ts';
import { importEs256, keyId, mustVerify } from './es256.ts';
import type { Platform, PlatformKey } from './platform.ts';
import { orRefused, type Refused } from './refused.ts';

/** A listed key, ready to verify with, and whose it is. */
export type KnownKey = { readonly issuer: TrustedIssuer; readonly listed: TrustedKey; readonly key: PlatformKey };

declare const verified: unique symbol;
/** A list whose signature was verified; only `verifyTrustList` makes one. */
export type TrustList = {
  readonly outcome: 'genuine';
  readonly content: TrustListContent;
  /** By thumbprint, and by the hexadecimal of its first eight bytes. */
  readonly byKid: ReadonlyMap<string, KnownKey>;
  readonly byShortKid: ReadonlyMap<string, KnownKey>;
  readonly [verified]: true;
};

export type TrustOptions = {
  /** Public keys of the scheme owner that the verifier was shipped with. */
  readonly roots: readonly PublicJwk[];
  /** The highest sequence seen before; 0 where none was. */
  readonly leastSequence?: number;
};

/** Verifies a trust list (docs/spec/label-credential.md, Verifying a trust list). Refused: `ROOT_UNKNOWN`, `BAD_SIGNATURE`, `TRUST_ROLLBACK`, and as `readJws` says. */
export async function verifyTrustList(
  text: string,
  { roots, leastSequence = 0 }: TrustOptions,
  platform: Platform,
): Promise<TrustList | Refused> {
  return orRefused(async () => {
    const jws = readJws(text, 'iqs-trust-list+jwt', longestTrustList);
    const root = await rootOf(jws.kid, roots, platform);
    await mustVerify(platform, await importEs256(platform, root), jws.signature, jws.signed);
    const content = readTrustListPayload(jws.payload);
    if (content.sequence < leastSequence) throw new Refusal('TRUST_ROLLBACK', `list ${content.sequence} after list ${leastSequence}`);
    return knownKeys(content, platform);
  });
}

/** A list's keys imported. It verifies nothing: whoever calls this answers for where `content` came from. */
export async function knownKeys(content: TrustListContent, platform: Platform): Promise<TrustList> {
  const keys = await Promise.all(content.issuers.flatMap((issuer) => issuer.keys.map((listed) => knownKey(issuer, listed, platform))));
  return {
    outcome: 'genuine',
    content,
    byKid: new Map(keys.map((one) => [one.listed.kid, one])),
    byShortKid: new Map(keys.map((one) => [hex(fromBase64url(one.listed.kid).subarray(0, 8)), one])),
  } as unknown as TrustList;
}

async function rootOf(kid: string, roots: readonly PublicJwk[], platform: Platform): Promise<PublicJwk> {
  for (const root of roots) if ((await keyId(platform, root)) === kid) return root;
  throw new Refusal('ROOT_UNKNOWN', 'signed by a key that this verifier does not hold');
}

async function knownKey(issuer: TrustedIssuer, listed: TrustedKey, platform: Platform): Promise<KnownKey> {
  if ((await keyId(platform, listed.jwk)) !== listed.kid) throw new Refusal('MALFORMED', 'a key under an id that is not its thumbprint');
  return { issuer, listed, key: await importEs256(platform, listed.jwk) };
}
