import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blend, type Colour, contrast, hueOf, readColour } from './colour.ts';

const colour = (text: string): Colour => readColour(text) as Colour;

test('contrast as WCAG 2.2 defines it', () => {
  assert.equal(contrast(colour('#000000'), colour('#ffffff')), 21);
  assert.equal(contrast(colour('#777777'), colour('#777777')), 1);
  assert.equal(contrast(colour('#767676'), colour('#ffffff')).toFixed(2), '4.54');
  assert.equal(contrast(colour('#ff0000'), colour('#ffffff')).toFixed(2), '4.00');
});

test('hue, blend and spelling', () => {
  assert.deepEqual(
    ['#ff0000', '#00ff00', '#0000ff', '#ff00ff'].map((text) => hueOf(colour(text)).hue),
    [0, 120, 240, 300],
  );
  assert.equal(hueOf(colour('#808080')).chroma, 0);
  assert.deepEqual(blend([0, 0, 0], [255, 255, 255], 0.2), [204, 204, 204]);
  assert.deepEqual(['#fff', 'red', '#12345g', '#FFFFFF'].map(readColour), [null, null, null, [255, 255, 255]]);
});
