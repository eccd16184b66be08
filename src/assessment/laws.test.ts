// The laws of the ladder and of the interval (3-assessment), as properties: on the real scheme, and exactly on small random schemes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCatalogue } from '../adapters/catalogue/read-catalogue.ts';
import type { PartKind } from '../model/dossier.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { type Letter, rank, rungs } from '../model/letter.ts';
import type { Scheme } from '../model/scheme.ts';
import type { RuleSource } from '../model/scheme-source.ts';
import { grade } from './assess.ts';
import { compileScheme } from './compile-scheme.ts';
import { atomsOf } from './evaluate-rule.ts';
import { gradeInterval } from './grade-interval.ts';
import { asItIs, judgePart } from './judge-part.ts';
import { climbLadder } from './ladder.ts';
import { mergeAtom } from './merge-atom.ts';
import { findingOf, schemeOf } from './scheme-fixture.ts';

const catalogue = readCatalogue('catalogue');
const real = catalogue.schemes
  .filter(({ source }) => source.id === 'iqs-2027')
  .map(({ source, criteria }) => compileScheme(source, criteria).scheme)[0] as Scheme;
const probesOf = (scheme: Scheme): readonly string[] =>
  [
    ...new Set(
      scheme.criteria
        .flatMap((criterion) => [...atomsOf(criterion.rule), ...(criterion.appliesWhen ? atomsOf(criterion.appliesWhen) : [])])
        .map((atom) => atom.probe),
    ),
  ].sort();

const outcome = fc.constantFrom<Outcome>('yes', 'no', 'unknown');
const assurance = fc.constantFrom('stated', 'checked', 'matched', 'tested', 'attacked' as const);
const answers = (probe: string): fc.Arbitrary<readonly Finding[]> =>
  fc.array(fc.tuple(outcome, assurance), { maxLength: 3 }).map((list) => list.map(([is, level], n) => findingOf(probe, is, level, n)));
/** What the rules want, so that the upper rungs are reached too; now and then anything. */
const mostlyGood = (probe: string, wanted: Outcome): fc.Arbitrary<readonly Finding[]> =>
  fc.oneof({ arbitrary: fc.constant([findingOf(probe, wanted, 'tested')]), weight: 12 }, { arbitrary: answers(probe), weight: 1 });
const wantedIn = (scheme: Scheme): ReadonlyMap<string, Outcome> =>
  new Map(scheme.criteria.flatMap((criterion) => atomsOf(criterion.rule)).map(({ probe, is }) => [probe, is]));
const findingsFor = (scheme: Scheme): fc.Arbitrary<readonly Finding[]> => {
  const wanted = wantedIn(scheme);
  const lists = (of: (probe: string) => fc.Arbitrary<readonly Finding[]>): fc.Arbitrary<readonly (readonly Finding[])[]> =>
    fc.tuple(...probesOf(scheme).map(of));
  return fc.oneof(
    lists(answers).map((each) => each.flat()),
    lists((probe) => mostlyGood(probe, wanted.get(probe) ?? 'yes')).map((each) => each.flat()),
  );
};

/** The kinds of part that the real scheme judges, with its cap and without: a cap would hide what the rungs above it do. */
const judged = (['device', 'service', 'network'] as const).flatMap((kind) =>
  [real, { ...real, cap: 'A' } as const].map((scheme) => ({ kind, scheme })),
);

const interval = (scheme: Scheme, findings: readonly Finding[], kind: PartKind = 'device'): ReturnType<typeof gradeInterval> =>
  gradeInterval(scheme, kind, findings);
const letter = (scheme: Scheme, findings: readonly Finding[], kind: PartKind = 'device'): Letter =>
  climbLadder(scheme, kind, judgePart(scheme, kind, findings, asItIs));
const within = (inner: ReturnType<typeof gradeInterval>, outer: ReturnType<typeof gradeInterval>): boolean =>
  rank(inner.atLeast) >= rank(outer.atLeast) && rank(inner.atMost) <= rank(outer.atMost);

