import { UserError } from '../foundation/user-error.ts';

/** The day of `--as-of`, an RFC 3339 date, or today. Refuses what is no day with `USAGE`. */
export function asOfDay(flag: string | undefined): string {
  if (flag === undefined) return new Date().toISOString().slice(0, 10);
  // 30 February reads as 2 March: a day that does not come back as written is none.
  if (/^\d{4}-\d{2}-\d{2}$/.test(flag) && !Number.isNaN(Date.parse(flag)) && new Date(flag).toISOString().startsWith(flag)) return flag;
  throw new UserError('USAGE', 'no date', `--as-of ${flag}`, 'write it as 2027-01-31');
}
