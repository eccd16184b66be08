/** Years that a new key signs for. */
export const keyYears = 2;

/** The same moment so many years later; 28 February where the day is a leap day. */
export const yearsLater = (instant: string, years: number): string =>
  `${Number(instant.slice(0, 4)) + years}${instant.slice(4).replace('-02-29', '-02-28')}`;
