import type { ComponentStatement, StatementStanding } from '../model/component-statement.ts';

/**
 * How a statement stands on a day by its own dates and status, whatever it is about; null: in force. A status that speaks against counts whenever it
 * was noted; one in its favour that was noted after the day in question says nothing about that day.
 */
export function statementStanding(
  { issued, until, status }: ComponentStatement,
  asOf: string,
): Extract<StatementStanding, 'withdrawn' | 'suspended' | 'expired' | 'not-yet'> | null {
  if (status.is !== 'in-force') return status.is;
  if (asOf > until) return 'expired';
  return asOf < issued || asOf < status.asOf ? 'not-yet' : null;
}
