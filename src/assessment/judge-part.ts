import type { Truth } from '../foundation/logic.ts';
import { not } from '../foundation/logic.ts';
import { byCodeUnit } from '../foundation/order.ts';
import type { Assurance } from '../model/assurance.ts';
import { stronger } from '../model/assurance.ts';
import type { PartKind } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
import type { Criterion, Scheme, Verdict } from '../model/scheme.ts';
import type { Leaves } from './evaluate-rule.ts';
import { evaluateRule } from './evaluate-rule.ts';
import type { Ruling } from './merge-atom.ts';
import { mergeAtom, mergeFeature } from './merge-atom.ts';
import type { WeighedStatement } from './weighed-statement.ts';
import { isContested, withStatements } from './with-statements.ts';

/**
 * How to read what is unknown: as it is, or every open atom as failed (`worst`) or passed (`best`).
 * `features` gives an answer to unknown features, on which applicability depends.
 */
export type Reading = { readonly open: 'as-is' | 'worst' | 'best'; readonly features: ReadonlyMap<string, 'yes' | 'no'> };

export const asItIs: Reading = { open: 'as-is', features: new Map() };

export type Judgement = Ruling & { readonly verdict: Verdict };

/** Ids of the findings that decided it or leave it open, sorted, so that the order of findings does not show. */
export const idsOf = (judgement: Judgement | undefined): readonly string[] =>
  (judgement?.decidedBy ?? []).map((finding) => finding.id).sort(byCodeUnit);

/**
 * Judges every criterion meant for a part kind, those they rest on first (the scheme is compiled acyclic and in that order). `statements` are
 * the component statements that were held against this part.
 */
export function judgePart(
  scheme: Scheme,
  kind: PartKind,
  findings: readonly Finding[],
  reading: Reading,
  statements: readonly WeighedStatement[] = [],
): ReadonlyMap<string, Judgement> {
  const judged = new Map<string, Judgement>();
  const byProbe = Map.groupBy(findings, (finding) => finding.probe);
  for (const criterion of scheme.criteria) {
    if (!criterion.parts.includes(kind)) continue;
    const judgement = judge(criterion, leavesFor(scheme, criterion, byProbe, judged, reading));
    const named = statements.filter(({ criteria }) => criteria.includes(criterion.id));
    if (named.length === 0 || judgement.verdict === 'pass' || judgement.verdict === 'not-applicable') judged.set(criterion.id, judgement);
    else {
      // What the findings themselves say, without an assumption about the open ones: a statement answers what is open, never what is against.
      const asFound = evaluateRule(criterion.rule, leavesFor(scheme, criterion, byProbe, judged, { ...reading, open: 'as-is' }));
      const least = leastFor(scheme, criterion);
      judged.set(
        criterion.id,
        asFound.truth === 'unknown' ? withStatements(judgement, named, least, isContested(criterion, byProbe)) : judgement,
      );
    }
  }
  return judged;
}

function judge(criterion: Criterion, leaves: Leaves): Judgement {
  const applies = criterion.appliesWhen === null ? null : evaluateRule(criterion.appliesWhen, leaves);
  if (applies?.truth === 'false') return { ...applies, verdict: 'not-applicable' };
  const ruling = evaluateRule(criterion.rule, leaves);
  // What meets the demand whether or not it applies has met it (docs/adr/0006).
  if (ruling.truth === 'true') return { ...ruling, verdict: 'pass' };
  if (applies?.truth === 'unknown') return { ...applies, truth: 'unknown', assurance: null, verdict: 'inconclusive' };
  return { ...ruling, verdict: ruling.truth === 'false' ? 'fail' : 'inconclusive' };
}

function leavesFor(
  scheme: Scheme,
  criterion: Criterion,
  byProbe: ReadonlyMap<string, readonly Finding[]>,
  judged: ReadonlyMap<string, Judgement>,
  reading: Reading,
): Leaves {
  const least = leastFor(scheme, criterion);
  return {
    atom: (probe, is) => {
      const assumed = reading.features.get(probe);
      const findings = byProbe.get(probe) ?? [];
      if (assumed !== undefined) return { truth: assumed === is ? 'true' : 'false', assurance: null, decidedBy: findings };
      if (!scheme.features.includes(probe)) return read(mergeAtom(findings, is, least), reading);
      const shown = mergeFeature(findings, least);
      return read(is === 'yes' ? shown : { ...shown, truth: not(shown.truth) }, reading);
    },
    criterion: (id) => {
      const referred = judged.get(id);
      return referred === undefined
        ? { truth: 'unknown', assurance: null, decidedBy: [] }
        : read({ ...referred, truth: truthOf(referred.verdict) }, reading);
    },
  };
}

const leastFor = (scheme: Scheme, criterion: Criterion): Assurance =>
  stronger(criterion.leastAssurance, scheme.rungs[criterion.rung].leastAssurance);

/** What does not apply stands in nobody's way. */
const truthOf = (verdict: Verdict): Truth => (verdict === 'fail' ? 'false' : verdict === 'inconclusive' ? 'unknown' : 'true');

function read(ruling: Ruling, reading: Reading): Ruling {
  if (ruling.truth !== 'unknown' || reading.open === 'as-is') return ruling;
  return { ...ruling, truth: reading.open === 'best' ? 'true' : 'false' };
}

/** The features of a part kind whose value is unknown at the assurance some criterion that asks needs. */
export function unknownFeatures(scheme: Scheme, kind: PartKind, findings: readonly Finding[]): readonly string[] {
  const byProbe = Map.groupBy(findings, (finding) => finding.probe);
  return scheme.features.filter((feature) =>
    scheme.criteria.some((criterion) => {
      if (!criterion.parts.includes(kind) || !asks(criterion, feature)) return false;
      const least = leastFor(scheme, criterion);
      return mergeFeature(byProbe.get(feature) ?? [], least).truth === 'unknown';
    }),
  );
}

function asks(criterion: Criterion, probe: string): boolean {
  const mentions = (rule: Criterion['rule']): boolean =>
    'probe' in rule ? rule.probe === probe : 'criterion' in rule ? false : ('all' in rule ? rule.all : rule.any).some(mentions);
  return mentions(criterion.rule) || (criterion.appliesWhen !== null && mentions(criterion.appliesWhen));
}
