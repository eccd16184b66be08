import { numberParts } from '../../credential/number-parts.ts';
import { statusListUrl, statusPlace, statusPurposes } from '../../credential/status-place.ts';
import type { Refused } from '../../credential/verify/refused.ts';
import { type TrustList, verifyTrustList } from '../../credential/verify/verify-trust-list.ts';
import type { HeldVersion } from '../../credential/verify/version-cover.ts';
import { numberIn } from '../../verifier/number-in.ts';
import { type GenuineLabel, verifyLabel } from '../../verifier/verify-label.ts';
import { nodePlatform } from '../node-platform.ts';
import type { TrustAnchor } from '../trust-anchor.ts';
import type { SiteReader } from './site-reader.ts';

export type SiteQuestion = {
  readonly text: string;
  readonly code?: string | undefined;
  readonly held?: HeldVersion | undefined;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: string;
};

const utf8 = new TextDecoder();

/**
 * Verifies a label with what the public site has to say: a newer trust list, status lists, the register's receipts about the number. `read` null: offline, with the anchor's
 * trust list alone. What a site does not say stays unknown, and nothing it says is believed without its signature.
 */
export async function verifyAtSite(anchor: TrustAnchor, read: SiteReader | null, question: SiteQuestion): Promise<GenuineLabel | Refused> {
  const { roots, trustList } = anchor;
  const own = await verifyTrustList(trustList, { roots }, nodePlatform);
  if (own.outcome === 'refused') return own;
  const number = numberIn(question.text);
  if (read === null || number === null) return verifyLabel({ ...question, roots, trustList }, nodePlatform);
  const newer = await newerTrustList(anchor, own, read);
  const statusLists = await statusListsOf(number, anchor.site, newer?.trust ?? own, read);
  return verifyLabel(
    { ...question, roots, trustList: newer?.text ?? trustList, statusLists, receipts: await receiptsOf(number, read) },
    nodePlatform,
  );
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

/** The three lists that speak of a number; only those that lie under the site. */
async function statusListsOf(number: string, site: string, { content }: TrustList, read: SiteReader): Promise<readonly string[]> {
  const { body, serial } = numberParts(number);
  const issuer = content.issuers.find((one) => one.body === body);
  if (issuer === undefined || !issuer.statusLists.startsWith(site)) return [];
  const paths = statusPurposes.map((purpose) => statusListUrl(issuer.statusLists, purpose, statusPlace(serial).list).slice(site.length));
  const files = await Promise.all(paths.map((path) => read(path)));
  return files.flatMap((bytes) => (bytes === null ? [] : [utf8.decode(bytes).trim()]));
}

/** labels/NUMBER/history.json of an exported site; what is not of that shape says nothing. */
async function receiptsOf(number: string, read: SiteReader): Promise<readonly Uint8Array[]> {
  const bytes = await read(`labels/${number}/history.json`);
  if (bytes === null) return [];
  try {
    const { receipts } = JSON.parse(utf8.decode(bytes)) as { receipts?: unknown };
    return Array.isArray(receipts) ? receipts.filter((one) => typeof one === 'string').map((one) => new TextEncoder().encode(one)) : [];
  } catch {
    return [];
  }
}
