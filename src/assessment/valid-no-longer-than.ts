import type { StatementUse } from '../model/assessment.ts';

/**
 * The instant up to which a label may hold that was to hold until `validUntil` (RFC 3339 in UTC, whole seconds): never past the last day of any statement
 * its grade rests on.
 */
export function validNoLongerThan(validUntil: string, restsOn: readonly Pick<StatementUse, 'until'>[]): string {
  const ends = restsOn.map(({ until }) => `${until}T23:59:59Z`);
  return [validUntil, ...ends].reduce((earliest, end) => (end < earliest ? end : earliest));
}
