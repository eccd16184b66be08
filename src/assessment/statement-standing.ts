import type { HandedStatement, StatementStanding } from '../model/component-statement.ts';

/**
 * How a statement stands on a day by its signature, dates and status, whatever it is about; null: nothing of these is against it. A status that speaks against counts whenever
 * it was noted; one in its favour that was noted after the day in question says nothing about that day. An unknown status is no reason here: it bounds the assurance.
 */
export function statementStanding(
  { statement: { issued, until, status }, proof }: Pick<HandedStatement, 'statement' | 'proof'>,
  asOf: string,
): Extract<StatementStanding, 'not-genuine' | 'withdrawn' | 'suspended' | 'expired' | 'not-yet'> | null {
  if (proof?.outcome === 'refused') return 'not-genuine';
  if (status.is !== 'in-force' && status.is !== 'unknown') return status.is;
  if (asOf > until) return 'expired';
  return asOf < issued || (status.is === 'in-force' && asOf < status.asOf) ? 'not-yet' : null;
}
