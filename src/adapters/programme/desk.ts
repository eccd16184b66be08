import type { Transaction } from 'kysely';
import type { Case, CaseState } from '../../model/case.ts';
import type { Action, ActionInputs } from '../../model/case-action.ts';
import type { OrganisationKind, Role } from '../../model/organisation.ts';
import type { Clock } from '../../programme/case-clocks.ts';
import type { CaseEvent } from '../../programme/case-event.ts';
import type { Tables } from '../database/tables.ts';

/** Who acts, in which hat: a person's session says which of the person's roles is worn. `system`: the programme's own worker and clock. */
export type Seat = { readonly person: string; readonly organisation: string; readonly role: Role } | 'system';

export type Organisation = {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** Of a laboratory: what it may evaluate and until when; null: nothing. */
  readonly authorisation: { readonly schemes: readonly string[]; readonly until: string } | null;
  /** Nobody has taken up the invitation of its first administrator yet. */
  readonly waits: boolean;
};

/** A line of a list of cases. A committee sees `product` and `applicant` as null until its vote is closed. */
export type CaseSummary = {
  readonly id: string;
  readonly state: CaseState;
  readonly product: string | null;
  readonly category: string | null;
  readonly applicant: { readonly id: string; readonly name: string } | null;
  readonly letter: string | null;
  readonly number: string | null;
  readonly since: string;
  readonly version: number;
  /** The soonest deadline that is this seat's; null: none. */
  readonly due: Clock | null;
};

export type CaseQuery = {
  readonly state?: CaseState | undefined;
  /** Part of the product's name, the id or the number. */
  readonly text?: string | undefined;
  /** True: only cases that wait for this seat. */
  readonly mine?: boolean | undefined;
  /** As given by the page before. */
  readonly cursor?: string | undefined;
  /** 1 to 100. */
  readonly limit?: number | undefined;
};

export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

/** A case as a seat may see it. */
export type SeenCase = {
  readonly case: Case;
  /** True: names are hidden, because the seat is on the committee and the vote is not closed (6-programme). */
  readonly anonymised: boolean;
  /** Acts this seat may try now by the table of duties; their facts are looked at when they come. */
  readonly allowed: readonly Action['name'][];
  readonly clocks: readonly Clock[];
  /** SHA-256 and text of the decision document, from the closing of the vote on; null before. */
  readonly document: { readonly sha256: string; readonly text: string } | null;
  /** Names by id, of the people and organisations that the seat may know of. */
  readonly names: ReadonlyMap<string, string>;
};

/** Written in the transaction of an act, with the case after it: what throws undoes both. */
export type WithAct = (transaction: Transaction<Tables>, after: Case) => Promise<void>;

/** What everything goes through that happens to a case: pages, the API, the worker. Refused: the codes of `RefusalCode`, and `CASE_UNKNOWN` also for a case that is not the seat's. */
export type Desk = {
  open(seat: Seat, input: ActionInputs['open'], also?: WithAct): Promise<Case>;
  /** `expectedVersion`: refused as `VERSION_CONFLICT` where the case has moved on; left out: whatever it is now. */
  act(seat: Seat, id: string, action: Action, expectedVersion?: number, also?: WithAct): Promise<Case>;
  read(seat: Seat, id: string): Promise<SeenCase>;
  list(seat: Seat, query: CaseQuery): Promise<Page<CaseSummary>>;
  events(seat: Seat, id: string): Promise<readonly CaseEvent[]>;
  /** Bytes of assessment.json; anonymised as the case is. Refused: `EVIDENCE_UNKNOWN`. */
  assessment(seat: Seat, id: string, digest: string): Promise<Uint8Array>;
  organisations(kind?: OrganisationKind): Promise<readonly Organisation[]>;
};
