import { numberParts } from '../../credential/number-parts.ts';
import { statusListUrl, statusPlace, statusPurposes } from '../../credential/status-place.ts';
import type { Refused } from '../../credential/verify/refused.ts';
import { type TrustList, verifyTrustList } from '../../credential/verify/verify-trust-list.ts';
import { nodePlatform } from '../node-platform.ts';
import type { TrustAnchor } from '../trust-anchor.ts';
import type { SiteReader } from './site-reader.ts';

/** What a public site says, none of it believed yet but the trust list. */
export type SiteFacts = {
  readonly trustList: string;
  /** The three lists that speak of a number; only those that lie under the site. */
  readonly statusLists: (number: string) => Promise<readonly string[]>;
  /** Of `labels/NUMBER` or `components/NUMBER`: the receipts in its history.json; what is not of that shape says nothing. */
  readonly receipts: (folder: string) => Promise<readonly Uint8Array[]>;
};

const utf8 = new TextDecoder();

/** The trust list to go by, the site's own where that is genuine and newer than the anchor's, and where to look the rest up. `read` null: nothing is looked up. */
export async function siteFacts(anchor: TrustAnchor, read: SiteReader | null): Promise<SiteFacts | Refused> {
  const { roots, trustList } = anchor;
  const own = await verifyTrustList(trustList, { roots }, nodePlatform);
  if (own.outcome === 'refused') return own;
  if (read === null) return { trustList, statusLists: async () => [], receipts: async () => [] };
  const newer = await newerTrustList(anchor, own, read);
  const trust = newer?.trust ?? own;
  return {
    trustList: newer?.text ?? trustList,
    statusLists: (number) => statusListsOf(number, anchor.site, trust, read),
    receipts: (folder) => receiptsOf(folder, read),
  };
}

/** The site's list where it is genuine and not older than the anchor's; null otherwise. */
async function newerTrustList(
  { roots }: TrustAnchor,
  own: TrustList,
  read: SiteReader,
): Promise<{ readonly text: string; readonly trust: TrustList } | null> {
  const bytes = await read('trust-list.jwt');
  if (bytes === null) return null;
  const text = utf8.decode(bytes).trim();
  const trust = await verifyTrustList(text, { roots, leastSequence: own.content.sequence }, nodePlatform);
  return trust.outcome === 'genuine' ? { text, trust } : null;
}

async function statusListsOf(number: string, site: string, { content }: TrustList, read: SiteReader): Promise<readonly string[]> {
  const { body, serial } = numberParts(number);
  const issuer = content.issuers.find((one) => one.body === body);
  if (issuer === undefined || !issuer.statusLists.startsWith(site)) return [];
  const paths = statusPurposes.map((purpose) => statusListUrl(issuer.statusLists, purpose, statusPlace(serial).list).slice(site.length));
  const files = await Promise.all(paths.map((path) => read(path)));
  return files.flatMap((bytes) => (bytes === null ? [] : [utf8.decode(bytes).trim()]));
}

async function receiptsOf(folder: string, read: SiteReader): Promise<readonly Uint8Array[]> {
  const bytes = await read(`${folder}/history.json`);
  if (bytes === null) return [];
  try {
    const { receipts } = JSON.parse(utf8.decode(bytes)) as { receipts?: unknown };
    return Array.isArray(receipts) ? receipts.filter((one) => typeof one === 'string').map((one) => new TextEncoder().encode(one)) : [];
  } catch {
    return [];
  }
}
