import type { Refused } from '../../credential/verify/refused.ts';
import type { HeldVersion } from '../../credential/verify/version-cover.ts';
import { isCertificateNumber } from '../../model/certificate-number.ts';
import { numberIn } from '../../verifier/number-in.ts';
import { type GenuineLabel, verifyLabel } from '../../verifier/verify-label.ts';
import { nodePlatform } from '../node-platform.ts';
import type { TrustAnchor } from '../trust-anchor.ts';
import { siteFacts } from './site-facts.ts';
import type { SiteReader } from './site-reader.ts';

export type SiteQuestion = {
  readonly text: string;
  readonly code?: string | undefined;
  readonly held?: HeldVersion | undefined;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: string;
};

/**
 * Verifies a label with what the public site has to say: a newer trust list, status lists of its number and of the component statements it rests on, the register's receipts
 * about the number. `read` null: offline, with the anchor's trust list alone. What a site does not say stays unknown, and nothing it says is believed without its signature.
 */
export async function verifyAtSite(anchor: TrustAnchor, read: SiteReader | null, question: SiteQuestion): Promise<GenuineLabel | Refused> {
  const facts = await siteFacts(anchor, read);
  if ('outcome' in facts) return facts;
  const { trustList } = facts;
  const number = numberIn(question.text);
  const statusLists = number === null ? [] : await facts.statusLists(number);
  const receipts = number === null ? [] : await facts.receipts(`labels/${number}`);
  const verify = (lists: readonly string[]): Promise<GenuineLabel | Refused> =>
    verifyLabel({ ...question, roots: anchor.roots, trustList, statusLists: lists, receipts }, nodePlatform);
  const verdict = await verify(statusLists);
  // What it rests on is known once it is verified: only a genuine label has us look further.
  const restsOn = verdict.outcome === 'genuine' ? (verdict.claims?.restsOn ?? []).map(({ id }) => id).filter(isCertificateNumber) : [];
  const more = (await Promise.all(restsOn.map((id) => facts.statusLists(id)))).flat();
  const known = new Set(statusLists);
  return more.some((list) => !known.has(list)) ? verify([...new Set([...statusLists, ...more])]) : verdict;
}
