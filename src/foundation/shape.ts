import { DecodeError } from './decode-error.ts';
import { epochSeconds } from './epoch-seconds.ts';

/**
 * What is wrong with a parsed JSON value, and where below it (`.reason: not a text`); null when it is a `T`. Nothing is coerced, ignored or put together: what has its shape is
 * used as it is.
 */
export type Shape<T> = { (value: unknown): string | null; readonly of?: T };

export type Shaped<S> = S extends Shape<infer T> ? T : never;

/** Printed on pages and terminals: no control characters, none that turn the direction of writing or hide, no half of a pair. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;
const plain = /^[ -~]*$/;

/** 1 to `longest` UTF-16 units that can be shown as they are, and of the form. */
export function textShape(longest: number, form?: RegExp): Shape<string> {
  const refusal = form === undefined ? `: not a text of 1 to ${longest} characters` : `: not ${form}`;
  return (value) => {
    if (typeof value !== 'string' || value.length === 0 || value.length > longest || form?.test(value) === false) return refusal;
    // Most are ASCII, which is quickly seen.
    return plain.test(value) || (value.isWellFormed() && !unprintable.test(value)) ? null : ': a character that cannot be shown';
  };
}

/** A SHA-256 in lower-case hexadecimal. */
export const digestShape: Shape<string> = textShape(64, /^[0-9a-f]{64}$/);

/** An RFC 3339 date that exists. */
export const dateShape: Shape<string> = (value) =>
  typeof value === 'string' && value.length === 10 && epochSeconds(value) !== null ? null : ': not a date';

/** An RFC 3339 instant in UTC with whole seconds. */
export const instantShape: Shape<string> = (value) =>
  typeof value === 'string' && value.length === 20 && epochSeconds(value) !== null ? null : ': not an instant in UTC with whole seconds';

export function wholeShape(least: number, most: number): Shape<number> {
  const refusal = `: not a whole number from ${least} to ${most}`;
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && !Object.is(value, -0) && value >= least && value <= most ? null : refusal;
}

export const flagShape: Shape<boolean> = (value) => (typeof value === 'boolean' ? null : ': neither true nor false');

export function oneOfShape<const T extends string>(choices: readonly T[]): Shape<T> {
  const known = new Set<unknown>(choices);
  const refusal = `: not one of ${choices.join(', ')}`;
  return (value) => (known.has(value) ? null : refusal);
}

/** For a member that is compared as a whole elsewhere. */
export const anyShape: Shape<unknown> = () => null;

export const nullableShape =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value) =>
    value === null ? null : shape(value);

export const listShape =
  <T>(shape: Shape<T>, most: number): Shape<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value) || value.length > most) return `: not a list of at most ${most}`;
    for (let at = 0; at < value.length; at += 1) {
      const fault = shape(value[at]);
      if (fault !== null) return `[${at}]${fault}`;
    }
    return null;
  };

/** Exactly these members: one more is refused, one less too. */
export function recordShape<R extends Readonly<Record<string, Shape<unknown>>>>(
  members: R,
): Shape<{ readonly [K in keyof R]: Shaped<R[K]> }> {
  const shapes = Object.entries(members);
  const refusal = `: its members are not ${Object.keys(members).join(', ')}`;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return ': not an object';
    const given = value as Readonly<Record<string, unknown>>;
    if (Object.keys(given).length !== shapes.length) return refusal;
    for (const [name, shape] of shapes) {
      if (!Object.hasOwn(given, name)) return refusal;
      const fault = shape(given[name]);
      if (fault !== null) return `.${name}${fault}`;
    }
    return null;
  };
}

/** The value, known to have its shape; `DecodeError('malformed')` otherwise. `name`: for the message. */
export function readShape<T>(shape: Shape<T>, value: unknown, name: string): T {
  const fault = shape(value);
  if (fault !== null) throw new DecodeError('malformed', `${name}${fault}`);
  return value as T;
}
