import type { Action } from '../model/case-action.ts';
import type { Role } from '../model/organisation.ts';

/** Who acts: a person in one hat, or the programme itself (its worker, its clock). */
export type Actor =
  | { readonly kind: 'person'; readonly person: string; readonly organisation: string; readonly role: Role }
  | { readonly kind: 'system' };

/** What is kept of an act. A case is the fold over its events and nothing else. */
export type CaseEvent = Action & {
  readonly by: Actor;
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly at: string;
  /** The deadline that the act set by the settings of its day; null where it sets none. */
  readonly due: string | null;
};
