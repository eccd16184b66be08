import type { Messages } from '../model/message.ts';
import type { CodeMatrix } from './code-matrix.ts';
import type { LabelFacts } from './label-facts.ts';

/** Draws one form: its elements, in drawing order, without the root. */
export type FormDrawing = (facts: LabelFacts, messages: Messages, matrix: CodeMatrix) => readonly string[];
