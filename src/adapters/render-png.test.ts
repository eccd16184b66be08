import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { labelPixels, renderPng } from './render-png.ts';

const svg = readFileSync(new URL('../label/golden/specimen.en.svg', import.meta.url), 'utf8');

test('a label at 600 dots an inch, the same bytes each time', () => {
  const png = renderPng(svg);
  const view = new DataView(png.buffer, png.byteOffset);
  assert.equal(view.getUint32(0), 0x89504e47);
  assert.deepEqual([view.getUint32(16), view.getUint32(20)], [labelPixels, 2363]);
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  assert.equal(digest(png), digest(renderPng(svg)));
});

test('text is drawn with our own font', () => {
  const empty = '<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="10mm" viewBox="0 0 100 100"></svg>';
  const letter = empty.replace('></svg>', ' font-family="Inter"><text x="10" y="80" font-size="80" font-weight="800">E</text></svg>');
  assert.notDeepEqual(renderPng(letter, 100), renderPng(empty, 100));
});

test('refuses a picture of no or of absurd size', () => {
  for (const width of [0, -1, 1.5, 100_000, Number.NaN]) assert.throws(() => renderPng(svg, width), RangeError);
});
