import type { Assurance } from '../model/assurance.ts';
import type { PartKind } from '../model/dossier.ts';
import { partKinds } from '../model/dossier.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import type { Rung } from '../model/letter.ts';
import { rungs } from '../model/letter.ts';
import type { Scheme } from '../model/scheme.ts';
import type { CriterionSource, RuleSource, SchemeSource } from '../model/scheme-source.ts';
import { compileScheme } from './compile-scheme.ts';

type Sketch = {
  readonly rung: Rung;
  readonly rule: RuleSource;
  readonly appliesWhen?: RuleSource;
  readonly least?: Assurance;
  readonly parts?: readonly PartKind[];
};

/** A small scheme for tests: criteria by id, everything else with defaults. */
export function schemeOf(
  criteria: Readonly<Record<string, Sketch>>,
  features: readonly string[] = [],
  over: Partial<SchemeSource> = {},
): Scheme {
  const source: SchemeSource = {
    id: 'test-scheme',
    title: 'Test scheme',
    vintage: 'test',
    status: 'in-force',
    published: '2026-01-01',
    rungs: Object.fromEntries(
      rungs.map((rung) => [rung, { words: rung, adds: rung, leastAssurance: 'stated' }]),
    ) as unknown as SchemeSource['rungs'],
    matrix: Object.fromEntries(
      rungs.map((rung) => [rung, Object.fromEntries(partKinds.map((kind) => [kind, []]))]),
    ) as unknown as SchemeSource['matrix'],
    features,
    minimumPassed: {},
    cap: 'A',
    labelFrom: 'E',
    issuesLabels: false,
    labelMonths: 36,
    unaccountedBytes: 4096,
    ...over,
  };
  const sources = Object.entries(criteria).map(([id, sketch]) => criterionOf(id, sketch));
  return compileScheme(source, sources).scheme;
}

function criterionOf(id: string, { rung, rule, appliesWhen, least = 'checked', parts = ['device'] }: Sketch): CriterionSource {
  return {
    id,
    title: id,
    plain: id,
    rung,
    parts,
    decides: 'decide',
    leastAssurance: least,
    appliesWhen: appliesWhen ?? null,
    rule,
    sources: [],
    remedy: id,
    settle: id,
    gravity: 1,
    examples: [],
  };
}

/** A finding of a probe about the part `device`; `places` are named after it. */
export function findingOf(probe: string, outcome: Outcome, assurance: Assurance = 'checked', n = 0): Finding {
  return {
    id: `${probe}/device/${n}`,
    probe,
    part: 'device',
    outcome,
    reason: outcome === 'unknown' ? 'unread' : null,
    places: [],
    scope: '',
    evidence: [],
    basis: assurance === 'stated' ? 'statement' : 'evidence',
    assurance,
    claimed: assurance,
  };
}
