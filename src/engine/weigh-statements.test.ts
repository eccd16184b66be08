import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingOf, schemeOf } from '../assessment/scheme-fixture.ts';
import type { ComponentStatement, HandedStatement, StatementMapping } from '../model/component-statement.ts';
import type { Part } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
import { device, graded, handed, recordOf, setUp, statement, type World, weighed } from './statement-fixture.ts';

const locked = findingOf('d', 'no');
const tested = recordOf({ [setUp]: 'yes' });
const good: World = { statements: [handed()], known: [locked], subjects: [tested] };

const mapping: StatementMapping = {
  source: 'psa',
  title: 'PSA Certified',
  scheme: 'test-scheme',
  vintage: 'test',
  levels: [
    {
      level: 'Level 2',
      claims: ['update'],
      assurance: 'checked',
      criteria: ['first'],
      conditions: [{ id: 'debug-locked', words: 'Locked.', check: { probe: 'd', is: 'no' } }],
      sources: [],
      because: '',
    },
  ],
};
const imported: Partial<ComponentStatement> = { source: 'psa', level: 'Level 2', claims: ['update', 'boot'], conditions: [] };
const verdicts = (world: World): Readonly<Record<string, string>> =>
  Object.fromEntries((graded(world).parts[0]?.verdicts ?? []).map(({ criterion, verdict }) => [criterion, verdict]));
const why = (world: World): string | undefined => graded(world).notCounted?.[0]?.why;
const standing = (over: Partial<ComponentStatement>, world: Partial<World> = {}): string | undefined =>
  why({ ...good, statements: [handed(over)], ...world });

test('a statement in force, about this component, with every condition checked, passes what it names and nothing else', () => {
  assert.deepEqual(verdicts(good), { first: 'pass', second: 'pass', third: 'inconclusive' });
  const { parts, restsOn, notCounted } = graded(good);
  assert.equal(parts[0]?.letter, 'E');
  assert.deepEqual(notCounted, []);
  assert.deepEqual(restsOn, [
    {
      id: 'IQS-TRAIN-0000042',
      source: 'iqs',
      level: 'connectivity',
      component: 'Chip',
      part: 'device',
      until: '2027-12-31',
      statusAsOf: '2026-06-01',
      criteria: ['first', 'second'],
      conditions: [
        { id: 'debug-locked', words: 'The debug port is locked.', verdict: 'true' },
        { id: 'set-up', words: 'It is set up as prescribed.', verdict: 'true' },
      ],
      finding: 'component-statement/device/0',
    },
  ]);
});

test('a pass traces to the statement, to each condition and to what answered it', () => {
  const { parts } = graded(good);
  assert.deepEqual(parts[0]?.verdicts[0]?.decidedBy, [
    'component-statement/device/0',
    'condition-iqs-iqs-train-0000042-debug-locked/device/0',
    `${setUp}/device/0`,
    `${setUp}/device/1`,
    'd/device/0',
  ]);
});

test('every finding that a verdict names is there, once', () => {
  const { findings, statements } = weighed(good);
  const ids = [...findings.map(({ id }) => id), locked.id];
  assert.equal(new Set(ids).size, ids.length);
  for (const { ruling } of statements) for (const { id } of ruling.decidedBy) assert.ok(ids.includes(id), id);
});

test('what rests on a criterion that a statement passed rests on the statement', () => {
  const { restsOn } = graded({ ...good, known: [locked, findingOf('c', 'no')] });
  assert.deepEqual(restsOn?.[0]?.criteria, ['first', 'second', 'third']);
});

test('a condition that nobody checked leaves the criterion open, is named, and says what to hand in', () => {
  const world = { ...good, known: [] };
  assert.equal(verdicts(world)['first'], 'inconclusive');
  assert.equal(why(world), 'condition-open');
  const [settle] = graded(world).wouldSettle;
  assert.ok(settle?.openBecause.includes('condition-iqs-iqs-train-0000042-debug-locked/device/0'));
  assert.deepEqual(settle?.evidence, ['update-image']);
  const unrecorded = graded({ ...good, subjects: [] });
  assert.deepEqual(unrecorded.wouldSettle[0]?.evidence, ['test-record']);
  assert.deepEqual(
    unrecorded.notCounted?.[0]?.conditions.map(({ verdict }) => verdict),
    ['true', 'unknown'],
  );
});

