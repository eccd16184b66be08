import type { Reference } from '../model/reference.ts';
import type { Drawing } from './drawing.ts';
import type { LabelFacts } from './label-facts.ts';
import type { LabelForm } from './label-form.ts';

/** What a label is held against: the form it was asked in, and the facts it was drawn from. */
export type LabelSubject = { readonly form: LabelForm; readonly facts: LabelFacts };

type Rule = {
  readonly id: string;
  /** The rule, in a sentence. */
  readonly rule: string;
  readonly references: readonly Reference[];
};

/**
 * One rule that drawings keep (open world; the folder lints/ is the registration): every drawing, specimens only, or labels only. `check` gives
 * what breaks the rule, one sentence each; nothing when nothing does.
 */
export type LabelLint =
  | (Rule & { readonly on: 'every' | 'specimen'; readonly check: (drawing: Drawing) => readonly string[] })
  | (Rule & { readonly on: 'label'; readonly check: (drawing: Drawing, subject: LabelSubject) => readonly string[] });
