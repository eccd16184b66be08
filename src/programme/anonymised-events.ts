import type { CaseEvent } from './case-event.ts';
import { hidden } from './hide-names.ts';
import { numberedMarks } from './numbered-marks.ts';

/** Acts whose words are the committee's own business. */
const open: ReadonlySet<CaseEvent['name']> = new Set(['vote', 'recuse', 'sign']);

/**
 * Events as a member of the committee reads them before the vote is closed: what happened when, in which role. Nothing that came along is shown but the member's own, so that no
 * name gets through in words, files or hosts; others' votes are left out.
 */
export function anonymisedEvents(events: readonly CaseEvent[], viewer: string | null): readonly CaseEvent[] {
  const people = numberedMarks(events.flatMap(({ by }) => (by.kind === 'person' && by.person !== viewer ? [by.person] : [])));
  return events
    .filter(({ name, by }) => name !== 'vote' || (by.kind === 'person' && by.person === viewer))
    .map((event): CaseEvent => {
      const { by } = event;
      const isOwn = by.kind === 'person' && by.person === viewer && open.has(event.name);
      const seenBy = by.kind === 'system' ? by : { ...by, person: people.get(by.person) ?? by.person, organisation: hidden };
      return { ...event, by: seenBy, input: isOwn ? event.input : {} } as CaseEvent;
    });
}
