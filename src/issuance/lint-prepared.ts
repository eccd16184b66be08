import type { LabelToSign } from './label-to-sign.ts';
import type { Prepared } from './prepared.ts';
import { rules } from './rules/rules.generated.ts';

declare const linted: unique symbol;
/** Statements that every rule of the rule book was asked about and none objected to; only `lintPrepared` makes them. */
export type Linted = {
  readonly outcome: 'linted';
  readonly toSign: LabelToSign;
  readonly rules: readonly string[];
  readonly [linted]: true;
};

/** What breaks the rules, as `rule: fault`. */
export type Objected = { readonly outcome: 'objected'; readonly faults: readonly string[] };

/** Asks every rule about a prepared label. A rule that fails itself is an objection, never a consent. */
export async function lintPrepared(prepared: Prepared): Promise<Linted | Objected> {
  const faults: string[] = [];
  for (const { id, check } of rules) {
    try {
      for (const fault of await check(prepared)) faults.push(`${id}: ${fault}`);
    } catch (error) {
      faults.push(`${id}: the rule itself failed: ${error instanceof Error ? error.message : 'not an error'}`);
    }
  }
  if (faults.length > 0) return { outcome: 'objected', faults };
  return { outcome: 'linted', toSign: prepared.toSign, rules: rules.map(({ id }) => id) } as unknown as Linted;
}
