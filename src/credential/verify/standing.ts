import { numberParts } from '../number-parts.ts';
import { bitAt } from '../status-list.ts';
import { type StatusPurpose, statusPlace } from '../status-place.ts';
import type { TrustedIssuer } from '../trust-list.ts';
import type { StatusList } from './verify-status-list.ts';

/**
 * Whether a genuine label still holds. `not-yet`: its term has not begun by the clock given; `reduced`: a newer statement with another letter is in its place; `unknown`: a
 * status list is missing, so nobody here can say.
 */
export type StandingWord = 'in-force' | 'not-yet' | 'expired' | 'suspended' | 'withdrawn' | 'reduced' | 'unknown';

export type Standing = {
  readonly standing: StandingWord;
  /** The moment the oldest of the lists used speaks for; null where none was. */
  readonly asOf: string | null;
  /** True where a list used is past its own end: a newer one is due. */
  readonly stale: boolean;
};

export type Term = { readonly number: string; readonly issuedAt: string; readonly validUntil: string };

/**
 * `now`: RFC 3339 instant in UTC with whole seconds. Of several things that are wrong the gravest is said: withdrawn, expired, suspended, reduced.
 * `isNewest`: the register shows that this very statement is the one that replaced another under its number, so that the refresh bit speaks of the other.
 */
export function standingOf(
  { number, issuedAt, validUntil }: Term,
  issuer: TrustedIssuer,
  lists: readonly StatusList[],
  now: string,
  isNewest = false,
): Standing {
  const { list, index } = statusPlace(numberParts(number).serial);
  const newest = (purpose: StatusPurpose): StatusList | undefined =>
    lists
      .filter((one) => one.issuer === issuer.id && one.purpose === purpose && one.list === list && one.from <= now)
      .reduce<StatusList | undefined>((best, one) => (best === undefined || one.from > best.from ? one : best), undefined);
  const [revocation, suspension, refresh] = [newest('revocation'), newest('suspension'), newest('refresh')];
  const isSet = (one: StatusList | undefined): boolean => one !== undefined && bitAt(one.bits, index);
  const used = [revocation, suspension, refresh].filter((one) => one !== undefined);
  const said = {
    asOf: used.reduce<string | null>((oldest, one) => (oldest === null || one.from < oldest ? one.from : oldest), null),
    stale: used.some((one) => one.until < now),
  };
  if (isSet(revocation)) return { standing: 'withdrawn', ...said };
  if (now > validUntil) return { standing: 'expired', ...said };
  if (now < issuedAt) return { standing: 'not-yet', ...said };
  if (isSet(suspension)) return { standing: 'suspended', ...said };
  if (isSet(refresh) && !isNewest) return { standing: 'reduced', ...said };
  return { standing: used.length < 3 ? 'unknown' : 'in-force', ...said };
}
