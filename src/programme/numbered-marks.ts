import { byCodeUnit } from '../foundation/order.ts';
import { hidden } from './hide-names.ts';

/** For each id a mark of its own: `▮`, `▮▮` and so on in the order of the ids, so that marks stay themselves. No digits: a model may be called 1. */
export const numberedMarks = (ids: readonly string[]): ReadonlyMap<string, string> =>
  new Map([...new Set(ids)].toSorted(byCodeUnit).map((id, index) => [id, hidden.repeat(index + 1)]));
