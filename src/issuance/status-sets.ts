import { numberParts } from '../credential/number-parts.ts';
import type { StatusPurpose } from '../credential/status-place.ts';
import type { RegisterEntry } from '../model/register-entry.ts';

/** Serials of one body whose bits are set, by what a status list says. */
export type StatusSets = Readonly<Record<StatusPurpose, ReadonlySet<number>>>;

/** What the entries of a register come to for a body's status lists. The entries are in the log's order and were checked when they were appended. */
export function statusSets(body: string, entries: Iterable<RegisterEntry>): StatusSets {
  const sets: Record<StatusPurpose, Set<number>> = { revocation: new Set(), suspension: new Set(), refresh: new Set() };
  for (const entry of entries) {
    if (!('number' in entry)) continue;
    const { body: of, serial } = numberParts(entry.number);
    if (of !== body) continue;
    if (entry.event === 'withdrawn') sets.revocation.add(serial);
    if (entry.event === 'suspended') sets.suspension.add(serial);
    if (entry.event === 'reinstated' || entry.event === 'reduced') sets.suspension.delete(serial);
    if (entry.event === 'reduced') sets.refresh.add(serial);
  }
  return sets;
}
