import { lastDay } from '../foundation/last-day.ts';

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

/** A calendar day as an RFC 3339 date, or null when there is no such day. */
function day(year: number, month: number, date: number): string | null {
  if (month < 1 || month > 12 || date < 1 || date > lastDay(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

const monthNumber = (name: string): number => months.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;

type Form = { readonly pattern: RegExp; readonly read: (found: RegExpExecArray) => string | null };

/** RFC 3339, `30 June 2031`, `June 30, 2031`, and `June 2031`, which means through the last day of the month. */
const forms: readonly Form[] = [
  { pattern: /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?!\d)/g, read: ([, y, m, d]) => day(Number(y), Number(m), Number(d)) },
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${monthName},? (\\d{4})\\b`, 'gi'),
    read: ([, d, m, y]) => day(Number(y), monthNumber(m ?? ''), Number(d)),
  },
  {
    pattern: new RegExp(`\\b${monthName} (\\d{1,2})(?:st|nd|rd|th)?, (\\d{4})\\b`, 'gi'),
    read: ([, m, d, y]) => day(Number(y), monthNumber(m ?? ''), Number(d)),
  },
  {
    pattern: new RegExp(`(?<!\\b\\d{1,2}(?:st|nd|rd|th)? )\\b${monthName} (\\d{4})\\b`, 'gi'),
    read: ([, m, y]) => day(Number(y), monthNumber(m ?? ''), lastDay(Number(y), monthNumber(m ?? ''))),
  },
];

/** The dates that stand in an English text, as RFC 3339 dates, each once and in order. */
export function datesIn(text: string): readonly string[] {
  const found = forms.flatMap(({ pattern, read }) => [...text.matchAll(pattern)].map((match) => read(match as RegExpExecArray)));
  return [...new Set(found.filter((date) => date !== null))].sort();
}
