import type { Assurance } from './assurance.ts';
import type { PartKind } from './dossier.ts';
import type { Rung } from './letter.ts';
import type { Reference } from './reference.ts';

/** A rule over findings. `not` has been pushed down to the atoms, so a rule is monotone in its atoms. */
export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly probe: string; readonly is: 'yes' | 'no' }
  | { readonly criterion: string; readonly is: 'pass' };

/** What software can do for a criterion: decide it both ways, only refute it, check presence and contradiction, or nothing. */
export type Decides = 'decide' | 'refute' | 'presence' | 'laboratory';

/** A worked example that runs as a test: findings as `outcome@assurance` by probe. */
export type Example = {
  readonly name: string;
  readonly findings: Readonly<Record<string, string>>;
  readonly verdict: Verdict;
};

export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'not-applicable';

export type Criterion = {
  readonly id: string;
  readonly title: string;
  /** What it demands, in a buyer's words. */
  readonly plain: string;
  readonly rung: Rung;
  readonly parts: readonly PartKind[];
  readonly decides: Decides;
  readonly leastAssurance: Assurance;
  /** Absent: it always applies. */
  readonly appliesWhen: Rule | null;
  readonly rule: Rule;
  readonly sources: readonly Reference[];
  /** What to do when it fails; the same for everybody. */
  readonly remedy: string;
  /** What to hand in when it is open. */
  readonly settle: string;
  /** 1 gravest. */
  readonly gravity: 1 | 2 | 3;
  readonly examples: readonly Example[];
};

/** One cell of the matrix: its criteria, `not-meant` for that part kind, or still to come, and then what. */
export type Cell = { readonly criteria: readonly string[]; readonly toCome: readonly string[]; readonly meant: boolean };

export type Scheme = {
  readonly id: string;
  readonly title: string;
  /** e.g. `2027-pre.1`. */
  readonly vintage: string;
  readonly status: 'pre-release' | 'in-force' | 'retired' | 'training';
  readonly published: string;
  readonly matrix: Readonly<Record<Rung, Readonly<Record<PartKind, Cell>>>>;
  readonly rungs: Readonly<Record<Rung, { readonly words: string; readonly adds: string; readonly leastAssurance: Assurance }>>;
  readonly criteria: readonly Criterion[];
  /** Probes on which applicability depends. */
  readonly features: readonly string[];
  /** Fewest passed criteria a rung needs, by part kind; 1 where not named. */
  readonly minimumPassed: Readonly<Partial<Record<PartKind, Readonly<Partial<Record<Rung, number>>>>>>;
  /** Best letter a part can get; pre-releases cap it. */
  readonly cap: Rung;
  /** Lowest letter a label is drawn for. */
  readonly labelFrom: Rung;
  readonly issuesLabels: boolean;
  readonly labelMonths: number;
  readonly unaccountedBytes: number;
  /** SHA-256 of the canonical JSON of all the above. */
  readonly digest: string;
};
