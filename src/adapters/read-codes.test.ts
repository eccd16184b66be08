import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { UserError } from '../foundation/user-error.ts';
import { drawLabel } from '../label/draw-label.ts';
import { issuedFacts } from '../label/label-facts-fixture.ts';
import { plainMessages } from '../label/messages-fixture.ts';
import { isJpeg, pictureSize } from './picture-size.ts';
import { readCodes } from './read-codes.ts';
import { renderPdf } from './render-pdf.ts';
import { renderPng } from './render-png.ts';
import { usualMatrix } from './usual-matrix-fixture.ts';

const svg = drawLabel('small', issuedFacts, plainMessages, usualMatrix);
const png = renderPng(svg, 780);
const pdf = await renderPdf(svg, '2027-03-14T09:00:00Z');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const refusal = async (bytes: Uint8Array): Promise<string> =>
  readCodes(bytes).then(
    (texts) => `${texts.length} codes`,
    (error: unknown) => (error instanceof UserError ? error.code : String(error)),
  );

const fetched: unknown[] = [];
const real = globalThis.fetch;
before(() => {
  globalThis.fetch = (input) => {
    fetched.push(input);
    return Promise.reject(new Error('nothing is fetched'));
  };
});
after(() => {
  globalThis.fetch = real;
  assert.deepEqual(fetched, []);
});

test('PNG, JPEG, SVG and PDF of a label read as its code', async () => {
  // Of the same code; made with Ghostscript's `jpeggray` device from the print file.
  const jpeg = readFileSync(new URL('fixtures/small-label.jpg', import.meta.url));
  for (const bytes of [png, bytesOf(svg), bytesOf(`\ufeff<?xml version="1.0"?>\n${svg}`), pdf, jpeg])
    assert.deepEqual(await readCodes(bytes), [issuedFacts.code]);
});

test('what the eye sees counts: a code that is covered is none, and one that is drawn is one whatever it says of itself', async () => {
  const covered = svg.replace('</svg>', '<rect x="300" y="0" width="340" height="400" fill="#ffffff"/></svg>');
  assert.deepEqual(await readCodes(bytesOf(covered)), []);
  assert.deepEqual(await readCodes(bytesOf(svg.replaceAll('data-role="code"', ''))), [issuedFacts.code]);
});

test('refuses what is none of the four, by code', async () => {
  for (const bytes of [
    bytesOf(''),
    bytesOf('GIF89a'),
    bytesOf('<html></html>'),
    bytesOf('HTTPS://X'),
    png.subarray(0, 20),
    pdf.subarray(0, 60),
  ])
    assert.equal(await refusal(bytes), 'LABEL_FILE');
  assert.equal(await refusal(png.subarray(0, 900)), 'LABEL_FILE');
});

test('refuses files and pictures beyond the bounds before decoding them', async () => {
  assert.equal(await refusal(new Uint8Array(33 * 1024 * 1024)), 'LABEL_FILE_SIZE');
  const huge = png.slice();
  new DataView(huge.buffer).setUint32(16, 100_000);
  assert.equal(await refusal(huge), 'LABEL_FILE_SIZE');
  assert.equal(await refusal(bytesOf(`${svg}<!--${'x'.repeat(4_000_000)}-->`)), 'LABEL_FILE_SIZE');
});

test('refuses SVG that is more than shapes and text', async () => {
  const inside = (added: string): Uint8Array => bytesOf(svg.replace('</svg>', `${added}</svg>`));
  for (const bytes of [
    inside('<image href="file:///etc/hostname"/>'),
    inside('<use href="#a"/>'),
    inside('<svg:image/>'),
    inside('<script>1</script>'),
    inside('<rect fill="url(#a)" width="1" height="1"/>'),
    inside('<filter/>'),
    inside('<style>@import "x"</style>'),
    inside(`${'<g>'.repeat(80)}${'</g>'.repeat(80)}`),
    bytesOf(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg}`),
    bytesOf(`<?xml-stylesheet href="x"?>${svg}`),
  ])
    assert.equal(await refusal(bytes), 'LABEL_FILE_ACTIVE');
  assert.equal(await refusal(inside('<rect x=\u0000/>')), 'LABEL_FILE');
  for (const box of ['0 0 1 100000', '0 0 0 0', '0 0 x 1'])
    assert.equal(await refusal(bytesOf(svg.replace('0 0 660 460', box))), 'LABEL_FILE', box);
});

test('mutated pictures, SVG and PDF never do more than be refused', async () => {
  const seeds = [png, bytesOf(svg), pdf, readFileSync(new URL('fixtures/small-label.jpg', import.meta.url))];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
      fc.option(fc.nat()),
      async (seed, changes, cut) => {
        const bytes = Uint8Array.from(seed);
        for (const [at, value] of changes) bytes[at % Math.min(bytes.length, 2000)] = value;
        const answer = await refusal(cut === null ? bytes : bytes.subarray(0, cut % bytes.length));
        assert.match(answer, /^(?:\d+ codes|LABEL_FILE(?:_SIZE|_ACTIVE)?)$/);
      },
    ),
    { numRuns: 60 },
  );
});

test('the size of a picture is read from its header, whatever the bytes', () => {
  assert.deepEqual(pictureSize(png), { width: 780, height: 544 });
  const jpeg = readFileSync(new URL('fixtures/small-label.jpg', import.meta.url));
  assert.ok(isJpeg(jpeg));
  assert.deepEqual(pictureSize(jpeg), { width: 482, height: 348 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
      const size = pictureSize(Uint8Array.of(0xff, 0xd8, 0xff, ...tail));
      assert.ok(size === null || size.width >= 0);
    }),
  );
});
