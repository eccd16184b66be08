import type { Matter, MatterDecision, MatterKind, MatterOutcome, MatterState } from '../../model/matter.ts';
import type { MatterClock } from '../../programme/matter.ts';
import type { MatterActName } from '../../programme/matter-duties.ts';
import type { Page, Seat } from './desk.ts';

/** `by`: the person who decided; null for who is not of the body. */
export type SeenDecision = Omit<MatterDecision, 'by'> & { readonly by: string | null };

/** A matter as a seat may see it. */
export type SeenMatter = {
  readonly id: string;
  readonly kind: MatterKind;
  readonly state: MatterState;
  /** Number of the certificate and id of the case that it is about. */
  readonly number: string | null;
  readonly case: string | null;
  readonly words: string;
  readonly lodgedAt: string;
  readonly since: string;
  /** How to reach who wrote; null for who is not of the body. */
  readonly reporter: { readonly name: string | null; readonly email: string | null; readonly language: string } | null;
  readonly decision: SeenDecision | null;
  readonly appeal: { readonly reasons: string; readonly at: string; readonly decision: SeenDecision | null } | null;
  /** What is due now, soonest first. */
  readonly clocks: readonly MatterClock[];
  /** Acts that the seat may try now. */
  readonly allowed: readonly MatterActName[];
};

export type MatterWanted = {
  readonly kind: MatterKind;
  /** Number of a certificate or id of a case; null: of the programme as such. */
  readonly about: string | null;
  readonly words: string;
  readonly name: string | null;
  readonly email: string | null;
  /** In which whoever wrote reads. */
  readonly language: string;
};

/** An act on a matter, with what it brings along. */
export type MatterInput =
  | { readonly name: 'acknowledge' }
  | { readonly name: 'take-in-hand' }
  | { readonly name: 'decide'; readonly outcome: MatterOutcome; readonly reasons: string }
  | { readonly name: 'appeal'; readonly reasons: string }
  | { readonly name: 'decide-appeal'; readonly outcome: MatterOutcome; readonly reasons: string };

export type MatterQuery = {
  /** True: only those in which the body still has something to do. */
  readonly open?: boolean | undefined;
  /** As given by the page before. */
  readonly cursor?: string | undefined;
  /** 1 to 100. */
  readonly limit: number;
};

/** Complaints, appeals and reports: people with an account lodge them and follow their own, a body's people handle them. */
export type Matters = {
  /**
   * Anybody may, without an account, but not appeal. Refused: `MATTER_ABOUT_UNKNOWN` (also a case that is not the seat's, and an appeal against nothing), `NOT_DECIDED` and `APPEAL_LATE` of an
   * appeal.
   */
  lodge(by: Seat | null, wanted: MatterWanted): Promise<SeenMatter>;
  /** Those that the seat's organisation lodged or handles, newest first. */
  list(seat: Seat, query: MatterQuery): Promise<Page<SeenMatter>>;
  /** Null: none, or not the seat's. */
  read(seat: Seat, id: string): Promise<SeenMatter | null>;
  /** Refused: `MATTER_UNKNOWN`, `ROLE_MISSING`, and as `moveMatter` refuses. */
  act(seat: Seat, id: string, input: MatterInput): Promise<SeenMatter>;
};

/** What the public pages ask: who knows a matter's id has it. */
export type PublicMatters = {
  lodge(matter: Matter): Promise<void>;
  /** Null: none. Without name and address of who wrote. */
  matterOf(id: string): Promise<Matter | null>;
  /** What `moveMatter` refuses changes nothing. */
  appeal(id: string, reasons: string): Promise<void>;
};
