import { by } from '../foundation/order.ts';
import type { ExhibitLists } from '../model/exhibits.ts';

/** Sorted by place, then by what distinguishes things in one place, so that two runs give the same bytes. */
export function sortedLists(lists: ExhibitLists): ExhibitLists {
  const order = by<{ readonly at: string; readonly text: string }>(
    (item) => item.at,
    (item) => item.text,
  );
  const sorted = (list: readonly { readonly at: string }[]): readonly unknown[] =>
    list
      .map((item) => ({ at: item.at, text: JSON.stringify(item), item }))
      .sort(order)
      .map(({ item }) => item);
  return Object.fromEntries(Object.entries(lists).map(([kind, list]) => [kind, sorted(list)])) as unknown as ExhibitLists;
}
