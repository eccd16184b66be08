import type { ActionName } from '../model/case-action.ts';
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

export const isOf = <Part extends string>(part: Part, event: CaseEvent): event is EventOf<Part> => parts[event.name] === part;
