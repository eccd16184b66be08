import type { StatementUse } from '../../model/assessment.ts';
import type { LabelClaims, LabelLetter } from '../../model/label-claims.ts';
import type { ComponentSummary, RegisterEntry } from '../../model/register-entry.ts';

/** Where a number stands on the day of the export: by the register's entries, and expired from the day its term is over. */
export type SiteState = 'in-force' | 'suspended' | 'withdrawn' | 'expired';

/** An entry with its place in the log. */
export type SiteEvent = { readonly index: number; readonly entry: RegisterEntry };

/** A component statement that a letter rests on. `state`: null where it is not one of this register's. */
export type SiteRest = Pick<StatementUse, 'id' | 'component'> & { readonly state: SiteState | null };

export type SiteLabel = {
  readonly number: string;
  readonly claims: LabelClaims;
  readonly state: SiteState;
  /** The letter now: lower than that of the claims once it was reduced. */
  readonly letter: LabelLetter;
  /** Oldest first, the issue itself included. */
  readonly events: readonly SiteEvent[];
  readonly restsOn: readonly SiteRest[];
  /** Text of the newest printed code; null where it is not at hand. */
  readonly code: string | null;
  /** Names of what stands in labels/NUMBER. */
  readonly files: readonly string[];
};

export type SiteComponent = {
  readonly number: string;
  readonly component: ComponentSummary;
  readonly state: SiteState;
  readonly issuedAt: string;
  readonly validUntil: string;
};

/** Where a server's pages have their style and script, below the site's root; a folder's pages have them under their plain names. */
export type ServedAssets = {
  readonly style: string;
  readonly script: string;
  /** Where those who work sign in; absent where the server has no portal. */
  readonly portal?: string;
};

/** What every page of a site says. */
export type SiteFrame = {
  /** Who issues. */
  readonly name: string;
  readonly training: boolean;
  /** The moment the export speaks for: RFC 3339 in UTC, whole seconds. */
  readonly now: string;
  readonly log: { readonly origin: string; readonly size: number };
  /** Of pages that a server makes: they have a menu, and a policy in their header. Absent: pages in a folder. */
  readonly served?: ServedAssets;
};

/** All that the register's pages are made from. */
export type Site = SiteFrame & {
  /** Newest first. */
  readonly labels: readonly SiteLabel[];
  readonly components: readonly SiteComponent[];
};
