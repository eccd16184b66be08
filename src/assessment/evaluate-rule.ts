import { all, any } from '../foundation/logic.ts';
import type { Assurance } from '../model/assurance.ts';
import { stronger, weaker } from '../model/assurance.ts';
import type { Rule } from '../model/scheme.ts';
import type { Ruling } from './merge-atom.ts';

/** Where a rule's leaves come from: the findings themselves, or an assumption about the unknown ones. */
export type Leaves = {
  readonly atom: (probe: string, is: 'yes' | 'no') => Ruling;
  readonly criterion: (id: string) => Ruling;
};

/** Evaluates a rule in three-valued logic and keeps the findings that decided it (or, while unknown, that leave it open). */
export function evaluateRule(rule: Rule, leaves: Leaves): Ruling {
  if ('probe' in rule) return leaves.atom(rule.probe, rule.is);
  if ('criterion' in rule) return leaves.criterion(rule.criterion);
  if ('all' in rule) return conjunction(rule.all.map((part) => evaluateRule(part, leaves)));
  return disjunction(rule.any.map((part) => evaluateRule(part, leaves)));
}

/** A chain is as sure as its weakest link; one counterexample is enough, and the surest one speaks. */
function conjunction(parts: readonly Ruling[]): Ruling {
  const truth = all(parts.map((part) => part.truth));
  return ruling(truth, parts, truth === 'false' ? stronger : weaker);
}

/** One way is enough, and the surest way speaks; to fail, every way must. */
function disjunction(parts: readonly Ruling[]): Ruling {
  const truth = any(parts.map((part) => part.truth));
  return ruling(truth, parts, truth === 'true' ? stronger : weaker);
}

function ruling(truth: Ruling['truth'], parts: readonly Ruling[], pick: (a: Assurance, b: Assurance) => Assurance): Ruling {
  const decisive = parts.filter((part) => part.truth === truth);
  const assurances = decisive.flatMap((part) => (part.assurance === null ? [] : [part.assurance]));
  return {
    truth,
    assurance: truth === 'unknown' || assurances.length === 0 ? null : assurances.reduce(pick),
    decidedBy: [...new Set(decisive.flatMap((part) => part.decidedBy))],
  };
}

/** Every probe a rule asks, with the answer it wants. */
export function atomsOf(rule: Rule): readonly { readonly probe: string; readonly is: 'yes' | 'no' }[] {
  if ('probe' in rule) return [rule];
  if ('criterion' in rule) return [];
  return ('all' in rule ? rule.all : rule.any).flatMap(atomsOf);
}

/** Every criterion a rule rests on. */
export function criteriaOf(rule: Rule): readonly string[] {
  if ('criterion' in rule) return [rule.criterion];
  if ('probe' in rule) return [];
  return ('all' in rule ? rule.all : rule.any).flatMap(criteriaOf);
}
