import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { encodeCode } from '../adapters/encode-code.ts';
import { usualMatrix } from '../adapters/usual-matrix-fixture.ts';
import { assurances } from '../model/assurance.ts';
import { labelLetters } from '../model/label-claims.ts';
import type { Messages } from '../model/message.ts';
import { drawLabel } from './draw-label.ts';
import { codeText, issuedFacts, trainingFacts } from './label-facts-fixture.ts';
import { hasCode, labelForms } from './label-form.ts';
import { lintLabel } from './lint-label.ts';
import { plainMessages } from './messages-fixture.ts';

const languages = ['en', 'nl', 'fr', 'de'] as const;
const near = (path: string): URL => new URL(path, import.meta.url);
const messagesOf = (language: string): Messages =>
  parse(readFileSync(near(`../../catalogue/messages/${language}.yaml`), 'utf8')) as Messages;

for (const language of languages) {
  const messages = messagesOf(language);
  for (const form of labelForms) {
    // The real label in one language each, the training label in the others: a golden shows both, and files stay few.
    const facts = language === 'en' ? issuedFacts : trainingFacts;
    test(`golden label, ${form}, ${language}`, () => {
      const golden = near(`golden/${form}.${language}.svg`);
      const svg = drawLabel(form, facts, messages, usualMatrix);
      if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(golden, svg);
      assert.equal(svg, readFileSync(golden, 'utf8'));
      assert.deepEqual(lintLabel(svg, form, facts), []);
    });

    test(`every letter, assurance and support date keeps every lint and cuts no text of ours, ${form}, ${language}`, () => {
      for (const letter of labelLetters)
        for (const lowest of assurances)
          for (const updatesUntil of [null, '2020-01-31', '2031-09-30'])
            for (const training of [true, false]) {
              const own = { ...issuedFacts, letter, updatesUntil, training, assurance: { lowest, at: 7, of: 19 } };
              const svg = drawLabel(form, own, messages, usualMatrix);
              assert.deepEqual(lintLabel(svg, form, own), []);
              assert.ok(!svg.includes('…') && !svg.includes('⟦'), `${letter} ${lowest} ${updatesUntil} ${/>([^<]*…)/.exec(svg)?.[1]}`);
              assert.equal(svg.includes(messages.texts['label.training'] ?? ''), training);
            }
    });
  }
}

test('role, language, title and description: what a screen reader says names product, letter, number and issuer', () => {
  for (const language of languages)
    for (const form of labelForms) {
      const svg = drawLabel(form, trainingFacts, messagesOf(language), usualMatrix);
      const root = /<svg [^>]*>/.exec(svg)?.[0] ?? '';
      assert.ok(root.includes('role="img"') && root.includes(`lang="${language}" xml:lang="${language}"`), root);
      const title = /<title id="(.*?)">(.*?)<\/title>/.exec(svg);
      const desc = /<desc id="(.*?)">(.*?)<\/desc>/.exec(svg);
      assert.ok(root.includes(`aria-labelledby="${title?.[1]} ${desc?.[1]}"`));
      for (const said of [trainingFacts.product, ' C ', trainingFacts.number]) assert.ok(`${title?.[2]} `.includes(said), said);
      for (const said of [trainingFacts.number, trainingFacts.issuer, trainingFacts.maker, trainingFacts.scheme])
        assert.ok(desc?.[2]?.includes(said), said);
      assert.ok(desc?.[2]?.startsWith(`${messagesOf(language).texts['label.training']}.`));
    }
});

test('updates that are over on the day of issue are said to be over', () => {
  const said = (updatesUntil: string): boolean =>
    drawLabel('full', { ...issuedFacts, updatesUntil }, plainMessages, usualMatrix).includes('No longer supported');
  assert.deepEqual([said('2027-03-13'), said('2027-03-14'), said('2027-03-15')], [true, false, false]);
});

test('a code of any length that the encoder takes is drawn as it reads', () => {
  for (const length of [60, 200, 350, 450, 540]) {
    const facts = { ...issuedFacts, code: codeText(length) };
    for (const form of labelForms.filter(hasCode))
      assert.deepEqual(lintLabel(drawLabel(form, facts, plainMessages, encodeCode(facts.code)), form, facts), []);
  }
});

const names = [
  'D',
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
  '★★★★★★★★★★★★',
  'Handheld computer with a very long name of its own, for Windows CE',
  '⟦label.words⟧',
];

test('names of any length and script, and hostile ones, keep every lint in every form', () => {
  for (const form of labelForms)
    names.forEach((product, at) => {
      for (const other of [names[(at + 5) % names.length] ?? '']) {
        const part = { id: other, kind: 'device', name: other, letter: 'E', assurance: 'tested', versions: [], digests: [] } as const;
        const versions = [{ version: product, hardware: other }];
        const parts = [...Array.from({ length: at }, () => part), { ...part, name: product, versions }];
        const facts = {
          ...issuedFacts,
          training: at % 2 === 0,
          product,
          maker: other,
          category: other,
          issuer: product,
          scheme: other,
          parts,
        };
        const svg = drawLabel(form, facts, plainMessages, usualMatrix);
        assert.deepEqual(lintLabel(svg, form, facts), [], JSON.stringify({ form, product, other }));
        assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Cs}\ufffe]/u.test(svg));
      }
    });
});

test('any strings give a drawing whose only elements are ours', () => {
  const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }));
  fc.assert(
    fc.property(fc.constantFrom(...labelForms), any, any, any, fc.boolean(), (form, product, maker, issuer, training) => {
      const facts = { ...issuedFacts, product, maker, category: maker, issuer, training, parts: [] };
      const svg = drawLabel(form, facts, plainMessages, usualMatrix);
      assert.ok(!/<(?!\/?(?:svg|title|desc|rect|path|text)\b)/.test(svg));
      assert.deepEqual(lintLabel(svg, form, facts), []);
    }),
    { numRuns: 60 },
  );
});
