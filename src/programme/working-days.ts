import { epochSeconds } from '../foundation/epoch-seconds.ts';
import { instantText } from '../foundation/instant-text.ts';

const daySeconds = 86_400;

/** `days` later, to the second. `instant`: RFC 3339 in UTC, whole seconds. */
export const daysLater = (instant: string, days: number): string => instantText((epochSeconds(instant) ?? 0) + days * daySeconds);

/** The same hour `days` working days (Monday to Friday) later; no calendar of holidays is kept, so a deadline is never longer than stated. */
export function workingDaysLater(instant: string, days: number): string {
  let at = epochSeconds(instant) ?? 0;
  for (let left = days; left > 0; ) {
    at += daySeconds;
    if (!isWeekend(at)) left -= 1;
  }
  return instantText(at);
}

/** 1 January 1970 was a Thursday. */
const isWeekend = (seconds: number): boolean => {
  const weekday = (Math.floor(seconds / daySeconds) + 4) % 7;
  return weekday === 0 || weekday === 6;
};
