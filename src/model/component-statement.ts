import type { Assurance } from './assurance.ts';
import type { Custody, VersionBinding } from './dossier.ts';
import type { Reference } from './reference.ts';

/** Whose statement it is: ours, or an imported one of another scheme. */
export const statementSources = ['iqs', 'psa', 'sesip', 'gsma', 'common-criteria'] as const;
export type StatementSource = (typeof statementSources)[number];

export const statementStatuses = ['in-force', 'suspended', 'withdrawn', 'expired'] as const;
/** What became of a statement, as its issuer says it. */
export type StatementStatus = (typeof statementStatuses)[number];

/** What must hold in the product around the component. `check` null: nothing in this engine can look, only a laboratory's record answers. */
export type StatementCondition = {
  readonly id: string;
  readonly words: string;
  readonly check: { readonly probe: string; readonly is: 'yes' | 'no' } | null;
};

/** Criteria of one vintage of one scheme. */
export type SatisfiedCriteria = { readonly scheme: string; readonly vintage: string; readonly criteria: readonly string[] };

/**
 * A paper about a component that is built into products: no letter, but "satisfies criteria x, y, z if conditions c1 … cn hold, until DATE"
 * (docs/spec/component-statement.md). All that its issuer signs: everything but its status, which changes while the paper does not.
 */
export type StatementDocument = {
  /** Number of the statement or certificate, as its issuer writes it. */
  readonly number: string;
  readonly source: StatementSource;
  /** e.g. `PSA Certified Level 2`, `SESIP2`; of our own: the profile. */
  readonly level: string;
  /** Security functions that the certified target names, spelt as the source spells them. */
  readonly claims: readonly string[];
  readonly component: { readonly name: string; readonly maker: string; readonly versions: readonly VersionBinding[] };
  readonly satisfies: readonly SatisfiedCriteria[];
  readonly conditions: readonly StatementCondition[];
  /** RFC 3339 dates; both days are within. */
  readonly issued: string;
  readonly until: string;
  /** The most it counts as. */
  readonly assurance: Assurance;
};

/** A statement with what became of it. `unknown`: a signed one whose issuer's status lists were not at hand, or not fresh. */
export type ComponentStatement = StatementDocument & {
  readonly status: { readonly is: StatementStatus | 'unknown'; readonly asOf: string };
};

export const proofStandings = ['in-force', 'not-yet', 'expired', 'suspended', 'withdrawn', 'unknown'] as const;
export type ProofStanding = (typeof proofStandings)[number];

/**
 * What checking the signature of a statement came to, on the day it was assessed. It stands in the assessment, for who recomputes it has neither the
 * trust list nor the status lists of that day.
 */
export type StatementProof = { readonly file: string; readonly sha256: string } & (
  | {
      readonly outcome: 'genuine';
      /** Address of the issuer, and thumbprint of the key that signed. */
      readonly issuer: string;
      readonly kid: string;
      readonly standing: ProofStanding;
      /** RFC 3339 instant that the oldest status list used speaks for; null where none was. */
      readonly asOf: string | null;
    }
  | {
      readonly outcome: 'refused';
      /** Why it proves nothing: a code of docs/spec/label-credential.md. */
      readonly code: string;
    }
);

/** A statement as it lies in a dossier: for which part, and how it came there. */
export type HandedStatement = {
  readonly file: string;
  readonly part: string;
  readonly custody: Custody;
  readonly sha256: string;
  readonly statement: ComponentStatement;
  /** Absent where it has no signature, or nobody checked it. */
  readonly proof?: StatementProof | undefined;
};

/** Which criteria a level of another scheme may satisfy at most, under which conditions of ours: catalogue/components/<source>.yaml. */
export type StatementMapping = {
  readonly source: StatementSource;
  readonly title: string;
  readonly scheme: string;
  readonly vintage: string;
  readonly levels: readonly {
    readonly level: string;
    /** Claims the certificate must name; without them it covers none of this. */
    readonly claims: readonly string[];
    readonly assurance: Assurance;
    readonly criteria: readonly string[];
    readonly conditions: readonly StatementCondition[];
    readonly sources: readonly Reference[];
    /** Why it is these criteria and no more. */
    readonly because: string;
  }[];
};

/** Why a statement counts, or gives nothing: the first that holds, in this order. */
export const statementStandings = [
  'not-genuine',
  'withdrawn',
  'suspended',
  'expired',
  'not-yet',
  'disagreeing',
  'other-component',
  'nothing-named',
  'condition-false',
  'condition-open',
  'counts',
] as const;
export type StatementStanding = (typeof statementStandings)[number];
