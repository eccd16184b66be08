import type { TrustedIssuer } from '../trust-list.ts';
import type { Platform } from './platform.ts';
import { type StatusList, verifyStatusList } from './verify-status-list.ts';
import type { TrustList } from './verify-trust-list.ts';

/** What was handed in and is of no use: the rest is judged without it. */
export type Ignored = { readonly what: 'status-list' | 'receipt'; readonly code: string };

/** Of an issuer, what an answer names. */
export type NamedIssuer = Pick<TrustedIssuer, 'id' | 'name' | 'training'>;

/** Status lists as they were handed in: those that are genuine, and why the others are not. */
export async function readStatusLists(
  texts: readonly string[],
  trust: TrustList,
  platform: Platform,
): Promise<{ readonly usable: readonly StatusList[]; readonly unusable: readonly Ignored[] }> {
  const lists = await Promise.all(texts.map((text) => verifyStatusList(text, trust, platform)));
  return {
    usable: lists.filter((list) => list.outcome === 'genuine'),
    unusable: lists.flatMap((list) => (list.outcome === 'refused' ? [{ what: 'status-list', code: list.code } as const] : [])),
  };
}
