import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { parse } from 'yaml';
import { UserError } from '../foundation/user-error.ts';
import { drawLabel } from '../label/draw-label.ts';
import { inks } from '../label/inks.ts';
import { issuedFacts, trainingFacts } from '../label/label-facts-fixture.ts';
import { formSizes, hasCode, labelForms } from '../label/label-form.ts';
import type { Messages } from '../model/message.ts';
import { pdfPages } from './pdf-pages.ts';
import { readCodes } from './read-codes.ts';
import { bleed, renderPdf } from './render-pdf.ts';
import { renderPng } from './render-png.ts';
import { usualMatrix } from './usual-matrix-fixture.ts';

const on = '2027-03-14T09:00:00Z';
const french = parse(readFileSync(new URL('../../catalogue/messages/fr.yaml', import.meta.url), 'utf8')) as Messages;
const drawings = labelForms.map((form) => ({
  form,
  svg: drawLabel(form, form === 'small' ? trainingFacts : issuedFacts, french, usualMatrix),
}));
const folder = mkdtempSync(join(tmpdir(), 'iqs-pdf-'));
const full = await renderPdf(drawings[0]?.svg as Parameters<typeof renderPdf>[0], on);

/** What the page draws: every stream that is compressed text. */
function contentOf(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const found: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    if (bytes.subarray(at - 3, at).toString() === 'end') continue;
    try {
      found.push(inflateSync(bytes.subarray(at + 7)).toString('latin1'));
    } catch {
      // A stream that is not compressed holds metadata.
    }
  }
  return found.find((one) => one.includes(' scn\n')) ?? '';
}

test('the same drawing and instant give the same bytes', async () => {
  assert.deepEqual(await renderPdf(drawings[0]?.svg as Parameters<typeof renderPdf>[0], on), full);
});

test('trimmed at its size, with 3 mm of bleed, in its language and with its title', () => {
  const text = Buffer.from(full).toString('latin1');
  const boxOf = (name: string): number[] => (new RegExp(`/${name} \\[([^\\]]*)\\]`).exec(text)?.[1] ?? '').trim().split(' ').map(Number);
  const points = (units: number): number => (units * 72) / 254;
  const [width, height] = formSizes.full;
  const near = (a: readonly number[], b: readonly number[]): void =>
    assert.ok(a.length === 4 && a.every((one, at) => Math.abs(one - (b[at] ?? 0)) < 0.01), `${a.join(' ')} is not ${b.join(' ')}`);
  near(boxOf('MediaBox'), [0, 0, points(width + 2 * bleed), points(height + 2 * bleed)]);
  near(boxOf('BleedBox'), boxOf('MediaBox'));
  near(boxOf('TrimBox'), [points(bleed), points(bleed), points(width + bleed), points(height + bleed)]);
  assert.ok(text.includes('/Lang (fr)') && text.includes('/DisplayDocTitle true') && text.includes('/Marked true'));
});

test('every colour is in CMYK, at most 280 per cent, and the code is black alone', () => {
  for (const [name, ink] of Object.entries(inks)) assert.ok(ink.reduce((sum, one) => sum + one, 0) <= 280, name);
  const content = contentOf(full);
  assert.ok(content.length > 1000);
  assert.ok(!/ (?:rg|RG|g|G)\n/.test(content), 'a colour that is not CMYK');
  const spaces = new Set(content.match(/\/\w+ cs\n/g));
  assert.deepEqual([...spaces], ['/DeviceCMYK cs\n']);
  // The path with most corners is the code; what it is filled with stands behind it.
  const paths = content.split('\nf\n').toSorted((one, other) => other.length - one.length);
  assert.match(paths[0] ?? '', /\n0 0 0 1 scn$/);
  assert.equal(content.match(/\n0 0 0 1 scn\n/g)?.length, 1);
  assert.ok(!/ gs\n/.test(content), 'an issued label has no transparency');
});

type Pixels = { readonly width: number; readonly data: ArrayLike<number> };

