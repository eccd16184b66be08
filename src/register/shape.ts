import { DecodeError } from '../foundation/decode-error.ts';

/** Refuses (`malformed`) a value that is not of its shape; `path` says where it stands. */
export type Shape = (value: unknown, path: string) => void;

const refuse = (path: string, what: string): never => {
  throw new DecodeError('malformed', `${path}: ${what}`);
};

const mostItems = 1000;
const longestText = 1000;

/** Printed on pages and terminals: no control characters, none that turn the direction of writing or hide, no half of a pair. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

/** 1 to 1000 characters that can be shown as they are. */
export const text: Shape = (value, path) => {
  if (typeof value !== 'string' || value.length === 0 || value.length > longestText) refuse(path, 'not a text of 1 to 1000 characters');
  else if (!value.isWellFormed() || unprintable.test(value)) refuse(path, 'a character that cannot be shown');
};

export const matching =
  (pattern: RegExp, what: string): Shape =>
  (value, path) => {
    if (typeof value !== 'string' || value.length > longestText || !pattern.test(value)) refuse(path, `not ${what}`);
  };

export const oneOf =
  (choices: readonly string[]): Shape =>
  (value, path) => {
    if (typeof value !== 'string' || !choices.includes(value)) refuse(path, `not one of ${choices.join(', ')}`);
  };

export const flag: Shape = (value, path) => {
  if (typeof value !== 'boolean') refuse(path, 'neither true nor false');
};

/** A whole number from 0 to a million. */
export const count: Shape = (value, path) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || Object.is(value, -0) || value < 0 || value > 1_000_000)
    refuse(path, 'not a count');
};

export const orNull =
  (shape: Shape): Shape =>
  (value, path) => {
    if (value !== null) shape(value, path);
  };

export const list =
  (shape: Shape): Shape =>
  (value, path) => {
    if (!Array.isArray(value) || value.length > mostItems) return refuse(path, `not a list of at most ${mostItems}`);
    value.forEach((item, at) => shape(item, `${path}[${at}]`));
  };

/** Exactly these fields: one more is refused, one less too. */
export const record = (fields: Readonly<Record<string, Shape>>): Shape => {
  const names = Object.keys(fields);
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(path, 'not an object');
    const given = value as Readonly<Record<string, unknown>>;
    if (Object.keys(given).length !== names.length) refuse(path, `its fields are ${names.join(', ')}`);
    for (const name of names) {
      if (!Object.hasOwn(given, name)) refuse(path, `${name} is missing`);
      fields[name]?.(given[name], `${path}.${name}`);
    }
  };
};