test('a condition that does not hold takes all of it away, and the finding says so', () => {
  for (const world of [
    { ...good, known: [findingOf('d', 'yes')] },
    { ...good, subjects: [recordOf({ [setUp]: 'no' })] },
  ]) {
    assert.equal(why(world), 'condition-false');
    assert.equal(verdicts(world)['first'], 'inconclusive');
    const own = weighed(world).findings.find(({ probe }) => probe === 'component-statement') as Finding;
    assert.equal(own.outcome, 'no');
  }
});

test('a record that nothing covers fulfils no condition; one against counts at once', () => {
  assert.equal(why({ ...good, attested: new Set(['11']) }), 'condition-open');
  assert.equal(why({ ...good, attested: new Set(), subjects: [recordOf({ [setUp]: 'no' })] }), 'condition-false');
});

test("the maker's bare word fulfils no condition", () => {
  assert.equal(why({ ...good, known: [findingOf('d', 'no', 'stated')] }), 'condition-open');
});

test('evidence against stays against, and evidence that decides needs no statement', () => {
  assert.equal(verdicts({ ...good, known: [locked, findingOf('a', 'yes')] })['first'], 'fail');
  const world = { ...good, known: [locked, findingOf('a', 'no'), findingOf('b', 'no')] };
  assert.equal(why(world), 'not-needed');
  assert.deepEqual(graded(world).restsOn, []);
});

test('evidence against under an open applicability stays in the way', () => {
  const scheme = schemeOf({ first: { rung: 'F', appliesWhen: { probe: 'feature', is: 'yes' }, rule: { probe: 'a', is: 'no' } } }, [
    'feature',
  ]);
  assert.equal(verdicts({ ...good, scheme, known: [locked, findingOf('a', 'yes')] })['first'], 'inconclusive');
  assert.equal(verdicts({ ...good, scheme })['first'], 'pass');
  assert.equal(verdicts({ ...good, scheme, known: [locked, findingOf('feature', 'no')] })['first'], 'not-applicable');
});

test('two papers that disagree decide nothing: a stated statement against a statement', () => {
  const scheme = schemeOf({ first: { rung: 'F', least: 'stated', rule: { probe: 'a', is: 'no' } } });
  const said = { ...good, scheme, attested: new Set(['ff']) };
  assert.equal(verdicts(said)['first'], 'pass');
  assert.equal(verdicts({ ...said, known: [locked, findingOf('a', 'yes', 'stated')] })['first'], 'inconclusive');
});

test('how it stands: status before dates, dates before what it is about', () => {
  const status = (is: ComponentStatement['status']['is']): ComponentStatement['status'] => ({ is, asOf: '2026-06-01' });
  assert.equal(standing({ status: status('withdrawn') }), 'withdrawn');
  assert.equal(standing({ status: status('suspended') }), 'suspended');
  assert.equal(standing({ status: status('expired') }), 'expired');
  assert.equal(standing({ until: '2027-01-14' }), 'expired');
  assert.equal(standing({ until: '2027-01-15' }), undefined);
  assert.equal(standing({ issued: '2027-01-16' }), 'not-yet');
  assert.equal(standing({ status: { is: 'in-force', asOf: '2027-01-16' } }), 'not-yet');
  assert.equal(standing({ status: { is: 'withdrawn', asOf: '2027-01-16' } }), 'withdrawn');
});

test('it is about this component in this version, and every version of it that the part embeds', () => {
  const component = (name: string, version: string, hardware: string | null = null): Partial<ComponentStatement> => ({
    component: { name, maker: 'Chips Ltd', versions: [{ version, hardware }] },
  });
  assert.equal(standing(component('chip', '1')), 'other-component');
  assert.equal(standing(component('Chip', '1.0')), 'other-component');
  assert.equal(standing(component('Chip', '1', 'rev A')), 'other-component');
  assert.equal(standing(component('Chip', '1', 'rev B')), undefined);
  const parts: readonly Part[] = [{ ...device, embeds: [...(device.embeds ?? []), { component: 'Chip', version: '2', hardware: null }] }];
  assert.equal(standing({}, { parts }), 'other-component');
  assert.equal(standing({}, { parts: [{ ...device, embeds: undefined }] }), 'other-component');
});

test('it names criteria of this scheme and vintage that are meant for this kind of part, or nothing', () => {
  const named = (scheme: string, vintage: string, criterion: string): Partial<ComponentStatement> => ({
    satisfies: [{ scheme, vintage, criteria: [criterion] }],
  });
  assert.equal(standing(named('test-scheme', 'other', 'first')), 'nothing-named');
  assert.equal(standing(named('other', 'test', 'first')), 'nothing-named');
  assert.equal(standing(named('test-scheme', 'test', 'fourth')), 'nothing-named');
  assert.equal(standing(named('test-scheme', 'test', 'first')), undefined);
});

