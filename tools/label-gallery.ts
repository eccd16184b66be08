import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { usualMatrix } from '../src/adapters/usual-matrix-fixture.ts';
import { drawLabel } from '../src/label/draw-label.ts';
import { trainingFacts } from '../src/label/label-facts-fixture.ts';
import { formSizes, type LabelForm } from '../src/label/label-form.ts';
import { lintLabel } from '../src/label/lint-label.ts';
import type { Messages } from '../src/model/message.ts';

/** Each form in another of the four languages. */
const shown: readonly (readonly [form: LabelForm, language: string, what: string])[] = [
  ['full', 'en', 'On a box, in a shop, in a manual.'],
  ['small', 'nl', 'Where the full form has no room: letter, scale, code and number.'],
  ['badge', 'fr', 'For a web page or README; the badge itself is the link to the register.'],
  ['long', 'de', 'The cover of a report, A4: also parts, versions, counts and dates.'],
];

/** The page that shows every form of the label, and its drawings: a made-up label for training. */
export function labelGallery(): readonly { readonly path: string; readonly wanted: string }[] {
  const drawings = shown.map(([form, language]) => ({
    path: `docs/generated/labels/${form}.${language}.svg`,
    wanted: drawn(form, language),
  }));
  return [...drawings, { path: 'docs/generated/label-gallery.md', wanted: page() }];
}

function drawn(form: LabelForm, language: string): string {
  const file = new URL(`../catalogue/messages/${language}.yaml`, import.meta.url);
  const svg = drawLabel(form, trainingFacts, parse(readFileSync(file, 'utf8')) as Messages, usualMatrix);
  const [fault] = lintLabel(svg, form, trainingFacts);
  if (fault !== undefined) throw new Error(`${form}.${language}: ${fault}`);
  return svg;
}

function page(): string {
  const sections = shown.flatMap(([form, language, what]) => {
    const [width, height] = formSizes[form];
    return [
      `## ${form}, ${width / 10} × ${height / 10} mm`,
      '',
      what,
      '',
      `<img src="labels/${form}.${language}.svg" alt="Training label, ${form} form, ${language}" width="${Math.round(width / 3.2)}">`,
      '',
    ];
  });
  return [
    '# The label in its forms',
    '',
    'Written by `npm run generate` from the training facts of the tests; do not edit. What the forms hold and which rules they keep is in',
    '[spec/label.md](../spec/label.md). Every one of these is for training and says so: nobody issued it.',
    '',
    ...sections,
  ].join('\n');
}
