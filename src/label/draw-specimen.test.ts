import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { assurances } from '../model/assurance.ts';
import type { Messages } from '../model/message.ts';
import { drawSpecimen, labelLetter, type SpecimenFacts } from './draw-specimen.ts';
import { lintDrawing } from './lint-drawing.ts';
import { plainMessages } from './messages-fixture.ts';

const languages = ['en', 'nl', 'fr', 'de'] as const;
const near = (path: string): URL => new URL(path, import.meta.url);
const messagesOf = (language: string): Messages =>
  parse(readFileSync(near(`../../catalogue/messages/${language}.yaml`), 'utf8')) as Messages;

const facts: SpecimenFacts = {
  letter: 'E',
  product: 'Garden Camera X200',
  category: 'IP camera',
  assurance: 'checked',
  updatesUntil: '2031-12-01',
  scheme: 'iqs-2027 (2027-pre.1)',
  asOf: '2027-03-01T00:00:00Z',
  deviceOnly: true,
};

for (const language of languages) {
  test(`golden specimen, ${language}`, () => {
    const golden = near(`golden/specimen.${language}.svg`);
    const svg = drawSpecimen(facts, messagesOf(language));
    if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(golden, svg);
    assert.equal(svg, readFileSync(golden, 'utf8'));
  });

  test(`every assurance and support date keeps every lint and cuts no text of ours, ${language}`, () => {
    const messages = messagesOf(language);
    for (const letter of ['A', 'E'] as const) {
      for (const assurance of assurances) {
        for (const updatesUntil of [null, '2020-01-31', '2031-09-30']) {
          for (const deviceOnly of [true, false]) {
            const svg = drawSpecimen({ ...facts, letter, assurance, updatesUntil, deviceOnly }, messages);
            assert.deepEqual(lintDrawing(svg), []);
            assert.ok(!svg.includes('…') && !svg.includes('⟦'), `${language} ${letter} ${assurance} ${updatesUntil}`);
          }
        }
      }
    }
  });
}

const names = [
  '',
  'X'.repeat(500),
  'Weatherproof surveillance camera with motion detection and solar panel, professional edition 2027 for house, garden and barn',
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
  '智能家居摄像头户外防水夜视高清无线监控全彩双向语音对讲手机远程控制专业版',
  'كاميرا مراقبة خارجية لاسلكية',
  'מצלמת אבטחה',
  '👩‍👩‍👧‍👦🏳️‍🌈 family cam',
  'a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 zalgo',
  '</text><script>alert(1)</script>',
  ']]>&amp;"\'<!--',
  'up\u0000 \u001b[31mdown\u202egnp.exe\ud800\ufffe\u2028',
  '\u00a0\u00a0',
];

test('names of any length and script, and hostile ones, keep every lint', () => {
  for (const product of names) {
    for (const category of ['camera', ...names]) {
      const svg = drawSpecimen({ ...facts, product, category, scheme: category }, plainMessages);
      assert.deepEqual(lintDrawing(svg), [], JSON.stringify({ product, category }));
      assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Cs}\ufffe]/u.test(svg));
    }
  }
});

test('any string gives a drawing whose only elements are ours', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), (product, category) => {
      const svg = drawSpecimen({ ...facts, product, category }, plainMessages);
      assert.ok(!/<(?!\/?(?:svg|title|desc|rect|path|text)\b)/.test(svg));
      assert.deepEqual(lintDrawing(svg), []);
    }),
    { numRuns: 150 },
  );
});

test('a support period that is over is said, the day itself still counts', () => {
  const said = (updatesUntil: string): boolean => drawSpecimen({ ...facts, updatesUntil }, plainMessages).includes('No longer supported');
  assert.deepEqual([said('2027-02-28'), said('2027-03-01'), said('2027-03-02')], [true, false, false]);
});

test('F and G have no label', () => {
  assert.deepEqual((['A', 'E', 'F', 'G'] as const).map(labelLetter), ['A', 'E', null, null]);
});
