import type { CodeMatrix } from '../label/code-matrix.ts';
import { trainingFacts } from '../label/label-facts-fixture.ts';
import { encodeCode } from './encode-code.ts';

/** The code of `trainingFacts` and `issuedFacts` as modules. */
export const usualMatrix: CodeMatrix = encodeCode(trainingFacts.code);
