import { byCodeUnit } from '../../foundation/order.ts';

/** Where two JSON values part first, and what stands there; `undefined` where there is nothing. */
export type Difference = { readonly path: string; readonly theirs: unknown; readonly ours: unknown };

type Step = { readonly path: string; readonly theirs: unknown; readonly ours: unknown };

/**
 * The first difference of two JSON values, in the order of their canonical text; null where they are equal. The path is written as
 * `$.parts[0].letter`, a key that is no plain word as `$["a b"]`.
 */
export function firstDifference(theirs: unknown, ours: unknown): Difference | null {
  const open: Step[] = [{ path: '$', theirs, ours }];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const inner = children(step);
    if (inner === null) {
      if (step.theirs !== step.ours) return step;
    } else open.push(...inner.toReversed());
  }
  return null;
}

/** The members of both sides, or null where they are not of one kind of container. */
function children({ path, theirs, ours }: Step): readonly Step[] | null {
  if (Array.isArray(theirs) && Array.isArray(ours)) {
    const length = Math.max(theirs.length, ours.length);
    return Array.from({ length }, (_, index) => ({
      path: `${path}[${index}]`,
      theirs: theirs[index] as unknown,
      ours: ours[index] as unknown,
    }));
  }
  if (!isRecord(theirs) || !isRecord(ours)) return null;
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])].sort(byCodeUnit);
  return keys.map((key) => ({ path: `${path}${member(key)}`, theirs: own(theirs, key), ours: own(ours, key) }));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const own = (record: Readonly<Record<string, unknown>>, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);

const member = (key: string): string => (/^[A-Za-z][A-Za-z0-9]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);
