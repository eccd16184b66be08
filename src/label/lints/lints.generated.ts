// Written by `npm run generate`; do not edit. The folder is the registration.
import type { LabelLint } from '../label-lint.ts';
import { codeQuiet } from './code-quiet.ts';
import { codeReads } from './code-reads.ts';
import { hasTextAlternative } from './has-text-alternative.ts';
import { hasWatermark } from './has-watermark.ts';
import { insideTheEdges } from './inside-the-edges.ts';
import { largeEnough } from './large-enough.ts';
import { namesItsIssue } from './names-its-issue.ts';
import { noCeMark } from './no-ce-mark.ts';
import { noCode } from './no-code.ts';
import { noEnergyPalette } from './no-energy-palette.ts';
import { noEuEmblem } from './no-eu-emblem.ts';
import { noSpecimen } from './no-specimen.ts';
import { noStackedArrows } from './no-stacked-arrows.ts';
import { nothingFetched } from './nothing-fetched.ts';
import { oneHue } from './one-hue.ts';
import { showsTheFacts } from './shows-the-facts.ts';
import { textContrast } from './text-contrast.ts';
import { trainingMarked } from './training-marked.ts';

export const lints: readonly LabelLint[] = [codeQuiet, codeReads, hasTextAlternative, hasWatermark, insideTheEdges, largeEnough, namesItsIssue, noCeMark, noCode, noEnergyPalette, noEuEmblem, noSpecimen, noStackedArrows, nothingFetched, oneHue, showsTheFacts, textContrast, trainingMarked];
