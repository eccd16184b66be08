import { DecodeError } from '../foundation/decode-error.ts';

/** What is wrong with a value, and where below it (`.reason: not a text`); null when it has its shape. Nothing is put together until something is wrong. */
export type Shape = (value: unknown) => string | null;

const mostItems = 1000;
const longestText = 1000;

/** Printed on pages and terminals: no control characters, none that turn the direction of writing or hide, no half of a pair. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;
const plain = /^[ -~]*$/;

/** 1 to 1000 characters that can be shown as they are. */
export const text: Shape = (value) => {
  if (typeof value !== 'string' || value.length === 0 || value.length > longestText) return ': not a text of 1 to 1000 characters';
  // Most are ASCII, which is quickly seen.
  if (plain.test(value)) return null;
  return value.isWellFormed() && !unprintable.test(value) ? null : ': a character that cannot be shown';
};

export const matching = (pattern: RegExp, what: string): Shape => {
  const refusal = `: not ${what}`;
  return (value) => (typeof value === 'string' && value.length <= longestText && pattern.test(value) ? null : refusal);
};

/** A text of which a function says whether it is one. */
export const passing = (isOne: (text: string) => boolean, what: string): Shape => {
  const refusal = `: not ${what}`;
  return (value) => (typeof value === 'string' && isOne(value) ? null : refusal);
};

export const oneOf = (choices: readonly string[]): Shape => {
  const known = new Set<unknown>(choices);
  const refusal = `: not one of ${choices.join(', ')}`;
  return (value) => (known.has(value) ? null : refusal);
};

export const flag: Shape = (value) => (typeof value === 'boolean' ? null : ': neither true nor false');

/** A whole number from 0 to a million. */
export const count: Shape = (value) =>
  typeof value === 'number' && Number.isInteger(value) && !Object.is(value, -0) && value >= 0 && value <= 1_000_000
    ? null
    : ': not a count';

export const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null ? null : shape(value);

export const list =
  (shape: Shape): Shape =>
  (value) => {
    if (!Array.isArray(value) || value.length > mostItems) return `: not a list of at most ${mostItems}`;
    for (let at = 0; at < value.length; at += 1) {
      const fault = shape(value[at]);
      if (fault !== null) return `[${at}]${fault}`;
    }
    return null;
  };

/** Exactly these fields: one more is refused, one less too. */
export const record = (fields: Readonly<Record<string, Shape>>): Shape => {
  const shapes = Object.entries(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return ': not an object';
    const given = value as Readonly<Record<string, unknown>>;
    if (Object.keys(given).length !== shapes.length) return `: its fields are ${Object.keys(fields).join(', ')}`;
    for (const [name, shape] of shapes) {
      if (!Object.hasOwn(given, name)) return `: ${name} is missing`;
      const fault = shape(given[name]);
      if (fault !== null) return `.${name}${fault}`;
    }
    return null;
  };
};

/** Refuses (`malformed`) a value that is not of its shape. */
export function checkShape(shape: Shape, value: unknown, name: string): void {
  const fault = shape(value);
  if (fault !== null) throw new DecodeError('malformed', `${name}${fault}`);
}
