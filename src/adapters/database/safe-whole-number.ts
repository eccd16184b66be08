/** The text of a bigint as a number. Ours count rows and bytes and stay below 2^53; one that does not is a mistake, not a rounding. */
export function safeWholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no safe whole number`);
  return value;
}
