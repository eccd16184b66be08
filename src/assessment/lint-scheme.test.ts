import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partKinds } from '../model/dossier.ts';
import { rungs } from '../model/letter.ts';
import type { Criterion, Example, Scheme, Verdict } from '../model/scheme.ts';
import type { SchemeSource } from '../model/scheme-source.ts';
import { compileScheme } from './compile-scheme.ts';
import { lintScheme } from './lint-scheme.ts';
import { schemeOf } from './scheme-fixture.ts';

const matrix = Object.fromEntries(
  rungs.map((rung) => [rung, Object.fromEntries(partKinds.map((kind) => [kind, ['to come']]))]),
) as unknown as SchemeSource['matrix'];
const probes = ['door', 'open', 'old'];
const example = (verdict: Verdict): Example => ({ name: verdict, findings: {}, verdict });

/** A scheme that lints clean: a criterion that depends on a feature, and one that rests on it. */
const sound = complete(
  schemeOf(
    {
      closed: { rung: 'F', rule: { probe: 'open', is: 'no' }, appliesWhen: { probe: 'door', is: 'yes' } },
      modern: {
        rung: 'E',
        rule: {
          all: [
            { probe: 'old', is: 'no' },
            { criterion: 'closed', is: 'pass' },
          ],
        },
      },
    },
    ['door'],
    { matrix },
  ),
);

function complete(scheme: Scheme): Scheme {
  const examples = (['pass', 'fail', 'inconclusive', 'not-applicable'] as const).map(example);
  return { ...scheme, criteria: scheme.criteria.map((criterion) => ({ ...criterion, sources: [{ source: 'a standard' }], examples })) };
}

const changed = (id: string, over: Partial<Criterion>): Scheme => ({
  ...sound,
  criteria: sound.criteria.map((criterion) => (criterion.id === id ? { ...criterion, ...over } : criterion)),
});
const cell = (over: Partial<Scheme['matrix']['F']['device']>): Scheme => ({
  ...sound,
  matrix: { ...sound.matrix, F: { ...sound.matrix.F, device: { ...sound.matrix.F.device, ...over } } },
});
const without = (verdict: Verdict): readonly Example[] => sound.criteria[0]?.examples.filter((one) => one.verdict !== verdict) ?? [];
const twice = (criteria: readonly Criterion[]): readonly Criterion[] => [...criteria, ...criteria.slice(0, 1)];

const planted: readonly (readonly [fault: string, code: string, scheme: Scheme])[] = [
  ['a probe that is not there', 'SCHEME_UNKNOWN_PROBE', changed('modern', { rule: { probe: 'nothing', is: 'no' } })],
  ['a feature that is not declared', 'SCHEME_UNDECLARED_FEATURE', changed('modern', { appliesWhen: { probe: 'open', is: 'no' } })],
  ['a criterion that is not there', 'SCHEME_BAD_REFERENCE', changed('modern', { rule: { criterion: 'nothing', is: 'pass' } })],
  ['a criterion of a higher rung', 'SCHEME_BAD_REFERENCE', changed('closed', { rule: { criterion: 'modern', is: 'pass' } })],
  ['a criterion meant for other parts', 'SCHEME_BAD_REFERENCE', changed('modern', { parts: ['device', 'hub'] })],
  ['no example that passes', 'SCHEME_NO_EXAMPLE', changed('modern', { examples: without('pass') })],
  ['no example that fails', 'SCHEME_NO_EXAMPLE', changed('modern', { examples: without('fail') })],
  ['no example that stays open', 'SCHEME_NO_EXAMPLE', changed('modern', { examples: without('inconclusive') })],
  ['no example that does not apply', 'SCHEME_NO_EXAMPLE', changed('closed', { examples: without('not-applicable') })],
  ['no source', 'SCHEME_NO_SOURCE', changed('modern', { sources: [] })],
  ['two of one id', 'SCHEME_DUPLICATE', { ...sound, criteria: twice(sound.criteria) }],
  ['a cell that is not meant', 'SCHEME_NOT_MEANT', cell({ meant: false })],
  ['two polarities', 'SCHEME_TWO_POLARITIES', changed('modern', { rule: { probe: 'open', is: 'yes' } })],
  ['a silent cell', 'SCHEME_EMPTY_CELL', cell({ criteria: [], toCome: [] })],
];

test('a sound scheme has no problem', () => assert.deepEqual(lintScheme(sound, probes), []));

for (const [fault, code, scheme] of planted) {
  test(`${code}: ${fault}`, () => {
    const codes = new Set(lintScheme(scheme, probes).map((problem) => problem.code));
    assert.deepEqual([...codes], [code]);
  });
}

test('a criterion without applicability owes no example for it', () =>
  assert.deepEqual(lintScheme(changed('modern', { examples: without('not-applicable') }), probes), []));

test('a feature may be asked both ways', () => {
  assert.deepEqual(
    lintScheme(
      changed('modern', {
        rule: {
          all: [
            { probe: 'old', is: 'no' },
            { probe: 'door', is: 'no' },
          ],
        },
      }),
      probes,
    ),
    [],
  );
});

test('SCHEME_CIRCULAR: two criteria that rest on each other', () => {
  const scheme = schemeOf({}, [], { matrix });
  const [first] = sound.criteria;
  assert.ok(first);
  const circular = ['a', 'b'].map((id) => ({
    ...first,
    id,
    appliesWhen: null,
    rule: { criterion: id === 'a' ? 'b' : 'a', is: 'pass' as const },
  }));
  assert.deepEqual(
    compileScheme({ ...scheme, matrix }, circular).problems.map((problem) => problem.code),
    ['SCHEME_CIRCULAR'],
  );
});
