import type { Assurance } from './assurance.ts';
import type { PartKind } from './dossier.ts';
import type { Rung } from './letter.ts';
import type { Criterion, Rule, Scheme } from './scheme.ts';

/** A rule as written: with `not`, which compiling pushes down to the atoms. */
export type RuleSource =
  | { readonly all: readonly RuleSource[] }
  | { readonly any: readonly RuleSource[] }
  | { readonly not: RuleSource }
  | Extract<Rule, { readonly probe: string }>
  | Extract<Rule, { readonly criterion: string }>;

/** criteria/<id>.yaml. */
export type CriterionSource = Omit<Criterion, 'appliesWhen' | 'rule'> & {
  readonly appliesWhen: RuleSource | null;
  readonly rule: RuleSource;
};

/** scheme.yaml: everything but the criteria, which are files of their own. */
export type SchemeSource = Omit<Scheme, 'digest' | 'criteria' | 'matrix' | 'rungs'> & {
  readonly rungs: Readonly<Record<Rung, { readonly words: string; readonly adds: string; readonly leastAssurance: Assurance }>>;
  /** For each rung and part kind: `not-meant`, or what is still to come (an empty list where the criteria are complete). */
  readonly matrix: Readonly<Record<Rung, Readonly<Record<PartKind, 'not-meant' | readonly string[]>>>>;
};
