/** `IQS-TRAIN-0000042`: a body's code, then seven digits, or eight or nine that do not begin with 0, so that a number has one spelling. */
export const numberPattern = /^IQS-[A-Z][A-Z0-9]{1,11}-([0-9]{7}|[1-9][0-9]{7,8})$/;

/** A certificate number as the body that gave it, and the how-many-eth of that body it is. */
export type LabelNumber = { readonly body: string; readonly serial: number };

/** Null: not a number of ours. */
export function parseNumber(number: string): LabelNumber | null {
  if (!numberPattern.test(number)) return null;
  const [, body = '', serial = ''] = number.split('-');
  return { body, serial: Number(serial) };
}
