// How much a printed code bears before each decoder fails: `node bench/label-margins.ts`. The small form in its place, a code of 350 signs
// (version 16, level H). Each row is tried in steps; the last value that still reads exactly is printed. docs/spec/label.md quotes the table.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';
import { blurred, type GrayPicture, grayAt, pngOf, rgbaOf, stained, turned } from '../src/adapters/gray-picture-fixture.ts';
import { readCodes } from '../src/adapters/read-codes.ts';
import { usualMatrix } from '../src/adapters/usual-matrix-fixture.ts';
import { drawLabel } from '../src/label/draw-label.ts';
import { issuedFacts } from '../src/label/label-facts-fixture.ts';
import { codeSide, formSizes } from '../src/label/label-form.ts';
import { plainMessages } from '../src/label/messages-fixture.ts';

type Decoder = { readonly name: string; readonly read: (picture: GrayPicture) => Promise<string> };

const scratch = join(mkdtempSync(join(tmpdir(), 'iqs-margins-')), 'code.png');
const decoders: readonly Decoder[] = [
  { name: 'zxing', read: async (picture) => (await readCodes(pngOf(picture)))[0] ?? '' },
  { name: 'qr', read: async (picture) => decodeQR({ width: picture.width, height: picture.height, data: rgbaOf(picture) }) },
  {
    name: 'zbar',
    read: async (picture) => {
      writeFileSync(scratch, pngOf(picture));
      return spawnSync('zbarimg', ['-q', '--raw', scratch], { encoding: 'utf8' }).stdout.trim();
    },
  },
];

const svg = drawLabel('small', issuedFacts, plainMessages, usualMatrix);
const at = (dots: number): GrayPicture => grayAt(svg, formSizes.small[0] / 10, dots);
const sharp = at(300);
/** Pixels of one module at 300 dots an inch. */
const module = ((codeSide / 10 / (usualMatrix.size + 8)) * 300) / 25.4;
const side = (codeSide / 254) * 300;
/** The data corner of the code: lower right, where no finder stands. */
const stain = (share: number): GrayPicture => {
  const edge = Math.sqrt(share) * module * usualMatrix.size;
  const end = [(300 / 254) * 300 + side - 4 * module, (20 / 254) * 300 + side - 4 * module] as const;
  return stained(sharp, [end[0] - edge, end[1] - edge, edge, edge], 255);
};

/** The form with a share of the code's modules turned over, scattered. */
function spoiled(share: number): string {
  const modules = usualMatrix.modules.slice();
  let state = 11;
  for (let left = Math.round(share * modules.length); left > 0; left -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    modules[state % modules.length] = 1 - (modules[state % modules.length] ?? 0);
  }
  return drawLabel('small', issuedFacts, plainMessages, { size: usualMatrix.size, modules });
}

const rows: readonly (readonly [what: string, steps: readonly number[], picture: (step: number) => GrayPicture])[] = [
  ['least resolution (dots an inch)', [300, 200, 150, 130, 120, 110, 100, 90, 80], at],
  ['blur at 300 dots (sigma in modules)', [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], (step) => blurred(sharp, step * module)],
  ['blur at 150 dots (sigma in modules)', [0.2, 0.3, 0.4, 0.5, 0.6, 0.7], (step) => blurred(at(150), (step * module) / 2)],
  ['turned at 300 dots (degrees)', [3, 7, 12, 20, 30, 45], (step) => turned(sharp, step, 1)],
  ['turned at 150 dots (degrees)', [3, 7, 12, 20, 30, 45], (step) => turned(at(150), step, 1)],
  ['corner gone (per cent of the code)', [5, 10, 20, 25, 30, 35, 40, 50], (step) => stain(step / 100)],
  ['modules spoiled at random (per cent)', [1, 2, 3, 4, 5, 6, 8], (step) => grayAt(spoiled(step / 100), formSizes.small[0] / 10, 300)],
];

for (const { name, read } of decoders) {
  for (const [what, steps, picture] of rows) {
    const passed: boolean[] = [];
    for (const step of steps) passed.push((await read(picture(step)).catch(() => '')) === issuedFacts.code);
    const last = steps[passed.findIndex((one) => !one) < 0 ? steps.length - 1 : passed.findIndex((one) => !one) - 1];
    console.log(
      `${name.padEnd(6)} ${what.padEnd(40)} ${last ?? 'none'}   [${steps.map((step, index) => `${step}${passed[index] ? '' : '×'}`).join(' ')}]`,
    );
  }
}
