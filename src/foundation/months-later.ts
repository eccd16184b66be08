import { lastDay } from './last-day.ts';

/** The same day of the month so many months later (or earlier), or the month's last day where it has no such day. An RFC 3339 date, or an instant, whose hour stays. */
export function monthsLater(date: string, count: number): string {
  const [year = 0, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  const whole = year * 12 + month - 1 + count;
  const [laterYear, laterMonth] = [Math.floor(whole / 12), (whole % 12) + 1];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(laterYear).padStart(4, '0')}-${two(laterMonth)}-${two(Math.min(day, lastDay(laterYear, laterMonth)))}${date.slice(10)}`;
}
