import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeCode } from '../../adapters/encode-code.ts';
import { usualMatrix } from '../../adapters/usual-matrix-fixture.ts';
import { drawLabel } from '../draw-label.ts';
import { readDrawing } from '../drawing.ts';
import { codeText, issuedFacts, trainingFacts } from '../label-facts-fixture.ts';
import { labelForms } from '../label-form.ts';
import type { LabelSubject } from '../label-lint.ts';
import { lintLabel } from '../lint-label.ts';
import { plainMessages } from '../messages-fixture.ts';
import { lints } from './lints.generated.ts';

const issued: LabelSubject = { form: 'full', facts: issuedFacts };
const training: LabelSubject = { form: 'full', facts: trainingFacts };
const draw = ({ form, facts }: LabelSubject, code = usualMatrix): string => drawLabel(form, facts, plainMessages, code);
const good = draw(issued);
const marked = draw(training);
const badge: LabelSubject = { form: 'badge', facts: issuedFacts };
const before = (added: string, svg = good): string => svg.replace('</svg>', `${added}</svg>`);
const codeLine = /<path data-role="code".*\n/.exec(good)?.[0] ?? '';

type Planted = readonly [svg: string, subject: LabelSubject];
const onGood = (...svgs: readonly string[]): readonly Planted[] => svgs.map((svg) => [svg, issued]);
const onMarked = (...svgs: readonly string[]): readonly Planted[] => svgs.map((svg) => [svg, training]);

/** What breaks each rule that only labels keep, one drawing a failure. */
const planted: Readonly<Record<string, readonly Planted[]>> = {
  'code-reads': [
    ...onGood(
      good.replace(codeLine, ''),
      good.replace(codeLine, codeLine + codeLine),
      good.replace('fill="#000000"', 'fill="#1b1647"'),
      good.replace('M0 0h7v7h-7v-7z', 'M0 0h7v6h-7v-6z'),
      good.replace('M0 0h7v7h-7v-7z', 'M0 0h7v7h-6v-7z'),
      good.replace(/data-modules="\d+"/, 'data-modules="85"'),
      draw(issued, encodeCode(codeText(349))),
      draw(issued, encodeCode(`${issuedFacts.code.slice(0, -1)}Q`)),
    ),
    [before(codeLine, draw(badge)), badge],
  ],
  'code-quiet': onGood(
    good.replace(/<rect data-role="quiet".*\n/, ''),
    good.replace(/(<rect data-role="quiet"[^>]*fill=")#ffffff/, '$1#f2f1fb'),
    good.replace(/(<rect data-role="quiet"[^>]*width=")340/, '$1330'),
    good.replace(/scale\([\d.]+\)/, 'scale(3.2)'),
    good.replace(/scale\([\d.]+\)/, 'scale(3.9)'),
    good.replace(/translate\([\d.]+ /, 'translate(2 '),
    good.replace(/transform="translate\(/, 'transform="rotate(3) translate('),
    before('<text x="60" y="900" font-size="30" fill="#000000">x</text>'),
    before('<rect x="30" y="850" width="4" height="4" fill="#000000"/>'),
  ),
  'names-its-issue': onGood(
    good.replace(/<text data-role="number".*\n/, ''),
    good.replace('>IQS-EX-0000042</text>', '>IQS-EX-0000043</text>'),
    good.replace('>IQS-EX-0000042</text>', '>IQS-EX-00000…</text>'),
    good.replace(/<text data-role="issuer".*\n/g, ''),
    good.replaceAll('>Example Certification', '>Another Certification'),
  ),
  'shows-the-facts': [
    ...onGood(
      good.replace('data-form="full"', 'data-form="small"'),
      good.replace(/(font-size="162.7"[^>]*>)C</, '$1A<'),
      good.replace(/(font-size="46"[^>]*>)C</, '$1D<'),
      good.replace(/<text [^>]*>G<\/text>\n/, ''),
      good.replace('font-size="46"', 'font-size="37"'),
      good.replace('>Issued by<', '>⟦label.issuer⟧<'),
    ),
    [good, { form: 'full', facts: { ...issuedFacts, letter: 'B' } }],
  ],
  'no-specimen': onGood(before('<text data-role="watermark" x="60" y="900" font-size="90" fill="#8f87dd">SPECIMEN</text>')),
  'no-ce-mark': onGood(
    before('<text x="60" y="1240" font-size="60" fill="#000000">CE</text>'),
    before('<text x="60" y="1240" font-size="60" fill="#000000">С Е</text>'),
    before('<text x="60" y="1240" font-size="60" fill="#000000">C</text><text x="110" y="1240" font-size="60" fill="#000000">E</text>'),
  ),
  'training-marked': [
    ...onGood(before('<text data-role="training" x="60" y="1240" font-size="30" fill="#000000">Training</text>')),
    [good, training],
    [marked, issued],
    ...onMarked(
      marked.replace(/<text data-role="training"(?![^>]*transform).*\n/g, ''),
      marked.replace(/<text data-role="training"[^>]*transform.*\n/g, ''),
      marked.replace(/<text data-role="training" x="360" y="271".*\n/, ''),
      marked.replace(/<text data-role="training" x="360" y="(?:7|8|9)\d\d".*\n/g, ''),
      marked.replaceAll('fill-opacity="0.34"', 'fill-opacity="0.04"'),
      marked.replaceAll('fill-opacity="0.34"', 'fill-opacity="0.34" display="none"'),
      marked.replaceAll('>Training, not valid<', '>Training, not …<'),
      marked.replaceAll('TRAINING', 'SHAPING'),
      marked.replace(/(<text data-role="training" x="360" y=")1183/, '$1700'),
    ),
  ],
};

for (const lint of lints) {
  if (lint.on !== 'label') continue;
  test(`label lint ${lint.id}`, () => {
    const failures = planted[lint.id] ?? [];
    assert.notEqual(failures.length, 0);
    failures.forEach(([svg, subject], at) => {
      const drawn = draw(subject);
      assert.deepEqual(lint.check(readDrawing(drawn), subject), []);
      assert.notDeepEqual(lint.check(readDrawing(svg), subject), [], `planted failure ${at} of ${lint.id}`);
    });
  });
}

test('every form, issued and for training, keeps every rule', () => {
  for (const form of labelForms)
    for (const facts of [issuedFacts, trainingFacts]) assert.deepEqual(lintLabel(draw({ form, facts }), form, facts), [], form);
});

test('a specimen is no label', () => {
  assert.notDeepEqual(lintLabel(good.replace('data-form="full"', ''), 'full', issuedFacts), []);
});

test('what breaks the rules of every drawing breaks a label too', () => {
  for (const [rule, svg] of Object.entries({
    'one-hue': before('<rect x="20" y="1230" width="9" height="9" fill="#0b7a75"/>'),
    'no-energy-palette': before('<rect x="20" y="1230" width="9" height="9" fill="#e2001a"/>'),
    'text-contrast': good.replace(/(data-role="number"[^>]*fill=")#1b1647/, '$1#dcdaf0'),
    'large-enough': good.replace('width="72mm"', 'width="62mm"'),
    'inside-the-edges': good.replace(/(data-role="number" x=")394/, '$1600'),
    'has-text-alternative': good.replace(/ lang="en"/, ''),
  }))
    assert.ok(
      lintLabel(svg, 'full', issuedFacts).some((fault) => fault.startsWith(rule)),
      rule,
    );
});
