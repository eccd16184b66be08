import type { Case } from '../model/case.ts';
import type { ActionName } from '../model/case-action.ts';
import { applyApplication } from './apply-application.ts';
import { applyDecision } from './apply-decision.ts';
import { applyEvaluation } from './apply-evaluation.ts';
import { applySurveillance } from './apply-surveillance.ts';
import type { CaseEvent } from './case-event.ts';

/** Which part of the machine an act belongs to; the compiler names an act that is in none. */
const parts = {
  open: 'application',
  describe: 'application',
  state: 'application',
  'add-evidence': 'application',
  'remove-evidence': 'application',
  'choose-laboratory': 'application',
  'request-assessment': 'application',
  'record-assessment': 'application',
  'record-failure': 'application',
  submit: 'application',
  cancel: 'application',
  accept: 'application',
  reject: 'application',
  'return-application': 'application',
  'begin-evaluation': 'evaluation',
  'raise-nonconformity': 'evaluation',
  'answer-nonconformity': 'evaluation',
  'close-nonconformity': 'evaluation',
  'complete-evaluation': 'evaluation',
  'take-up-review': 'evaluation',
  'return-to-evaluation': 'evaluation',
  recommend: 'decision',
  vote: 'decision',
  recuse: 'decision',
  'replace-member': 'decision',
  sign: 'decision',
  'record-issue': 'decision',
  propose: 'surveillance',
  'dismiss-proposal': 'surveillance',
  'put-under-review': 'surveillance',
  'close-review': 'surveillance',
  'announce-measure': 'surveillance',
  'answer-measure': 'surveillance',
  'propose-remedy': 'surveillance',
  suspend: 'surveillance',
  'extend-suspension': 'surveillance',
  reinstate: 'surveillance',
  reduce: 'surveillance',
  withdraw: 'surveillance',
  terminate: 'surveillance',
  lapse: 'surveillance',
  'report-change': 'surveillance',
  'cover-change': 'surveillance',
  'record-renewal': 'surveillance',
  expire: 'surveillance',
} as const satisfies Readonly<Record<ActionName, string>>;

export type EventOf<Part extends string> = Extract<
  CaseEvent,
  { readonly name: { [Name in ActionName]: (typeof parts)[Name] extends Part ? Name : never }[ActionName] }
>;

/** The case after one of its events. Nothing is checked here: what was kept has happened. `id`: of a case that its first event opens. */
export function applyEvent(before: Case | null, event: CaseEvent, id: string): Case {
  const after = applyPart(before, event, id);
  return {
    ...after,
    version: (before?.version ?? 0) + 1,
    since: after.state === before?.state ? before.since : event.at,
    hats: withHat(after.hats, event.by),
  };
}

function applyPart(before: Case | null, event: CaseEvent, id: string): Case {
  if (event.name === 'open') return applyApplication(before, event, id);
  // A stream begins with its opening; a store that handed out another has lost its beginning.
  if (before === null) throw new Error(`case ${id} begins with ${event.name}`);
  if (isOf('evaluation', event)) return applyEvaluation(before, event);
  if (isOf('decision', event)) return applyDecision(before, event);
  if (isOf('surveillance', event)) return applySurveillance(before, event);
  return applyApplication(before, event as EventOf<'application'>, id);
}

export const isOf = <Part extends string>(part: Part, event: CaseEvent): event is EventOf<Part> => parts[event.name] === part;

function withHat(hats: Case['hats'], by: CaseEvent['by']): Case['hats'] {
  if (by.kind === 'system') return hats;
  const { person, organisation, role } = by;
  return hats.some((hat) => hat.person === person && hat.role === role) ? hats : [...hats, { person, organisation, role }];
}
