// The pitfalls seen in real evaluations (3-assessment, Verdicts; reference-schemes 3.3), each as a test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../model/finding.ts';
import type { Scheme } from '../model/scheme.ts';
import { grade } from './assess.ts';
import { asItIs, judgePart } from './judge-part.ts';
import { findingOf, schemeOf } from './scheme-fixture.ts';

const verdict = (scheme: Scheme, findings: readonly Finding[], id: string): string | undefined =>
  judgePart(scheme, 'device', findings, asItIs).get(id)?.verdict;

const graded = (scheme: Scheme, findings: readonly Finding[]): ReturnType<typeof grade> =>
  grade({
    product: { name: 'p', model: null, maker: 'm', type: 'device', category: 'c', use: null },
    parts: [{ id: 'device', kind: 'device', name: 'd', versions: [] }],
    findings,
    scheme,
    needs: new Map(),
  });

const open = schemeOf({ one: { rung: 'F', rule: { probe: 'open-interface', is: 'no' } } });

test('"all" means all interfaces: one counterexample fails, however many interfaces are good', () => {
  assert.equal(
    verdict(
      open,
      [
        findingOf('open-interface', 'no', 'checked', 0),
        findingOf('open-interface', 'no', 'tested', 1),
        findingOf('open-interface', 'yes', 'checked', 2),
      ],
      'one',
    ),
    'fail',
  );
});

test('EN 303 645: 5.5-1 failing fails 5.8-1 and 5.8-2', () => {
  const scheme = schemeOf({
    'best-practice-cryptography': { rung: 'D', rule: { probe: 'weak-channel', is: 'no' } },
    'personal-data-in-transit': {
      rung: 'C',
      rule: {
        all: [
          { criterion: 'best-practice-cryptography', is: 'pass' },
          { probe: 'personal-data-in-clear', is: 'no' },
        ],
      },
    },
    'sensitive-data-in-transit': {
      rung: 'C',
      rule: {
        all: [
          { criterion: 'best-practice-cryptography', is: 'pass' },
          { probe: 'personal-data-in-clear', is: 'no' },
        ],
      },
    },
  });
  const findings = [findingOf('weak-channel', 'yes'), findingOf('personal-data-in-clear', 'no')];
  assert.equal(verdict(scheme, findings, 'personal-data-in-transit'), 'fail');
  assert.equal(verdict(scheme, findings, 'sensitive-data-in-transit'), 'fail');
});

test('no traffic in one capture is not "cannot communicate": an unknown feature leaves applicability open', () => {
  const scheme = schemeOf(
    { one: { rung: 'F', appliesWhen: { probe: 'communicates', is: 'yes' }, rule: { probe: 'weak-channel', is: 'no' } } },
    ['communicates'],
  );
  assert.equal(verdict(scheme, [findingOf('communicates', 'unknown')], 'one'), 'inconclusive');
  assert.equal(verdict(scheme, [findingOf('communicates', 'no')], 'one'), 'not-applicable');
});

test('"never happened" is not "not needed": a statement does not make a criterion inapplicable', () => {
  const scheme = schemeOf({ one: { rung: 'F', appliesWhen: { probe: 'updates', is: 'yes' }, rule: { probe: 'unsigned', is: 'no' } } }, [
    'updates',
  ]);
  assert.equal(verdict(scheme, [findingOf('updates', 'no', 'stated')], 'one'), 'inconclusive');
});

test('one pass hides no unknown: a rung with an open criterion is not reached', () => {
  const scheme = schemeOf({ one: { rung: 'F', rule: { probe: 'a', is: 'no' } }, two: { rung: 'F', rule: { probe: 'b', is: 'no' } } });
  const { parts } = graded(scheme, [findingOf('a', 'no'), findingOf('b', 'unknown')]);
  assert.equal(parts[0]?.letter, null);
  assert.deepEqual(parts[0]?.interval, { atLeast: 'G', atMost: 'F', bound: 'exact' });
});

test("a report's presence is no pass: a record that nothing covers counts as stated, and stated does not pass", () => {
  const record = { ...findingOf('open-interface', 'no', 'stated'), basis: 'record' as const, claimed: 'tested' as const };
  assert.equal(verdict(open, [record], 'one'), 'inconclusive');
});

test('an error is no pass: a probe that failed answers unknown', () => {
  assert.equal(verdict(open, [{ ...findingOf('open-interface', 'unknown'), reason: 'tool-error' }], 'one'), 'inconclusive');
});

test('a probe that was never asked is no pass', () => {
  assert.equal(verdict(open, [], 'one'), 'inconclusive');
});

test('unknown stays in the denominator: not-applicable does not count towards the fewest that must pass', () => {
  const scheme = schemeOf(
    {
      one: { rung: 'F', appliesWhen: { probe: 'feature', is: 'yes' }, rule: { probe: 'a', is: 'no' } },
      two: { rung: 'F', rule: { probe: 'b', is: 'no' } },
    },
    ['feature'],
    { minimumPassed: { device: { F: 2 } } },
  );
  assert.equal(graded(scheme, [findingOf('feature', 'no'), findingOf('b', 'no')]).parts[0]?.letter, null);
});

test('what is measured is judged, not what is stated', () => {
  assert.equal(
    verdict(open, [findingOf('open-interface', 'no', 'stated', 0), findingOf('open-interface', 'yes', 'checked', 1)], 'one'),
    'fail',
  );
});