/** Mean difference of the channels, 0 to 255, between squares of 8 pixels: finer detail may fall half a pixel off. */
function distance(png: Pixels, page: Pixels, edge: number, height: number): number {
  const mean = ({ width, data }: Pixels, x: number, y: number, channel: number): number => {
    let sum = 0;
    for (let v = y; v < y + 8; v += 1) for (let u = x; u < x + 8; u += 1) sum += data[(v * width + u) * 4 + channel] ?? 0;
    return sum / 64;
  };
  let [sum, count] = [0, 0];
  // Rounded corners are the cutter's in print.
  for (let y = 16; y < height - 24; y += 8)
    for (let x = 16; x < png.width - 24; x += 8)
      for (const channel of [0, 1, 2]) {
        sum += Math.abs(mean(png, x, y, channel) - mean(page, x + edge, y + edge, channel));
        count += 1;
      }
  return sum / count;
}

test('looks as the PNG does, and its code reads', async () => {
  for (const { form, svg } of drawings) {
    const pdf = await renderPdf(svg, on);
    const [page] = await pdfPages(pdf, 100, 1);
    assert.ok(page);
    const [width, height] = formSizes[form];
    // The same sheet with nothing on it is far off.
    const plain = `${svg.slice(0, svg.indexOf('>'))}><rect width="${width}" height="${height}" fill="#8f87dd"/></svg>`;
    const png = PNG.sync.read(Buffer.from(renderPng(svg, Math.round((width / 254) * 100))));
    const off = distance(png, page, Math.round((bleed / 254) * 100), Math.floor((height / 254) * 100));
    // 4 to 12 levels of 255 measured: inks are not lights, and the code is drawn in ink that is not quite black.
    assert.ok(off < 16, `${form}: ${off}`);
    const other = PNG.sync.read(Buffer.from(renderPng(plain, Math.round((width / 254) * 100))));
    assert.ok(distance(other, page, Math.round((bleed / 254) * 100), Math.floor((height / 254) * 100)) > 2 * off + 10, form);
    assert.deepEqual(await readCodes(pdf), hasCode(form) ? [issuedFacts.code] : [], form);
  }
});

test('refuses a name that Inter cannot write, and a drawing with a colour that has no inks', async () => {
  const named = (product: string): Promise<Uint8Array> =>
    renderPdf(drawLabel('badge', { ...issuedFacts, product }, french, usualMatrix), on);
  for (const product of ['智能摄像头', 'كاميرا', '📷'])
    await assert.rejects(named(product), (error) => error instanceof UserError && error.code === 'LABEL_FONT');
  assert.ok((await named('Камера Φώτα № 5 “Żółć”')).length > 1000);
  const odd = String(drawings[2]?.svg).replaceAll('#251e60', '#123456') as Parameters<typeof renderPdf>[0];
  await assert.rejects(renderPdf(odd, on), RangeError);
});

const there = (program: string): boolean => spawnSync(program, ['-v']).error === undefined;
const file = join(folder, 'full.pdf');

test('poppler: opens without a warning, fonts embedded', { skip: there('pdfinfo') ? false : 'poppler is not installed' }, () => {
  writeFileSync(file, full);
  const { stdout, stderr } = spawnSync('pdfinfo', ['-struct', file], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.match(stdout, /Document\s+Figure/);
  const fonts = spawnSync('pdffonts', [file], { encoding: 'utf8' }).stdout.trim().split('\n').slice(2);
  assert.ok(fonts.length >= 3 && fonts.every((line) => / yes yes yes /.test(line)), fonts.join('\n'));
});

test('Ghostscript: opens without a warning; the code is on the black plate alone, the yellow plate is empty', {
  skip: there('gs') ? false : 'Ghostscript is not installed',
}, () => {
  writeFileSync(file, full);
  const quiet = ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER'];
  const { status, stderr, stdout } = spawnSync('gs', [...quiet, '-sDEVICE=inkcov', '-o', '-', file], { encoding: 'utf8' });
  assert.deepEqual([status, stderr], [0, '']);
  const [cyan = 0, magenta = 0, yellow = 1, black = 0] = stdout.trim().split(/\s+/).map(Number);
  assert.ok(yellow === 0 && cyan > 0.3 && magenta > 0.3 && black > cyan, stdout);
});
