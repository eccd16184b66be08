import { readJws } from '../jws.ts';
import { Refusal } from '../refusal.ts';
import { longestStatusList, readStatusListPayload } from '../status-list.ts';
import { type StatusPurpose, statusBits, statusListUrl } from '../status-place.ts';
import { mustVerify } from './es256.ts';
import type { Platform } from './platform.ts';
import { orRefused, type Refused } from './refused.ts';
import type { TrustList } from './verify-trust-list.ts';

declare const verified: unique symbol;
/** A status list that its issuer signed; only `verifyStatusList` makes one. */
export type StatusList = {
  readonly outcome: 'genuine';
  /** Of the issuer. */
  readonly issuer: string;
  readonly purpose: StatusPurpose;
  readonly list: number;
  readonly from: string;
  readonly until: string;
  readonly bits: Uint8Array;
  readonly [verified]: true;
};

/**
 * Verifies a status list (docs/spec/label-credential.md, Verifying a status list). Refused besides what `readJws` says: `UNKNOWN_KEY`, `BAD_SIGNATURE`, `KEY_COMPROMISED`,
 * `KEY_OUT_OF_TERM`, `WRONG_STATUS_LIST` where it is another issuer's, stands under another address, or does not unpack to 131,072 bits.
 */
export async function verifyStatusList(text: string, trust: TrustList, platform: Platform): Promise<StatusList | Refused> {
  return orRefused(async () => {
    const jws = readJws(text, 'vc+jwt', longestStatusList * 2);
    const known = trust.byKid.get(jws.kid);
    if (known === undefined) throw new Refusal('UNKNOWN_KEY', 'no issuer of the trust list has this key');
    await mustVerify(platform, known.key, jws.signature, jws.signed);
    const { id, issuer, purpose, from, until, packed } = readStatusListPayload(jws.payload);
    const list = Number(/\/(0|[1-9]\d{0,3})\.jwt$/.exec(id)?.[1] ?? -1);
    if (issuer !== known.issuer.id || id !== statusListUrl(known.issuer.statusLists, purpose, list))
      throw new Refusal('WRONG_STATUS_LIST', `${id} of ${issuer}`);
    if (known.listed.compromised !== null) throw new Refusal('KEY_COMPROMISED', `key compromised, recorded ${known.listed.compromised.at}`);
    if (from < known.listed.from || from > known.listed.until) throw new Refusal('KEY_OUT_OF_TERM', `list of ${from}`);
    const bits = await platform.gunzip(Uint8Array.from(packed), statusBits / 8);
    if (bits?.length !== statusBits / 8) throw new Refusal('WRONG_STATUS_LIST', `not ${statusBits} bits`);
    return { outcome: 'genuine', issuer, purpose, list, from, until, bits } as unknown as StatusList;
  });
}