test('two papers that disagree decide nothing', () => {
  const scheme = schemeOf({ one: { rung: 'F', least: 'stated', rule: { probe: 'a', is: 'no' } } });
  assert.equal(verdict(scheme, [findingOf('a', 'no', 'stated', 0), findingOf('a', 'yes', 'stated', 1)], 'one'), 'inconclusive');
  assert.equal(verdict(scheme, [findingOf('a', 'no', 'stated', 0)], 'one'), 'pass');
});

test('evidence against counts from any custody; for, only with the assurance asked', () => {
  const scheme = schemeOf({ one: { rung: 'F', least: 'tested', rule: { probe: 'a', is: 'no' } } });
  assert.equal(verdict(scheme, [findingOf('a', 'no', 'checked')], 'one'), 'inconclusive');
  assert.equal(verdict(scheme, [findingOf('a', 'no', 'tested')], 'one'), 'pass');
  assert.equal(verdict(scheme, [findingOf('a', 'no', 'tested', 0), findingOf('a', 'yes', 'checked', 1)], 'one'), 'fail');
});

test('more assurance never raises a letter; too little leaves it open', () => {
  const scheme = schemeOf({ one: { rung: 'F', rule: { probe: 'a', is: 'no' } } });
  assert.equal(graded(scheme, [findingOf('a', 'no', 'attacked')]).parts[0]?.letter, 'F');
  assert.equal(graded(scheme, [findingOf('a', 'no', 'stated')]).parts[0]?.letter, null);
});

test("G is shown: a fail on the first rung is G, an open one is not rated, and neither is the other's name", () => {
  assert.equal(graded(open, [findingOf('open-interface', 'yes')]).parts[0]?.letter, 'G');
  assert.equal(graded(open, [findingOf('open-interface', 'unknown')]).parts[0]?.letter, null);
});

test('a part shown to be G makes the product G, whatever else is open', () => {
  const scheme = schemeOf({ one: { rung: 'F', rule: { probe: 'a', is: 'no' }, parts: ['device', 'app'] } });
  const { grade: product } = grade({
    product: { name: 'p', model: null, maker: 'm', type: 'device', category: 'c', use: null },
    parts: [
      { id: 'device', kind: 'device', name: 'd', versions: [] },
      { id: 'app', kind: 'app', name: 'a', versions: [] },
    ],
    findings: [findingOf('a', 'yes')],
    scheme,
    needs: new Map(),
  });
  assert.equal(product.letter, 'G');
  assert.equal(product.reason, 'part-is-g');
});

test('a clean image beside one that could not be read passes nothing, unless a laboratory tested the unit', () => {
  const decoy = [findingOf('open-interface', 'no', 'checked', 0), findingOf('open-interface', 'unknown', 'checked', 1)];
  assert.equal(verdict(open, decoy, 'one'), 'inconclusive');
  assert.equal(verdict(open, [...decoy, findingOf('open-interface', 'no', 'tested', 2)], 'one'), 'pass');
});

test('a record counts against from any custody, though it passes nothing until it is covered', () => {
  const record = { ...findingOf('open-interface', 'yes', 'stated'), basis: 'record' as const };
  assert.equal(verdict(open, [record], 'one'), 'fail');
});

test('a label needs a scheme that issues any, and a letter of the whole product from the lowest one up', () => {
  const refusal = (over: Parameters<typeof schemeOf>[2], findings: readonly Finding[]): unknown => {
    const rungs = { f: { rung: 'F', rule: { probe: 'a', is: 'no' } }, e: { rung: 'E', rule: { probe: 'b', is: 'no' } } } as const;
    return graded(schemeOf(rungs, [], over), findings).noLabel;
  };
  const [f, e] = [findingOf('a', 'no'), findingOf('b', 'no')];
  assert.equal(refusal({ issuesLabels: false }, [f, e]), 'scheme-issues-none');
  assert.equal(refusal({ issuesLabels: true }, [f, e]), null);
  assert.equal(refusal({ issuesLabels: true, labelFrom: 'D' }, [f, e]), 'below-e');
  assert.equal(refusal({ issuesLabels: true }, [f]), 'below-e');
  assert.equal(refusal({ issuesLabels: true }, []), 'not-rated');
  assert.equal(refusal({ issuesLabels: true, status: 'pre-release' }, [f, e]), 'not-rated');
});

test("a specimen never shows a better letter than the product's", () => {
  const scheme = schemeOf({
    f: { rung: 'F', rule: { probe: 'a', is: 'no' }, parts: ['device', 'app'] },
    e: { rung: 'E', rule: { probe: 'a', is: 'no' }, parts: ['device', 'app'] },
    d: { rung: 'D', rule: { probe: 'a', is: 'no' } },
  });
  const { grade: product, specimen } = grade({
    product: { name: 'p', model: null, maker: 'm', type: 'device', category: 'c', use: null },
    parts: [
      { id: 'app', kind: 'app', name: 'a', versions: [] },
      { id: 'device', kind: 'device', name: 'd', versions: [] },
    ],
    findings: [findingOf('a', 'no'), { ...findingOf('a', 'no'), part: 'app' }],
    scheme,
    needs: new Map(),
  });
  assert.equal(product.letter, 'E');
  assert.deepEqual(specimen, { part: 'app', letter: 'E' });
});
