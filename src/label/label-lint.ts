import type { Reference } from '../model/reference.ts';
import type { Drawing } from './drawing.ts';

/** One rule that every label keeps (open world; the folder lints/ is the registration). */
export type LabelLint = {
  readonly id: string;
  /** The rule, in a sentence. */
  readonly rule: string;
  readonly references: readonly Reference[];
  /** What breaks the rule, one sentence each; empty when nothing does. */
  readonly check: (drawing: Drawing) => readonly string[];
};
