import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Assessment } from '../model/assessment.ts';
import type { Case } from '../model/case.ts';
import { cameraFixture, recorderFixture } from '../reports/assessment-fixture.ts';
import { anonymisedAssessment } from './anonymised-assessment.ts';
import { anonymisedCase } from './anonymised-case.ts';
import { caseIn, type Step, walk } from './case-fixture.ts';

const acts: readonly Step[] = [
  ['eva', 'raise-nonconformity', { words: 'The Lumen Works shell on api.lumen.example is open.', criterion: 'no-open-shell' }],
  ['anna', 'answer-nonconformity', { words: 'LUMEN-WORKS mends it; ask anna@lumen.example.', nonconformity: 'nc-1' }],
  ['eva', 'close-nonconformity', { words: 'Seen closed in lumen_cam-2.2.bin of Example Lab.', nonconformity: 'nc-1' }],
  ['eva', 'request-assessment'],
  ['system', 'record-assessment'],
  ['eva', 'complete-evaluation', { words: 'The lc-2 was tested by Eva Example.' }],
  ['rob', 'take-up-review'],
  ['rob', 'recommend', { words: 'Grant LumenCam its letter.', members: ['dora', 'dirk', 'dee'], quorum: 2 }],
  ['dora', 'vote'],
  ['dirk', 'recuse', { reason: 'I know Lumen Works.' }],
];
const pending = walk(acts, caseIn('in-evaluation')).case;
const people = ['Eva Example', 'Example Lab'];

/** Every string of a value with the keys that lead to it. */
function strings(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => strings(each, Array.isArray(value) ? `${path}[]` : `${path}.${key}`));
}
const shape = (value: unknown): string => JSON.stringify(value, (_, each) => (typeof each === 'string' ? '' : each));

test('nothing of the applicant, laboratory or people is left; the letter and the rest stay', () => {
  const seen = anonymisedCase(pending, people, 'dora');
  const text = JSON.stringify(seen).toLowerCase();
  for (const word of [
    'lumen',
    'lc-2',
    'maker-1',
    'lab-1',
    'anna',
    '"eva"',
    'eva example',
    'example lab',
    '@',
    '"rob"',
    '"dee"',
    '.example',
  ])
    assert.ok(!text.includes(word), `${word} in ${text}`);
  assert.deepEqual(
    [seen.state, seen.assessments, seen.body, seen.nonconformities[0]?.criterion, seen.committee?.seats],
    [pending.state, pending.assessments, pending.body, 'no-open-shell', 3],
  );
  assert.equal(shape(seen), shape({ ...pending, committee: seen.committee }));
});

test('a member sees the own vote only, and each person stays one person', () => {
  const dora = anonymisedCase(pending, people, 'dora');
  assert.deepEqual(
    dora.committee?.votes.map(({ member }) => member),
    ['dora'],
  );
  assert.ok(dora.committee?.members.includes('dora'));
  assert.deepEqual(anonymisedCase(pending, people, 'dee').committee?.votes, []);
  const hats = dora.hats.map(({ person }) => person);
  assert.equal(new Set(hats).size, hats.length);
  assert.equal(dora.hats.find(({ role }) => role === 'applicant')?.person, dora.evidence[0]?.by);
});

/** A case whose texts each hold a name in the middle, wherever there is a text. */
const planted = (name: string): Case => {
  const product = { ...(pending.description as NonNullable<Case['description']>).product, maker: name };
  const plant = (key: string, each: unknown): unknown =>
    typeof each === 'string' && /^(words|reason|value|earlierRefusals|file|name|use|version|hardware|purpose)$/.test(key)
      ? `x${name}y`
      : each;
  const { assessments, ...rest } = pending;
  const all = JSON.parse(JSON.stringify(rest, plant)) as Omit<Case, 'assessments'>;
  return { ...all, assessments, description: { ...(all.description as NonNullable<Case['description']>), product } };
};

const names = fc.oneof(
  fc.constantFrom('a', 'e', '.*', '(a+)+$', '[', '\\', '$&', 'Straße', 'İz', '▮', '▮a', '1', 'part', 'n', '"', 'lumen works', 'Lumen'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
/** Where texts stand that nobody wrote: closed lists, dates, digests, ids. */
const closed =
  /(state|since|At|\.at|\.id|\.by|role|sha256|digest|input|letter|engine|vintage|asOf|kind|type|category|transport|trust|topic|\.is|custody|criterion|bound|scheme|atLeast|atMost|members\[\]|member|body|document|assessment|assessments\[\]\.purpose|person)$/;

test('whatever the maker is called, no text holds it; twice is once; the structure stays', () => {
  fc.assert(
    fc.property(names, (name) => {
      const of = planted(name);
      const once = anonymisedCase(of, [], 'dora');
      if (name.replaceAll('▮', '').trim() !== '')
        for (const [path, text] of strings(once))
          if (!closed.test(path)) assert.ok(!text.toLowerCase().includes(name.toLowerCase()), `${path}: ${text}`);
      assert.deepEqual(anonymisedCase(once, [], 'dora'), once);
      assert.equal(shape({ ...once, committee: null }), shape({ ...of, committee: null }));
    }),
    { numRuns: 300 },
  );
});

const product = {
  name: 'Lumen Cam',
  model: 'LC-2',
  maker: 'Lumen Works',
  type: 'device',
  category: 'camera',
  use: 'Lumen at home',
} as const;
/** The made-up assessments, with the names of this product in their texts. */
const named = ({ assessment }: typeof cameraFixture): Assessment =>
  JSON.parse(
    JSON.stringify({ ...assessment, product }, (key, each: unknown) =>
      ['at', 'note', 'scope', 'name', 'words'].includes(key) && typeof each === 'string' ? `${each} of lumenWorks` : each,
    ),
  );

for (const [index, assessment] of [cameraFixture, recorderFixture].map(named).entries()) {
  test(`assessment ${index} keeps letters, verdicts, criteria and probes, and holds no name`, () => {
    const seen = anonymisedAssessment(assessment, pending, people);
    assert.ok(!JSON.stringify(seen).toLowerCase().includes('lumen'));
    assert.deepEqual(seen.grade, assessment.grade);
    const judged = (of: Assessment): unknown =>
      of.parts.map(({ letter, verdicts }) => [letter, verdicts.map(({ criterion, verdict, rung }) => [criterion, verdict, rung])]);
    assert.deepEqual(judged(seen), judged(assessment));
    assert.deepEqual(
      seen.findings.map(({ probe, outcome }) => [probe, outcome]),
      assessment.findings.map(({ probe, outcome }) => [probe, outcome]),
    );
    const ids = new Set(seen.findings.map(({ id }) => id));
    assert.equal(ids.size, new Set(assessment.findings.map(({ id }) => id)).size);
    assert.equal(shape(seen), shape(assessment));
    assert.deepEqual(anonymisedAssessment(seen, anonymisedCase(pending, people), people), seen);
  });

  test(`assessment ${index}: a reference leads to the same finding and part as before`, () => {
    const seen = anonymisedAssessment(assessment, pending, people);
    const refers = (of: Assessment): unknown =>
      of.parts.map(({ verdicts }) =>
        verdicts.map(({ decidedBy }) => decidedBy.map((id) => of.findings.findIndex((each) => each.id === id))),
      );
    assert.deepEqual(refers(seen), refers(assessment));
    const parts = (of: Assessment): unknown => of.findings.map(({ part }) => of.parts.findIndex(({ id }) => id === part));
    assert.deepEqual(parts(seen), parts(assessment));
  });
}
