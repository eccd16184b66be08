// Written by `npm run generate`; do not edit. The folder is the registration.
import type { LabelLint } from '../label-lint.ts';
import { hasTextAlternative } from './has-text-alternative.ts';
import { hasWatermark } from './has-watermark.ts';
import { insideTheEdges } from './inside-the-edges.ts';
import { largeEnough } from './large-enough.ts';
import { noCode } from './no-code.ts';
import { noEnergyPalette } from './no-energy-palette.ts';
import { noStackedArrows } from './no-stacked-arrows.ts';
import { nothingFetched } from './nothing-fetched.ts';
import { oneHue } from './one-hue.ts';
import { textContrast } from './text-contrast.ts';

export const lints: readonly LabelLint[] = [hasTextAlternative, hasWatermark, insideTheEdges, largeEnough, noCode, noEnergyPalette, noStackedArrows, nothingFetched, oneHue, textContrast];
