const dayMicros = 86_400_000_000;

/** RFC 3339 in UTC with microseconds of an instant in microseconds since 1970, by the proleptic Gregorian calendar: a whole number below 2^53, so up to the year 2255. */
export function instant(micros: number): string {
  const days = Math.floor(micros / dayMicros);
  const rest = micros - days * dayMicros;
  const { year, month, day } = civil(days);
  const seconds = Math.floor(rest / 1_000_000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => pad(part, 2)).join(':');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${clock}.${pad(Math.floor(rest % 1_000_000), 6)}Z`;
}

/** Days since 1970 as a date: years begin in March, so that the leap day is their last and a 400-year cycle is always 146,097 days. */
function civil(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719_468;
  const cycle = Math.floor(shifted / 146_097);
  const ofCycle = shifted - cycle * 146_097;
  const years = Math.floor((ofCycle - Math.floor(ofCycle / 1460) + Math.floor(ofCycle / 36_524) - Math.floor(ofCycle / 146_096)) / 365);
  const ofYear = ofCycle - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return { year: years + cycle * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * march + 2) / 5) + 1 };
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
