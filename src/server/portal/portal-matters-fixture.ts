import type { Seat } from '../../adapters/programme/desk.ts';
import type { Matters } from '../../adapters/programme/matters.ts';
import { isMatterSeen, seeMatter } from '../../adapters/programme/see-matter.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Matter } from '../../model/matter.ts';
import { lodgedMatter, moveMatter } from '../../programme/matter.ts';
import { isMatterDuty } from '../../programme/matter-duties.ts';
import { defaultSettings as settings } from '../../programme/programme-settings.ts';

/** Matters over the real machine, kept in memory; `dora` had to do with every case. */
export function memoryMatters(now: () => string): { readonly matters: Matters; readonly kept: Map<string, Matter> } {
  const kept = new Map<string, Matter>();
  const of = (seat: Seat, id: string): Matter => {
    const found = kept.get(id);
    if (found === undefined || !isMatterSeen(found, seat)) throw new UserError('MATTER_UNKNOWN', 'no such matter', id, 'look at the list');
    return found;
  };
  const matters: Matters = {
    lodge: async (by, { about, ...report }) => {
      if (about === 'nothing') throw new UserError('MATTER_ABOUT_UNKNOWN', 'no such case', about, 'look at the list');
      const lodgedBy = by === null || by === 'system' ? null : { person: by.person, organisation: by.organisation };
      const place = { case: about, body: 'body-1', lodgedBy };
      const matter = lodgedMatter(`matter-${kept.size + 1}`, { ...report, number: null }, now(), place);
      kept.set(matter.id, matter);
      return seeMatter(matter, by, settings);
    },
    list: async (seat, { open }) => {
      const all = [...kept.values()].filter((each) => isMatterSeen(each, seat) && (open !== true || each.state !== 'decided'));
      return { items: all.map((each) => seeMatter(each, seat, settings)), next: null };
    },
    read: async (seat, id) => {
      const found = kept.get(id);
      return found === undefined || !isMatterSeen(found, seat) ? null : seeMatter(found, seat, settings);
    },
    act: async (seat, id, input) => {
      const before = of(seat, id);
      if (seat === 'system' || !isMatterDuty(before, input.name, seat)) throw new UserError('ROLE_MISSING', 'no', input.name, 'no');
      const act = input.name === 'appeal' ? input : { ...input, by: seat.person };
      const moved = moveMatter(before, act, { now: now(), settings, involved: new Set(['dora']) });
      if (moved.outcome === 'refused') throw new UserError(moved.refusal, 'no', before.state, 'no');
      kept.set(id, moved.matter);
      return seeMatter(moved.matter, seat, settings);
    },
  };
  return { matters, kept };
}
