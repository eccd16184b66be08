import type { Truth } from '../foundation/logic.ts';
import type { Assurance } from './assurance.ts';
import type { StatementProof, StatementSource, StatementStanding } from './component-statement.ts';
import type { Custody, PartKind, Product, Purpose, VersionBinding } from './dossier.ts';
import type { EvidenceKind } from './exhibits.ts';
import type { Finding } from './finding.ts';
import type { GradeInterval, Letter, Rung } from './letter.ts';
import type { Verdict } from './scheme.ts';

/** The contract of assessment.json (docs/spec/assessment.schema.json). Computed, repeatable: same inputs, same bytes. */

export type JudgedCriterion = {
  readonly criterion: string;
  readonly rung: Rung;
  readonly verdict: Verdict;
  /** Of a pass, a fail or a not-applicable; null while inconclusive. */
  readonly assurance: Assurance | null;
  /** Ids of the findings that decided it or that leave it open. */
  readonly decidedBy: readonly string[];
};

export type PartAssessment = {
  readonly id: string;
  readonly kind: PartKind;
  readonly name: string;
  readonly versions: readonly VersionBinding[];
  /** null: not rated. */
  readonly letter: Letter | null;
  readonly interval: GradeInterval;
  /** Lowest among the criteria at or below the letter, and how many there are and stand on it; null while not rated or G. */
  readonly assurance: { readonly lowest: Assurance; readonly at: number; readonly of: number } | null;
  readonly verdicts: readonly JudgedCriterion[];
  /** What the scheme does not judge yet for this kind of part. */
  readonly toCome: readonly string[];
};

export type AssessedEvidence = {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: EvidenceKind;
  readonly is: Purpose;
  readonly part: string | null;
  readonly version: string | null;
  readonly custody: Custody;
  /** What the custody counts as: `sampled` needs a record that covers the digest. */
  readonly counted: Custody;
  readonly adopted: boolean;
  readonly coverage: { readonly identified: number; readonly opaque: number; readonly unread: number };
};

/** Why the product has the letter it has, or none: a closed list the report turns into words. */
export type GradeReason = 'part-is-g' | 'weakest-part' | 'first-rung-open' | 'parts-to-come' | 'no-part-judged';

export type WouldSettle = {
  readonly criterion: string;
  readonly part: string;
  readonly rung: Rung;
  /** Evidence to hand in. */
  readonly evidence: readonly Purpose[];
  /** How many letters of the part's interval it closes if it settles well. */
  readonly closes: number;
  /** Findings in the way. */
  readonly openBecause: readonly string[];
};

export type WouldImprove = {
  readonly criterion: string;
  readonly part: string;
  readonly rung: Rung;
  readonly gravity: 1 | 2 | 3;
  readonly because: readonly string[];
};

/** A component statement and how its conditions came out in this product. */
export type StatementUse = {
  /** Number of the statement or certificate. */
  readonly id: string;
  readonly source: StatementSource;
  readonly level: string;
  readonly component: string;
  readonly part: string;
  /** RFC 3339 date, the last day it holds. */
  readonly until: string;
  /** The day its status is as of. */
  readonly statusAsOf: string;
  readonly criteria: readonly string[];
  readonly conditions: readonly { readonly id: string; readonly words: string; readonly verdict: Truth }[];
  /** Id of the finding about it. */
  readonly finding: string;
  /** What checking its signature came to; absent where it has none or nobody checked it. */
  readonly proof?: StatementProof | undefined;
};

/**
 * Why a statement that was handed in decided nothing. `too-weak`: criteria ask for more assurance; `status-unknown`: likewise, for lack of a fresh status list;
 * `not-needed`: evidence decided them all.
 */
export type StatementRefusal = Exclude<StatementStanding, 'counts'> | 'too-weak' | 'status-unknown' | 'not-needed';

export type LabelRefusal = 'scheme-issues-none' | 'below-e' | 'not-rated' | 'no-device-part';

export type Assessment = {
  readonly iqs: 'assessment/1';
  readonly engine: string;
  readonly scheme: { readonly id: string; readonly vintage: string; readonly status: string; readonly digest: string };
  readonly tables: Readonly<Record<string, string>>;
  readonly asOf: string;
  /** False when a watchdog (wall clock, memory) shaped the result. */
  readonly reproducible: boolean;
  readonly product: Product;
  /** RFC 3339 date up to which the maker states security updates; null where nothing is stated. */
  readonly supportUntil: string | null;
  readonly evidence: readonly AssessedEvidence[];
  readonly grade: { readonly letter: Letter | null; readonly interval: GradeInterval; readonly reason: GradeReason };
  readonly parts: readonly PartAssessment[];
  readonly findings: readonly Finding[];
  /** Component statements that passed a criterion; absent, like the next, where the dossier has no component statement. */
  readonly restsOn?: readonly StatementUse[] | undefined;
  /** Those that passed none, with the criteria they name. */
  readonly notCounted?: readonly (StatementUse & { readonly why: StatementRefusal })[] | undefined;
  readonly wouldSettle: readonly WouldSettle[];
  readonly wouldImprove: readonly WouldImprove[];
  /** The part whose letter a specimen shows, or why none is drawn; a real label is never issued by a pre-release. */
  readonly specimen: { readonly part: string; readonly letter: Letter } | null;
  readonly noSpecimen: LabelRefusal | null;
  readonly noLabel: LabelRefusal | null;
};
