import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import decodeQR from 'qr/decode.js';
import { drawLabel } from '../label/draw-label.ts';
import { issuedFacts, trainingFacts } from '../label/label-facts-fixture.ts';
import { codeSide, formSizes, hasCode, type LabelForm, labelForms } from '../label/label-form.ts';
import { plainMessages } from '../label/messages-fixture.ts';
import { blurred, type GrayPicture, grayAt, pngOf, rgbaOf, stained, turned } from './gray-picture-fixture.ts';
import { readCodes } from './read-codes.ts';
import { usualMatrix } from './usual-matrix-fixture.ts';

/** Pixels of a module at 300 dots an inch. */
const module = ((codeSide / 254) * 300) / (usualMatrix.size + 8);
const formAt = (form: LabelForm, dots: number, facts = issuedFacts): GrayPicture =>
  grayAt(drawLabel(form, facts, plainMessages, usualMatrix), formSizes[form][0] / 10, dots);

async function readsTwice(picture: GrayPicture, what: string): Promise<void> {
  assert.deepEqual(await readCodes(pngOf(picture)), [issuedFacts.code], `zxing: ${what}`);
  assert.equal(decodeQR({ width: picture.width, height: picture.height, data: rgbaOf(picture) }), issuedFacts.code, `qr: ${what}`);
}

for (const form of labelForms.filter(hasCode))
  test(`the code of the ${form} form reads at printed size, by two decoders`, async () => {
    // A whole page of A4 holds many more pixels than a code needs: one look at it is enough.
    const looks =
      form === 'long'
        ? ([[trainingFacts, 200]] as const)
        : ([
            [issuedFacts, 300],
            [trainingFacts, 300],
            [issuedFacts, 150],
          ] as const);
    for (const [facts, dots] of looks) await readsTwice(formAt(form, dots, facts), `${dots} dots, ${facts.number}`);
  });

test('it reads blurred, turned and scaled', async () => {
  const sharp = formAt('small', 300);
  await readsTwice(blurred(sharp, 0.4 * module), 'blurred by 0.4 modules');
  await readsTwice(turned(sharp, 7, 0.8), 'turned by 7 degrees and four fifths as large');
  await readsTwice(turned(blurred(formAt('small', 200), 0.2 * module), -12, 1.1), 'turned the other way, a little larger and blurred');
});

test('it reads with its data corner scratched off, and with a stroke across', async () => {
  const sharp = formAt('small', 300);
  const [right, bottom] = [(640 / 254) * 300 - 4 * module, (360 / 254) * 300 - 4 * module];
  const edge = Math.sqrt(0.05) * usualMatrix.size * module;
  for (const light of [0, 255]) {
    await readsTwice(stained(sharp, [right - edge, bottom - edge, edge, edge], light), `a twentieth is ${light}`);
    await readsTwice(stained(sharp, [right - 60 * module, bottom - 30 * module, 60 * module, 2.5 * module], light), `a stroke of ${light}`);
  }
});

test('it does not read where it is not: a code that is gone is no code', async () => {
  const picture = formAt('small', 300);
  assert.deepEqual(await readCodes(pngOf(stained(picture, [picture.width / 2, 0, picture.width / 2, 300], 255))), []);
  assert.deepEqual(await readCodes(pngOf(formAt('badge', 300))), []);
});

const zbar = spawnSync('zbarimg', ['--version']).status === 0;
test('zbar reads the same text', { skip: zbar ? false : 'zbarimg is not installed' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'iqs-zbar-'));
  for (const form of labelForms.filter(hasCode)) {
    const file = join(folder, `${form}.png`);
    writeFileSync(file, pngOf(formAt(form, 200)));
    assert.equal(spawnSync('zbarimg', ['-q', '--raw', file], { encoding: 'utf8' }).stdout.trim(), issuedFacts.code);
  }
});
