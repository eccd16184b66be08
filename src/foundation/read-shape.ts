import { DecodeError } from './decode-error.ts';
import { epochSeconds } from './epoch-seconds.ts';

/** Turns a parsed JSON value into a typed one, or throws `DecodeError('malformed')` that says where. Nothing is coerced, nothing is ignored. */
export type ShapeReader<T> = (value: unknown, at: string) => T;

export type Shaped<R> = R extends ShapeReader<infer T> ? T : never;

function refuse(at: string, wanted: string): never {
  throw new DecodeError('malformed', `${at}: ${wanted} wanted`);
}

/** Text of 1 to `longest` UTF-16 units without control characters or lone surrogates, and of the given form. */
export function textShape(longest: number, form?: RegExp): ShapeReader<string> {
  return (value, at) => {
    if (typeof value !== 'string' || value.length === 0 || value.length > longest) return refuse(at, `text of 1 to ${longest} letters`);
    if (/[\p{Cc}\p{Cs}]/u.test(value)) return refuse(at, 'text without control characters');
    if (form !== undefined && !form.test(value)) return refuse(at, String(form));
    return value;
  };
}

export const digestShape: ShapeReader<string> = textShape(64, /^[0-9a-f]{64}$/);

/** An RFC 3339 date that exists. */
export const dateShape: ShapeReader<string> = (value, at) =>
  typeof value === 'string' && value.length === 10 && epochSeconds(value) !== null ? value : refuse(at, 'a date');

/** An RFC 3339 instant in UTC with whole seconds. */
export const instantShape: ShapeReader<string> = (value, at) =>
  typeof value === 'string' && value.length === 20 && epochSeconds(value) !== null
    ? value
    : refuse(at, 'an instant in UTC with whole seconds');

export const wholeShape =
  (least: number, most: number): ShapeReader<number> =>
  (value, at) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most && !Object.is(value, -0)
      ? (value as number)
      : refuse(at, `a whole number from ${least} to ${most}`);

export const flagShape: ShapeReader<boolean> = (value, at) => (typeof value === 'boolean' ? value : refuse(at, 'true or false'));

export const oneOfShape =
  <const T extends string | number | boolean>(values: readonly T[]): ShapeReader<T> =>
  (value, at) =>
    values.includes(value as T) ? (value as T) : refuse(at, `one of ${values.join(', ')}`);

export const nullableShape =
  <T>(read: ShapeReader<T>): ShapeReader<T | null> =>
  (value, at) =>
    value === null ? null : read(value, at);

export const listShape =
  <T>(read: ShapeReader<T>, most: number): ShapeReader<readonly T[]> =>
  (value, at) =>
    Array.isArray(value) && value.length <= most
      ? value.map((item, index) => read(item, `${at}/${index}`))
      : refuse(at, `a list of at most ${most}`);

/** Exactly these members: one that is missing or not named here is refused. */
export function recordShape<R extends Readonly<Record<string, ShapeReader<unknown>>>>(
  members: R,
): ShapeReader<{ readonly [K in keyof R]: Shaped<R[K]> }> {
  const names = Object.keys(members);
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(at, 'an object');
    for (const name of Object.keys(value)) if (!Object.hasOwn(members, name)) refuse(`${at}/${name}`, 'no such member');
    const out: Record<string, unknown> = {};
    for (const name of names) {
      if (!Object.hasOwn(value, name)) refuse(`${at}/${name}`, 'a member');
      out[name] = (members[name] as ShapeReader<unknown>)((value as Record<string, unknown>)[name], `${at}/${name}`);
    }
    return out as { readonly [K in keyof R]: Shaped<R[K]> };
  };
}
