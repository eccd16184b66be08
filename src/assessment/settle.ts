import { by } from '../foundation/order.ts';
import type { WouldImprove, WouldSettle } from '../model/assessment.ts';
import type { Part, Purpose } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
import type { Letter } from '../model/letter.ts';
import { letters, rank } from '../model/letter.ts';
import type { Criterion, Scheme } from '../model/scheme.ts';
import { atomsOf } from './evaluate-rule.ts';
import { asItIs, idsOf, type Judgement, judgePart } from './judge-part.ts';
import { climbLadder } from './ladder.ts';
import type { WeighedStatement } from './weighed-statement.ts';

/** Probe id → the evidence it can answer from. */
export type Needs = ReadonlyMap<string, readonly Purpose[]>;

type PartState = {
  readonly scheme: Scheme;
  readonly part: Part;
  readonly findings: readonly Finding[];
  readonly verdicts: ReadonlyMap<string, Judgement>;
  readonly statements: readonly WeighedStatement[];
};

/**
 * What to hand in for the open criteria of a part, ordered by how many letters of the interval the same evidence closes if all it
 * settles turns out well, then by rung and gravity.
 */
export function wouldSettle(state: PartState, needs: Needs): readonly WouldSettle[] {
  const open = state.scheme.criteria.filter((criterion) => state.verdicts.get(criterion.id)?.verdict === 'inconclusive');
  const entries = open.map((criterion) => ({ criterion, evidence: evidenceFor(state, criterion, needs) }));
  return entries
    .map(({ criterion, evidence }) => ({
      criterion: criterion.id,
      part: state.part.id,
      rung: criterion.rung,
      evidence,
      closes: closedBy(
        state,
        entries.filter((entry) => entry.evidence.some((purpose) => evidence.includes(purpose))).map((entry) => entry.criterion),
      ),
      openBecause: idsOf(state.verdicts.get(criterion.id)),
      gravity: criterion.gravity,
    }))
    .sort(
      by(
        (entry) => -entry.closes,
        (entry) => rank(entry.rung),
        (entry) => entry.gravity,
        (entry) => entry.criterion,
      ),
    )
    .map(({ gravity: _, ...entry }) => entry);
}

/** Evidence that the criterion's unanswered probes could answer from. */
function evidenceFor(state: PartState, criterion: Criterion, needs: Needs): readonly Purpose[] {
  const atoms = [...atomsOf(criterion.rule), ...(criterion.appliesWhen ? atomsOf(criterion.appliesWhen) : [])];
  const named = state.statements.filter(({ criteria }) => criteria.includes(criterion.id));
  const ofStatements = new Set<Finding>(named.flatMap(({ ruling }) => ruling.decidedBy));
  const decidedBy = (state.verdicts.get(criterion.id)?.decidedBy ?? []).filter((finding) => !ofStatements.has(finding));
  const open = new Set(decidedBy.map((finding) => finding.probe));
  const asked = atoms.filter((atom) => open.size === 0 || open.has(atom.probe));
  return [...new Set([...asked.flatMap((atom) => needs.get(atom.probe) ?? []), ...named.flatMap((one) => evidenceOf(one, needs))])].sort();
}

/** What would let a statement count: an answer to its open conditions, or a copy from where its issuer publishes it. */
function evidenceOf({ standing, conditions, finding }: WeighedStatement, needs: Needs): readonly Purpose[] {
  const open = conditions.filter(({ ruling }) => ruling.truth === 'unknown').map(({ condition }) => condition.check);
  return [
    ...(standing === 'condition-open' ? open.flatMap((check) => (check && needs.get(check.probe)) ?? ['test-record' as const]) : []),
    ...(standing === 'counts' && finding.assurance !== finding.claimed ? ['component-statement' as const] : []),
  ];
}

function closedBy(state: PartState, settled: readonly Criterion[]): number {
  const now = climbLadder(state.scheme, state.part.kind, state.verdicts);
  const then = new Map<string, { verdict: Judgement['verdict'] }>(state.verdicts);
  for (const criterion of settled) then.set(criterion.id, { verdict: 'pass' });
  return rank(climbLadder(state.scheme, state.part.kind, then)) - rank(now);
}

/** The failed criteria up to the rung after the one reached, gravest first; their remedies stand in the scheme. */
export function wouldImprove(state: PartState, reached: Letter): readonly WouldImprove[] {
  const next = Math.min(rank(reached) + 1, letters.length - 1);
  return state.scheme.criteria
    .filter((criterion) => state.verdicts.get(criterion.id)?.verdict === 'fail' && rank(criterion.rung) <= next)
    .map((criterion) => ({
      criterion: criterion.id,
      part: state.part.id,
      rung: criterion.rung,
      gravity: criterion.gravity,
      because: idsOf(state.verdicts.get(criterion.id)),
    }))
    .sort(
      by(
        (entry) => entry.gravity,
        (entry) => rank(entry.rung),
        (entry) => entry.criterion,
      ),
    );
}

/** The verdicts of a part as things stand. */
export const verdictsOf = (
  scheme: Scheme,
  part: Part,
  findings: readonly Finding[],
  statements: readonly WeighedStatement[],
): ReadonlyMap<string, Judgement> => judgePart(scheme, part.kind, findings, asItIs, statements);
