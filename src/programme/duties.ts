import { type CaseState, caseStates, certifiedStates } from '../model/case.ts';
import type { ActionName } from '../model/case-action.ts';
import type { Role } from '../model/organisation.ts';

/** To whom an act belongs: roles, `system` for the programme itself, and the states of a case in which it makes sense. */
export type Duty = {
  readonly roles: readonly (Role | 'system')[];
  readonly states: readonly CaseState[];
  /** Of a role whose turn comes in some of the states only. */
  readonly turns?: Readonly<Partial<Record<Role | 'system', readonly CaseState[]>>>;
};

const beforeDecision = [
  'draft',
  'submitted',
  'accepted',
  'in-evaluation',
  'nonconformities-open',
  'evaluated',
  'in-review',
  'decision-pending',
] as const satisfies readonly CaseState[];
const mending = ['draft', 'nonconformities-open'] as const satisfies readonly CaseState[];
/** A renewed certificate's number still stands on boxes until its last day, so it can still be taken away. */
const holding = [...certifiedStates, 'renewed'] as const satisfies readonly CaseState[];
const reviewed = ['in-force', 'reduced', 'under-review'] as const satisfies readonly CaseState[];

/**
 * Who may do what, and when: the table that (role, state, action) is tested against, exhaustively. A case that is not there yet has no state: `open` names none.
 * Separation of duties (ISO/IEC 17065, 7.6) is beside it, in `conflictOf`.
 */
export const duties: Readonly<Record<ActionName, Duty>> = {
  open: { roles: ['applicant'], states: [] },
  describe: { roles: ['applicant'], states: mending },
  state: { roles: ['applicant'], states: mending },
  'add-evidence': {
    roles: ['applicant', 'evaluator'],
    states: [...mending, 'in-evaluation', ...certifiedStates],
    // Later: the maker about a change, the laboratory about a bought sample.
    turns: { applicant: [...mending, ...certifiedStates], evaluator: ['in-evaluation', ...certifiedStates] },
  },
  'remove-evidence': {
    roles: ['applicant', 'evaluator'],
    states: [...mending, 'in-evaluation'],
    turns: { applicant: mending, evaluator: ['in-evaluation'] },
  },
  'choose-laboratory': { roles: ['applicant'], states: ['draft', 'accepted'] },
  'request-assessment': {
    roles: ['applicant', 'evaluator', 'surveillance-officer', 'system'],
    states: [...mending, 'in-evaluation', ...certifiedStates],
    turns: { applicant: mending, evaluator: ['in-evaluation'], 'surveillance-officer': certifiedStates, system: certifiedStates },
  },
  submit: { roles: ['applicant'], states: ['draft'] },
  cancel: { roles: ['applicant'], states: beforeDecision },
  accept: { roles: ['reviewer'], states: ['submitted'] },
  reject: { roles: ['reviewer'], states: ['submitted'] },
  'return-application': { roles: ['reviewer'], states: ['submitted'] },
  'begin-evaluation': { roles: ['evaluator'], states: ['accepted'] },
  'raise-nonconformity': { roles: ['evaluator'], states: ['in-evaluation', 'nonconformities-open'] },
  'answer-nonconformity': { roles: ['applicant'], states: ['nonconformities-open'] },
  'close-nonconformity': { roles: ['evaluator'], states: ['nonconformities-open'] },
  'complete-evaluation': { roles: ['evaluator'], states: ['in-evaluation'] },
  'take-up-review': { roles: ['reviewer'], states: ['evaluated'] },
  'return-to-evaluation': { roles: ['reviewer'], states: ['in-review'] },
  recommend: { roles: ['reviewer'], states: ['in-review'] },
  vote: { roles: ['decision-maker'], states: ['decision-pending'] },
  recuse: { roles: ['decision-maker'], states: ['decision-pending'] },
  'replace-member': { roles: ['reviewer'], states: ['decision-pending'] },
  sign: { roles: ['decision-maker'], states: ['decision-pending'] },
  propose: { roles: ['surveillance-officer', 'system'], states: certifiedStates },
  'dismiss-proposal': { roles: ['surveillance-officer'], states: certifiedStates },
  'put-under-review': { roles: ['surveillance-officer'], states: reviewed },
  'close-review': { roles: ['surveillance-officer'], states: [...reviewed, 'renewed'] },
  'announce-measure': { roles: ['surveillance-officer'], states: holding },
  'answer-measure': { roles: ['applicant'], states: holding },
  'propose-remedy': { roles: ['applicant'], states: certifiedStates },
  suspend: { roles: ['surveillance-officer'], states: reviewed },
  'extend-suspension': { roles: ['decision-maker'], states: ['suspended'] },
  reinstate: { roles: ['surveillance-officer'], states: ['suspended'] },
  reduce: { roles: ['decision-maker'], states: certifiedStates },
  withdraw: { roles: ['decision-maker'], states: holding },
  terminate: { roles: ['applicant'], states: holding },
  lapse: { roles: ['scheme-owner'], states: holding },
  'report-change': { roles: ['applicant'], states: certifiedStates },
  'cover-change': { roles: ['surveillance-officer'], states: certifiedStates },
  'record-assessment': { roles: ['system'], states: caseStates },
  'record-failure': { roles: ['system'], states: caseStates },
  'record-issue': { roles: ['system'], states: [...certifiedStates, 'decision-pending'] },
  'record-renewal': { roles: ['system'], states: certifiedStates },
  expire: { roles: ['system'], states: holding },
};

export const isAllowed = (action: ActionName, role: Role | 'system', state: CaseState): boolean =>
  duties[action].roles.includes(role) && statesOf(action, role).includes(state);

/** The states in which an act is a role's; the role has it at all (see `roles`). */
export const statesOf = (action: ActionName, role: Role | 'system'): readonly CaseState[] =>
  duties[action].turns?.[role] ?? duties[action].states;
