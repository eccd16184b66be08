import type { CaseSummary, Desk, Organisation, Seat, SeenCase } from '../../adapters/programme/desk.ts';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Case } from '../../model/case.ts';
import type { Action } from '../../model/case-action.ts';
import { anonymisedCase } from '../../programme/anonymised-case.ts';
import { caseClocks } from '../../programme/case-clocks.ts';
import type { Actor, CaseEvent } from '../../programme/case-event.ts';
import { actionNames, contextAt } from '../../programme/case-fixture.ts';
import { isAllowed } from '../../programme/duties.ts';
import { defaultSettings } from '../../programme/programme-settings.ts';
import { transition } from '../../programme/transition.ts';
import { caseUnknown } from './case-unknown.ts';

const organisations: readonly Organisation[] = [
  { id: 'lab-1', name: 'A laboratory', kind: 'laboratory', authorisation: { schemes: ['iqs'], until: '2040-12-31' }, waits: false },
  { id: 'body-1', name: 'A body', kind: 'body', authorisation: null, waits: false },
];

type Kept = { readonly case: Case; readonly events: readonly CaseEvent[] };

/** A desk over the real machine that keeps its cases in memory; `now` is the clock, to be set. */
export type MemoryDesk = Desk & { readonly cases: Map<string, Kept>; now: string };

const byOf = (seat: Seat): Actor => (seat === 'system' ? { kind: 'system' } : { kind: 'person', ...seat });

export function memoryDesk(start: string): MemoryDesk {
  const cases = new Map<string, Kept>();
  const find = (seat: Seat, id: string): Kept => {
    const found = cases.get(id);
    const sides = found === undefined ? [] : [found.case.applicant, found.case.body, found.case.laboratory];
    if (found === undefined || (seat !== 'system' && !sides.includes(seat.organisation))) throw caseUnknown(id);
    return found;
  };
  const take = (seat: Seat, before: Kept | null, action: Action, id: string): Case => {
    const done = transition(before?.case ?? null, { by: byOf(seat), action }, contextAt(desk.now), id);
    if (done.outcome === 'refused') throw new UserError(done.refusal.code, 'refused', done.refusal.detail, 'see the case');
    cases.set(id, { case: done.case, events: [...(before?.events ?? []), done.event] });
    return done.case;
  };
  const desk: MemoryDesk = {
    cases,
    now: start,
    open: async (seat, input) => take(seat, null, { name: 'open', input }, `case-${cases.size + 1}`),
    act: async (seat, id, action, expected) => {
      const before = find(seat, id);
      if (expected !== undefined && expected !== before.case.version)
        throw new UserError('VERSION_CONFLICT', 'the case has moved on', `${before.case.version}`, 'read it again');
      return take(seat, before, action, id);
    },
    read: async (seat, id) => seen(seat, find(seat, id).case),
    list: async (seat, { state, text, cursor, limit = 50 }) => {
      if (cursor !== undefined && !/^\d{1,6}$/.test(cursor))
        throw new UserError('CURSOR_INVALID', 'no cursor', cursor, 'take next of a page');
      const from = Number(cursor ?? 0);
      const all = [...cases.values()]
        .map((each) => each.case)
        .filter((of) => seat === 'system' || [of.applicant, of.body, of.laboratory].includes(seat.organisation))
        .filter((of) => (state ?? of.state) === of.state && (text === undefined || of.id.includes(text)));
      return { items: all.slice(from, from + limit).map(summary), next: from + limit < all.length ? String(from + limit) : null };
    },
    events: async (seat, id) => find(seat, id).events,
    assessment: async (seat, id, digest) => {
      if (!find(seat, id).case.assessments.some((each) => each.digest === digest))
        throw new UserError('EVIDENCE_UNKNOWN', 'no such file', digest, 'see the case');
      return new TextEncoder().encode(canonicalJson({ iqs: 'assessment/1', digest }));
    },
    organisations: async (kind) => organisations.filter((each) => (kind ?? each.kind) === each.kind),
  };
  return desk;
}

function seen(seat: Seat, of: Case): SeenCase {
  const role = seat === 'system' ? 'system' : seat.role;
  const anonymised = role === 'decision-maker' && of.state === 'decision-pending' && (of.committee?.outcome ?? null) === null;
  return {
    case: anonymised ? anonymisedCase(of, [], seat === 'system' ? null : seat.person) : of,
    anonymised,
    allowed: actionNames.filter((name) => isAllowed(name, role, of.state)),
    clocks: caseClocks(of, defaultSettings),
    document: (of.committee?.outcome ?? null) === null ? null : { sha256: contextAt(of.since).document ?? '', text: 'The decision.' },
    names: new Map([['lab-1', 'A laboratory']]),
  };
}

const summary = (of: Case): CaseSummary => ({
  id: of.id,
  state: of.state,
  product: of.description?.product.name ?? null,
  category: of.description?.product.category ?? null,
  applicant: { id: of.applicant, name: of.applicant },
  letter: of.certificate?.letter ?? null,
  number: of.certificate?.number ?? null,
  since: of.since,
  version: of.version,
  due: null,
});
