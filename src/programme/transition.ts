import type { Case } from '../model/case.ts';
import type { Role } from '../model/organisation.ts';
import { applyEvent } from './apply-event.ts';
import type { CaseContext } from './case-context.ts';
import type { CaseEvent } from './case-event.ts';
import type { Refusal } from './case-refusal.ts';
import { conflictOf } from './conflict-of.ts';
import { deadlineOf } from './deadline-of.ts';
import { duties, isAllowed } from './duties.ts';
import { guard } from './guard.ts';

/** An act before it is an event: the deadline it sets is worked out here. */
export type Act = Pick<CaseEvent, 'by'> & { readonly action: Pick<CaseEvent, 'name' | 'input'> };

export type Transition =
  | { readonly outcome: 'done'; readonly case: Case; readonly event: CaseEvent }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/**
 * What an act makes of a case, or why it is refused. Asked in this order: has the person the role, is it a case of that organisation, does the state allow it, is there a
 * conflict, and do the facts of the act hold. `before`: null for an act that opens one; `id`: its id.
 */
export function transition(before: Case | null, { by, action }: Act, context: CaseContext, id: string): Transition {
  const event = { ...action, by, at: context.now, due: deadlineOf(action as CaseEvent, context) } as CaseEvent;
  const refusal = notAllowed(before, event, context) ?? guard(before, event, context);
  return refusal === null ? { outcome: 'done', case: applyEvent(before, event, id), event } : { outcome: 'refused', refusal };
}

function notAllowed(before: Case | null, event: CaseEvent, context: CaseContext): Refusal | null {
  const { roles } = duties[event.name];
  const { by } = event;
  const role = by.kind === 'system' ? 'system' : by.role;
  if (!roles.includes(role)) return { code: 'ROLE_MISSING', detail: roles.join(', ') };
  const facts = by.kind === 'system' ? null : context.people.get(by.person);
  if (by.kind === 'person') {
    const isHeld = facts?.memberships.some(({ organisation, roles: held }) => organisation === by.organisation && held.includes(by.role));
    if (!isHeld) return { code: 'ROLE_MISSING', detail: by.role };
    const side = before ?? (event.name === 'open' ? event.input : null);
    if (side === null || sideOf(side, by.role) !== by.organisation) return { code: 'NOT_YOUR_CASE', detail: by.organisation };
  }
  if (before === null ? event.name !== 'open' : !isAllowed(event.name, role, before.state))
    return { code: 'STATE_FORBIDS', detail: before?.state ?? 'none' };
  if (before !== null && context.now < before.since) return { code: 'TIME_BACKWARDS', detail: before.since };
  return before === null || by.kind === 'system' || facts === undefined || facts === null ? null : conflictOf(before, facts, by.role);
}

/** The organisation whose people act on the case in a role. */
const sideOf = (
  { applicant, body, ...rest }: { applicant: string; body: string; laboratory?: string | null },
  role: Role,
): string | null => {
  if (role === 'applicant') return applicant;
  return role === 'evaluator' ? (rest.laboratory ?? null) : body;
};
