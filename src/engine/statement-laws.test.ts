// The laws of component statements, as properties over whole dossiers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findingOf } from '../assessment/scheme-fixture.ts';
import { validNoLongerThan } from '../assessment/valid-no-longer-than.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { assurances } from '../model/assurance.ts';
import { type HandedStatement, statementStatuses } from '../model/component-statement.ts';
import { custodies } from '../model/dossier.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { rank } from '../model/letter.ts';
import { graded, handed, recordOf, type World } from './statement-fixture.ts';

const outcome = fc.constantFrom<Outcome>('yes', 'no', 'unknown');
const findings = fc
  .tuple(
    ...['a', 'b', 'c', 'd', 'e'].map((probe) =>
      fc
        .array(fc.tuple(outcome, fc.constantFrom(...assurances)), { maxLength: 2 })
        .map((list) => list.map(([is, level], n) => findingOf(probe, is, level, n))),
    ),
  )
  .map((lists): readonly Finding[] => lists.flat());
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2027-01-${String(n).padStart(2, '0')}`);
const check = fc.option(fc.record({ probe: fc.constantFrom('a', 'd', 'e'), is: fc.constantFrom('yes' as const, 'no' as const) }));
const conditions = fc
  .array(check, { maxLength: 3 })
  .map((checks) => checks.map((one, n) => ({ id: `c${n}`, words: `condition ${n}`, check: one })));
const criteria = fc.subarray(['first', 'second', 'third'], { minLength: 1 });

const one = (n: number): fc.Arbitrary<HandedStatement> =>
  fc
    .record({
      conditions,
      criteria,
      issued: day,
      until: day,
      status: fc.record({
        is: fc.oneof(
          { arbitrary: fc.constant('in-force' as const), weight: 6 },
          { arbitrary: fc.constantFrom(...statementStatuses), weight: 1 },
        ),
        asOf: day,
      }),
      assurance: fc.constantFrom(...assurances),
      custody: fc.constantFrom(...custodies),
    })
    .map(({ criteria: named, custody, ...rest }) =>
      handed(
        { ...rest, number: `N-${n}`, satisfies: [{ scheme: 'test-scheme', vintage: 'test', criteria: named }] },
        { file: `s${n}.yaml`, custody, sha256: `${n}` },
      ),
    );

const record = fc
  .uniqueArray(fc.tuple(fc.constantFrom('n-0', 'n-1'), fc.constantFrom('c0', 'c1', 'c2'), fc.constantFrom('yes' as const, 'no' as const)), {
    selector: ([number, id]) => `${number}${id}`,
    maxLength: 6,
  })
  .map((answers) => [recordOf(Object.fromEntries(answers.map(([number, id, is]) => [`condition-iqs-${number}-${id}`, is])))]);

const world: fc.Arbitrary<World> = fc.record({
  statements: fc.tuple(one(0), one(1)),
  known: findings,
  subjects: record,
  attested: fc.subarray(['ff', '0', '1']).map((digests) => new Set(digests)),
  asOf: day,
});

const passes = (of: World): ReadonlySet<string> =>
  new Set((graded(of).parts[0]?.verdicts ?? []).filter(({ verdict }) => verdict === 'pass').map(({ criterion }) => criterion));
const ends = (of: World): readonly [number, number] => {
  const { atLeast, atMost } = graded(of).parts[0]?.interval ?? { atLeast: 'G', atMost: 'A' };
  return [rank(atLeast), rank(atMost)];
};
const law = (check: (of: World) => void): void => fc.assert(fc.property(world, check), { numRuns: 600 });

test('adding a statement never lowers either end of the interval, and never raises the upper one', () => {
  law((of) => {
    const without = ends({ ...of, statements: [] });
    const withThem = ends(of);
    assert.ok(withThem[0] >= without[0]);
    assert.equal(withThem[1], without[1]);
    assert.ok(withThem[0] <= withThem[1]);
  });
});

test('making a condition unknown never raises the lower end', () => {
  law((of) => {
    for (const probe of ['d', 'e'])
      assert.ok(ends({ ...of, known: of.known.filter((finding) => finding.probe !== probe) })[0] <= ends(of)[0]);
    assert.ok(ends({ ...of, subjects: [] })[0] <= ends(of)[0]);
    const unasked = of.statements.map((each) => ({
      ...each,
      statement: { ...each.statement, conditions: [...each.statement.conditions, { id: 'more', words: 'one more', check: null }] },
    }));
    assert.ok(ends({ ...of, statements: unasked })[0] <= ends(of)[0]);
  });
});

test('a withdrawal, a suspension and an expiry leave no pass that rested on it', () => {
  fc.assert(
    fc.property(world, fc.constantFrom('withdrawn', 'suspended', 'expired'), (of, is) => {
      const before = passes({ ...of, statements: [] });
      const after = {
        ...of,
        statements: of.statements.map((each) => ({
          ...each,
          statement: { ...each.statement, status: { ...each.statement.status, is } as const },
        })),
      };
      assert.deepEqual(passes(after), before);
      assert.deepEqual(graded(after).restsOn, []);
      for (const { finding, why } of graded(after).notCounted ?? []) {
        assert.ok(finding.startsWith('component-statement/'));
        assert.equal(why, is);
      }
    }),
    { numRuns: 300 },
  );
});

test('after its last day a statement gives nothing', () => {
  law((of) => assert.deepEqual(passes({ ...of, asOf: '2027-02-01' }), passes({ ...of, statements: [] })));
});

test('a fail stays a fail, and nothing that evidence passed is surer or less sure for a statement', () => {
  law((of) => {
    const without = graded({ ...of, statements: [] }).parts[0]?.verdicts ?? [];
    const withThem = graded(of).parts[0]?.verdicts ?? [];
    for (const [index, { verdict, assurance }] of without.entries()) {
      if (verdict === 'inconclusive') continue;
      assert.deepEqual([withThem[index]?.verdict, withThem[index]?.assurance], [verdict, assurance]);
    }
  });
});

test('no pass is surer than the statement it rests on', () => {
  law((of) => {
    const { parts, restsOn } = graded(of);
    for (const { finding, criteria: named, id } of restsOn ?? []) {
      const own = of.statements.find((each) => each.statement.number === id)?.statement;
      assert.ok(own);
      for (const { criterion, assurance, decidedBy } of parts[0]?.verdicts ?? []) {
        if (
          !named.includes(criterion) ||
          decidedBy.filter((each) => each.startsWith('component-statement/')).some((each) => each !== finding)
        )
          continue;
        assert.ok(assurances.indexOf(assurance ?? 'attacked') <= assurances.indexOf(own.assurance), `${criterion} ${assurance}`);
      }
    }
  });
});

test('the order of statements, findings and records changes no byte', () => {
  law((of) => {
    const turned: World = { ...of, statements: [...of.statements].reverse(), known: [...of.known].reverse() };
    assert.equal(canonicalJson(graded(turned)), canonicalJson(graded(of)));
  });
});

test('a label holds no longer than any statement it rests on', () => {
  fc.assert(
    fc.property(fc.array(day, { maxLength: 4 }), day, (untils, until) => {
      const own = `${until}T12:00:00Z`;
      const bound = validNoLongerThan(
        own,
        untils.map((each) => ({ until: each })),
      );
      assert.ok(bound <= own && untils.every((each) => bound <= `${each}T23:59:59Z`));
      assert.ok(bound === own || untils.some((each) => bound === `${each}T23:59:59Z`));
    }),
  );
});
