const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `2028-02-29` is one, `2027-02-29` is none. */
export function isCalendarDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text) ?? [];
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const most = month === '02' && isLeap ? 29 : days[Number(month) - 1];
  return most !== undefined && Number(day) >= 1 && Number(day) <= most;
}
