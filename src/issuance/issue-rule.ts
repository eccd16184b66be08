import type { Reference } from '../model/reference.ts';
import type { Prepared } from './prepared.ts';

/** One rule that a label keeps before it is signed (open world; the folder rules/ is the rule book). */
export type IssueRule = {
  readonly id: string;
  /** The rule, in a sentence. */
  readonly rule: string;
  readonly references: readonly Reference[];
  /** What breaks the rule, one sentence each; empty when nothing does. */
  readonly check: (prepared: Prepared) => Promise<readonly string[]> | readonly string[];
};
