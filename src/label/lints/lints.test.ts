import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawSpecimen } from '../draw-specimen.ts';
import { readDrawing } from '../drawing.ts';
import { plainMessages } from '../messages-fixture.ts';
import { lints } from './lints.generated.ts';

const good = drawSpecimen(
  {
    letter: 'C',
    product: 'Garden Camera X200',
    category: 'IP camera',
    assurance: 'checked',
    updatesUntil: '2031-03-31',
    scheme: 'iqs-2027',
    asOf: '2027-03-01',
    deviceOnly: true,
  },
  plainMessages,
);

const before = (added: string): string => good.replace('</svg>', `${added}</svg>`);
const bars = (draw: (at: number) => string): string => before(Array.from({ length: 7 }, (_, at) => draw(at)).join(''));

const ring = (draw: (x: number, y: number) => string): string[] =>
  Array.from({ length: 12 }, (_, at) =>
    draw(Math.round(300 + 90 * Math.cos((at * Math.PI) / 6)), Math.round(700 + 90 * Math.sin((at * Math.PI) / 6))),
  );

/** What breaks each rule, one drawing a failure. */
const planted: Readonly<Record<string, readonly string[]>> = {
  'one-hue': [
    good.replaceAll('#251e60', '#1e6025'),
    good.replaceAll('fill="#251e60"', 'fill="navy"'),
    before('<rect x="1" y="1" width="9" height="9" fill="#0b7a75"/>'),
  ],
  'no-energy-palette': [before('<rect x="1" y="1" width="9" height="9" fill="#E2001A"/>'), good.replaceAll('#ffffff', '#ffe800')],
  'no-stacked-arrows': [
    bars((at) => `<text x="60" y="${100 + 60 * at}" font-size="30" fill="#1b1647">${'ABCDEFG'[at]}</text>`),
    bars((at) => `<rect x="40" y="${100 + 60 * at}" width="${150 + 40 * at}" height="50" fill="#3b3389"/>`),
    before('<path d="M40 100L200 100L220 120L200 140L40 140Z" fill="#3b3389"/>'),
    before('<polygon points="40,100 200,100 220,120 200,140 40,140" fill="#3b3389"/>'),
    bars((at) => `<rect x="40" y="${100 + 60 * at}" width="${450 - 40 * at}" height="50" fill="#3b3389"/>`),
    bars((at) => `<rect x="${40 + 70 * at}" y="${700 - 40 * at}" width="50" height="${100 + 40 * at}" fill="#3b3389"/>`),
    bars(
      (at) =>
        `<path d="M40 ${100 + 60 * at}L${190 + 40 * at} ${100 + 60 * at}L${190 + 40 * at} ${150 + 60 * at}L40 ${150 + 60 * at}Z" fill="#3b3389"/>`,
    ),
    bars(
      (at) =>
        `<path d="M40 ${100 + 60 * at}Q90 ${90 + 60 * at} ${190 + 40 * at} ${100 + 60 * at}L${190 + 40 * at} ${150 + 60 * at}L40 ${150 + 60 * at}Z" fill="#3b3389"/>`,
    ),
    before('<rect x="40" y="100" width="150" height="50" transform="rotate(45)" fill="#3b3389"/>'),
  ],
  'no-eu-emblem': [
    before(ring((x, y) => `<rect x="${x}" y="${y}" width="12" height="12" fill="#3b3389"/>`).join('')),
    before(ring((x, y) => `<text x="${x}" y="${y}" font-size="30" fill="#3b3389">★</text>`).join('')),
    before(`<path d="${ring((x, y) => `M${x} ${y}L${x + 9} ${y}L${x + 9} ${y + 9}Z`).join('')}" fill="#3b3389"/>`),
  ],
  'has-watermark': [
    good.replace(/<text data-role="watermark".*\n/g, ''),
    good.replace(/<text data-role="watermark".*\n/, ''),
    good.replaceAll('fill-opacity="0.34"', 'fill-opacity="0.02"'),
    good.replaceAll('fill-opacity="0.34"', 'fill-opacity="0.34" display="none"'),
    good.replaceAll('>SPECIMEN<', '><'),
  ],
  'has-text-alternative': [
    good.replace('role="img"', ''),
    good.replace(/ lang="en"/, ''),
    good.replace(/<title.*\n/, ''),
    good.replace(/<desc.*\n/, ''),
    good.replace(
      /<title id="iqs-label-title">.*<\/title>\n<desc id="iqs-label-desc">.*<\/desc>/,
      '<title id="iqs-label-title">x</title><desc id="iqs-label-desc">y</desc>',
    ),
  ],
  'text-contrast': [
    good.replaceAll('fill="#514b82"', 'fill="#9a96b8"'),
    good.replaceAll('fill="#1b1647"', 'fill="#8f87dd"'),
    good.replaceAll('fill-opacity="0.34"', 'fill-opacity="0.95"'),
  ],
  'nothing-fetched': [
    before('<image href="https://example.com/x.png"/>'),
    before('<script>1</script>'),
    good.replace('<rect ', '<rect onclick="x()" '),
    good.replace('<rect ', '<rect style="fill:url(http://x)" '),
  ],
  'no-code': [
    before('<rect x="1" y="1" width="2" height="2" fill="#1b1647"/>'.repeat(100)),
    before(`<path d="${'M1 1h1v1h-1z'.repeat(200)}" fill="#1b1647"/>`),
  ],
  'inside-the-edges': [
    before('<text x="500" y="600" font-size="30" fill="#1b1647">far too long a text</text>'),
    before('<text x="40" y="998" font-size="30" fill="#1b1647">x</text>'),
    good.replace(/(<text x="40" y=")\d+("[^>]*>IP camera)/, '$1590$2'),
  ],
  'large-enough': [
    good.replace('width="62mm" height="100mm"', 'width="52mm" height="84mm"'),
    good.replace('viewBox="0 0 620 1000"', 'viewBox="0 0 620 1400"'),
    good.replace(/font-size="2[2-4]"/, 'font-size="14"'),
  ],
};

for (const lint of lints) {
  if (lint.on === 'label') continue;
  test(`label lint ${lint.id}`, () => {
    assert.deepEqual(lint.check(readDrawing(good)), []);
    const failures = planted[lint.id] ?? [];
    assert.notEqual(failures.length, 0);
    failures.forEach((drawing, at) => {
      assert.notEqual(drawing, good, `planting ${at}`);
      assert.notDeepEqual(lint.check(readDrawing(drawing)), [], `planted failure ${at}`);
    });
  });
}