const sure = (
  over: Partial<ComponentStatement>,
  rest: Parameters<typeof handed>[1],
  known: readonly Finding[],
  attested: readonly string[],
): unknown =>
  graded({ ...good, statements: [handed(over, rest)], known, attested: new Set(attested), mappings: [mapping] }).parts[0]?.verdicts[0]
    ?.assurance;

test('never surer than itself or than its conditions', () => {
  const both = ['ff', '11'];
  assert.equal(sure({}, {}, [locked], both), 'checked');
  assert.equal(sure({}, {}, [findingOf('d', 'no', 'attacked')], both), 'tested');
  assert.equal(sure({ assurance: 'stated' }, {}, [locked], both), null);
});

test('one of ours that nothing covers is only stated, wherever it is said to come from', () => {
  for (const custody of ['supplied', 'public', 'sampled'] as const) assert.equal(sure({}, { custody }, [locked], ['ff']), null);
  const weak: World = { ...good, attested: new Set(['ff']) };
  assert.equal(why(weak), 'too-weak');
  assert.deepEqual(graded(weak).wouldSettle[0]?.evidence, ['component-statement']);
  const own = weighed(weak).findings.find(({ probe }) => probe === 'component-statement');
  assert.deepEqual([own?.assurance, own?.claimed], ['stated', 'tested']);
});

test('an imported one is checked when it was fetched from where its issuer publishes it, and never more', () => {
  assert.equal(sure(imported, { custody: 'public' }, [locked], ['ff']), 'checked');
  for (const custody of ['supplied', 'sampled'] as const) assert.equal(sure(imported, { custody }, [locked], ['ff']), null);
  assert.equal(sure(imported, { custody: 'supplied' }, [findingOf('d', 'no', 'attacked')], ['ff', '11']), 'checked');
});

test('two files under one number that say different things: neither counts; the same twice is once', () => {
  const copies = (over: Partial<ComponentStatement>): World => ({
    ...good,
    statements: [handed(), handed(over, { file: 'other.yaml' })],
  });
  assert.deepEqual(
    graded(copies({ number: 'iqs/train/0000042' })).notCounted?.map((one) => one.why),
    ['disagreeing', 'disagreeing'],
  );
  assert.equal(graded(copies({})).restsOn?.length, 2);
  // A record could not tell these two conditions apart: they are asked under one name.
  const alike = handed({ number: 'IQS-TRAIN', conditions: [{ id: '0000042-set-up', words: 'w', check: null }] }, { file: 'other.yaml' });
  assert.equal(graded({ ...good, statements: [handed(), alike] }).restsOn?.length, 0);
});

test("a module's conditions hold in every device and hub it sits in, and are its own where there is none", () => {
  const module: Part = { id: 'device', kind: 'module', name: 'SIM', versions: [], embeds: device.embeds };
  const host = (id: string): Part => ({ id, kind: 'hub', name: id, versions: [] });
  const of = (part: string, outcome: Finding['outcome']): Finding => ({ ...findingOf('d', outcome), part, id: `d/${part}/0` });
  const record = recordOf({ [setUp]: 'yes' }, null);
  const inHosts = (known: readonly Finding[]): string | undefined =>
    why({ ...good, parts: [module, host('one'), host('two')], known, subjects: [record] });
  assert.equal(inHosts([of('one', 'no'), of('two', 'no')]), undefined);
  assert.equal(inHosts([of('one', 'no')]), 'condition-open');
  assert.equal(inHosts([of('one', 'no'), of('two', 'yes')]), 'condition-false');
  assert.equal(inHosts([of('one', 'no'), of('two', 'no'), of('device', 'yes')]), 'condition-false');
  assert.equal(why({ ...good, parts: [module] }), undefined);
});

const importing = (over: Partial<ComponentStatement>, world: Partial<World> = {}): World => ({
  ...good,
  statements: [handed({ ...imported, ...over })],
  mappings: [mapping],
  ...world,
});