/** Random schemes of up to six probes and one feature, every probe wanted `no`. */
const smallScheme = fc
  .array(
    fc.record({
      rung: fc.constantFrom(...rungs.slice(0, 3)),
      any: fc.boolean(),
      probes: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }),
      feature: fc.constantFrom(null, 'yes', 'no'),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((sketches) => {
    const criteria = sketches.map(({ rung, any, probes, feature }, index) => {
      const atoms: RuleSource[] = probes.map((probe) => ({ probe, is: 'no' }));
      return [
        `c${index}`,
        {
          rung,
          rule: any ? { any: atoms } : { all: atoms },
          ...(feature === null ? {} : { appliesWhen: { probe: 'feature', is: feature } as RuleSource }),
        },
      ] as const;
    });
    return schemeOf(Object.fromEntries(criteria), ['feature']);
  });

/** Whether nothing the findings say about a probe decides it: evidence that could not say keeps a `no` open. */
const isOpen = (findings: readonly Finding[], probe: string): boolean =>
  mergeAtom(
    findings.filter((finding) => finding.probe === probe),
    'no',
    'checked',
  ).truth === 'unknown';

/** Every way the open probes could turn out, at the surest. */
function completions(scheme: Scheme, findings: readonly Finding[]): readonly (readonly Finding[])[] {
  return probesOf(scheme)
    .filter((probe) => isOpen(findings, probe))
    .reduce<readonly (readonly Finding[])[]>(
      (sets, probe) =>
        sets.flatMap((set) =>
          (['yes', 'no'] as const).map((is) => [...set.filter((finding) => finding.probe !== probe), findingOf(probe, is, 'attacked', 9)]),
        ),
      [findings],
    );
}

test('atLeast is never above atMost, on the real scheme', () => {
  for (const { kind, scheme } of judged) {
    fc.assert(
      fc.property(findingsFor(real), (findings) => {
        const { atLeast, atMost } = interval(scheme, findings, kind);
        return rank(atLeast) <= rank(atMost);
      }),
    );
  }
});

test('answering an unknown never widens the interval, on the real scheme', () => {
  const change = fc.tuple(findingsFor(real), fc.constantFrom(...probesOf(real)), outcome, assurance);
  for (const { kind, scheme } of judged) {
    fc.assert(
      fc.property(change, ([findings, probe, is, level]) => {
        if (findings.some((finding) => finding.probe === probe && finding.outcome !== 'unknown')) return true;
        return within(interval(scheme, [...findings, findingOf(probe, is, level, 9)], kind), interval(scheme, findings, kind));
      }),
      { numRuns: 300 },
    );
  }
});

test('turning a failed finding of an existing feature good never lowers the grade, on the real scheme', () => {
  const wanted = wantedIn(real);
  const plain = [...wanted.keys()].filter((probe) => !real.features.includes(probe));
  for (const { kind, scheme } of judged) {
    fc.assert(
      fc.property(fc.tuple(findingsFor(real), fc.constantFrom(...plain)), ([findings, probe]) => {
        const mended = findings.map((finding) =>
          finding.probe === probe ? { ...finding, outcome: wanted.get(probe) as Outcome } : finding,
        );
        return rank(letter(scheme, mended, kind)) >= rank(letter(scheme, findings, kind));
      }),
      { numRuns: 300 },
    );
  }
});

test('the order of findings changes no byte', () => {
  const shuffled = findingsFor(real).chain((findings) =>
    fc.tuple(fc.constant(findings), fc.shuffledSubarray([...findings], { minLength: findings.length })),
  );
  const whole = (findings: readonly Finding[]): string =>
    JSON.stringify(
      grade({
        product: { name: 'p', model: null, maker: 'm', type: 'device', category: 'c', use: null },
        parts: [{ id: 'device', kind: 'device', name: 'd', versions: [] }],
        findings,
        scheme: real,
        needs: new Map(),
      }),
    );
  fc.assert(fc.property(shuffled, ([one, other]) => whole(one) === whole(other)));
});

test('the interval is exact: its ends are the worst and the best completion', () => {
  const cases = smallScheme.chain((scheme) =>
    fc.tuple(
      fc.constant(scheme),
      findingsFor(scheme).map((findings) => findings.filter((finding) => finding.assurance !== 'stated')),
    ),
  );
  fc.assert(
    fc.property(cases, ([scheme, findings]) => {
      const { atLeast, atMost, bound } = interval(scheme, findings);
      const ranks = completions(scheme, findings).map((completion) => rank(letter(scheme, completion)));
      assert.equal(bound, 'exact');
      assert.equal(rank(atLeast), Math.min(...ranks));
      assert.equal(rank(atMost), Math.max(...ranks));
    }),
    { numRuns: 500 },
  );
});

test('beyond ten unknown features the interval is an outer bound, marked so, and still holds the exact one', () => {
  const features = Array.from({ length: 11 }, (_, n) => `feature-${n}`);
  const criteria = features.map(
    (feature, n) =>
      [
        `c${n}`,
        { rung: 'F' as const, appliesWhen: { probe: feature, is: 'yes' as const }, rule: { probe: 'a', is: 'no' as const } },
      ] as const,
  );
  const scheme = schemeOf(
    Object.fromEntries([...criteria, ['always', { rung: 'F' as const, rule: { probe: 'a', is: 'no' as const } }]]),
    features,
  );
  const marked = interval(scheme, [findingOf('a', 'no')]);
  assert.deepEqual(marked, { atLeast: 'G', atMost: 'F', bound: 'outer' });
  assert.ok(within(interval(scheme, [findingOf('a', 'no'), findingOf('feature-0', 'no')]), marked));
});

test('every criterion at or below a granted letter is decided', () => {
  fc.assert(
    fc.property(findingsFor(real), fc.constantFrom(...judged), (findings, { kind, scheme }) => {
      const { atLeast } = interval(scheme, findings, kind);
      const verdicts = judgePart(scheme, kind, findings, asItIs);
      return scheme.criteria.every(
        (criterion) =>
          rank(criterion.rung) > rank(atLeast) || !criterion.parts.includes(kind) || verdicts.get(criterion.id)?.verdict !== 'inconclusive',
      );
    }),
  );
});
