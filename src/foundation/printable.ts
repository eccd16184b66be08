/** Hostile text as one short printable line: control, direction and broken characters stand as `?`; at most `most` characters. */
export const printable = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu, '?') +
  (text.length > most ? '…' : '');