test('an imported certificate satisfies what its mapping allows, under the conditions of the mapping, as paper', () => {
  assert.deepEqual(verdicts(importing({})), { first: 'pass', second: 'inconclusive', third: 'inconclusive' });
  assert.deepEqual(graded(importing({})).restsOn?.[0]?.conditions, [{ id: 'mapping-debug-locked', words: 'Locked.', verdict: 'true' }]);
  assert.equal(why(importing({}, { known: [] })), 'condition-open');
  assert.equal(
    graded(importing({}, { attested: new Set(['11', 'ff']), known: [findingOf('d', 'no', 'attacked')] })).parts[0]?.verdicts[0]?.assurance,
    'checked',
  );
  assert.equal(why(importing({ level: 'Level 9' })), 'nothing-named');
  assert.equal(why(importing({ claims: ['boot'] })), 'nothing-named');
  assert.equal(why(importing({ source: 'sesip' })), 'nothing-named');
  assert.equal(why(importing({}, { mappings: [{ ...mapping, vintage: 'older' }] })), 'nothing-named');
});

test('what an imported certificate names beyond its mapping is said', () => {
  const [own] = weighed(importing({})).findings;
  assert.ok(own?.places.some(({ note }) => note?.includes('beyond') && note.endsWith('second')));
});

test('a dossier without statements is graded without a word of them', () => {
  const { restsOn, notCounted } = graded({ statements: [], known: [locked] });
  assert.deepEqual([restsOn, notCounted], [undefined, undefined]);
});

test('a statement that was withdrawn names the part and the criteria that counted on it', () => {
  const [own] = weighed({ ...good, statements: [handed({ status: { is: 'withdrawn', asOf: '2026-12-01' } })] }).findings;
  const notes = own?.places.map(({ note }) => note) ?? [];
  for (const { criteria } of statement.satisfies)
    for (const criterion of criteria) assert.ok(notes.some((note) => note?.includes('Lamp') && note.endsWith(criterion)));
});

type Proof = NonNullable<HandedStatement['proof']>;
const signed = (over: Partial<Extract<Proof, { outcome: 'genuine' }>> = {}): Proof => ({
  file: 'chip.yaml',
  sha256: '11',
  outcome: 'genuine',
  issuer: 'https://body.example/',
  kid: 'k',
  standing: 'in-force',
  asOf: '2027-01-10T00:00:00Z',
  ...over,
});
const unknown: ComponentStatement['status'] = { is: 'unknown', asOf: statement.issued };
const lowest = (proof: Proof | undefined, over: Partial<ComponentStatement> = {}): string | undefined => {
  const world: World = { ...good, statements: [handed(over, { proof, custody: 'supplied' })], attested: new Set(['ff']) };
  return weighed(world).findings.find(({ probe }) => probe === 'component-statement')?.assurance;
};

test('a checked signature counts in place of a record, while it is of this file and the status is fresh and in force', () => {
  assert.equal(lowest(undefined), 'stated');
  assert.equal(lowest(signed()), 'tested');
  assert.equal(lowest(signed({ sha256: '12' })), 'stated');
  assert.equal(lowest(signed({ standing: 'unknown', asOf: null }), { status: unknown }), 'stated');
  const covered: World = { ...good, statements: [handed({ status: unknown }, { proof: signed({ standing: 'unknown' }) })] };
  assert.equal(weighed(covered).findings[0]?.assurance, 'stated', 'a record covers the file, and not what became of it since');
});

test('a signature that proves nothing gives nothing, whatever else is so; an unknown status is named where more was asked for', () => {
  const refused: Proof = { file: 'chip.yaml', sha256: '11', outcome: 'refused', code: 'BAD_SIGNATURE' };
  const of = (proof: Proof, over: Partial<ComponentStatement> = {}): World => ({ ...good, statements: [handed(over, { proof })] });
  assert.equal(why(of(refused)), 'not-genuine');
  assert.equal(why(of(refused, { status: { is: 'withdrawn', asOf: '2026-06-01' } })), 'not-genuine');
  assert.deepEqual(verdicts(of(refused)), { first: 'inconclusive', second: 'inconclusive', third: 'inconclusive' });
  assert.equal(why(of(signed({ standing: 'unknown' }), { status: unknown })), 'status-unknown');
  assert.equal(why(of(signed({ standing: 'unknown' }), { status: unknown, until: '2026-12-31' })), 'expired');
});

test('what was checked stands in the record of the statement', () => {
  const proof = signed();
  assert.deepEqual(graded({ ...good, statements: [handed({}, { proof })] }).restsOn?.[0]?.proof, proof);
  assert.equal('proof' in (graded(good).restsOn?.[0] ?? {}), false);
});
