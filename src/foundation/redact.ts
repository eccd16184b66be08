/** Enough of a secret to recognise one's own, not to use another's: two characters of eight or more, and the length. */
export const redact = (value: string): string => `${value.length >= 8 ? value.slice(0, 2) : ''}…${value.length}`;
