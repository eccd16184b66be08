import type { Platform } from '../credential/verify/platform.ts';
import { type Ignored, type NamedIssuer, readStatusLists } from '../credential/verify/read-status-lists.ts';
import { orRefused, type Refused } from '../credential/verify/refused.ts';
import { type Standing, standingOf } from '../credential/verify/standing.ts';
import { verifyComponent } from '../credential/verify/verify-component.ts';
import { verifyTrustList } from '../credential/verify/verify-trust-list.ts';
import { hex } from '../foundation/hex.ts';
import type { StatementDocument } from '../model/component-statement.ts';
import type { PublicJwk } from '../model/register-entry.ts';
import { registered } from './registered.ts';

export type ComponentInput = {
  /** The credential (JWT). */
  readonly text: string;
  readonly trustList: string;
  readonly roots: readonly PublicJwk[];
  readonly leastSequence?: number | undefined;
  /** Signed status lists at hand; without them whether it still holds is unknown. */
  readonly statusLists?: readonly string[] | undefined;
  /** Receipts of the register's entries about its number. */
  readonly receipts?: readonly Uint8Array[] | undefined;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: string;
};

export type ProvedComponent = Standing & {
  readonly outcome: 'genuine';
  readonly statement: StatementDocument;
  readonly issuer: NamedIssuer;
  readonly kid: string;
  readonly ignored: readonly Ignored[];
};

const utf8 = new TextEncoder();

/** Everything that can be said of a component statement's credential. Throws for nothing that is handed in; `refused` says why it proves nothing. */
export function proveComponent(input: ComponentInput, platform: Platform): Promise<ProvedComponent | Refused> {
  return orRefused(async () => {
    const { text, roots, leastSequence = 0, receipts = [], statusLists = [], now } = input;
    const trust = await verifyTrustList(input.trustList, { roots, leastSequence }, platform);
    if (trust.outcome === 'refused') return trust;
    const { shown, faulty } = await registered(receipts, trust, platform);
    const digest = hex(new Uint8Array(await platform.subtle.digest('SHA-256', utf8.encode(text))));
    const found = await verifyComponent(text, trust, platform, shown.indexOf(digest));
    if (found.outcome === 'refused') return found;
    const { usable, unusable } = await readStatusLists(statusLists, trust, platform);
    const { statement, issuer, kid, issuedAt, validUntil } = found;
    const { id, name, training } = issuer;
    return {
      outcome: 'genuine',
      statement,
      issuer: { id, name, training },
      kid,
      ...standingOf({ number: statement.number, issuedAt, validUntil }, issuer, usable, now),
      ignored: [...faulty, ...unusable],
    };
  });
}
