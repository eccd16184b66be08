// Who may do what and when, written down a second time from the design (6-programme, A case): the machine is held against it, role by role, state by state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CaseState, caseStates } from '../model/case.ts';
import type { ActionName } from '../model/case-action.ts';
import { type Role, roles } from '../model/organisation.ts';
import { actionNames, actorIn, caseIn, contextAt, inputFor } from './case-fixture.ts';
import { isAllowed } from './duties.ts';
import { type Act, transition } from './transition.ts';

/** `role: states`, several with `;`. Dr draft, Su submitted, Ac accepted, Ev in evaluation, No nonconformities open, Ed evaluated, Re in review, De decision pending, */
/** In in force, Un under review, Sp suspended, Rd reduced, Rn renewed; the other seven ends have no letters, for nothing but the programme's late answers happens there. */
const codes: Readonly<Record<string, CaseState>> = {
  Dr: 'draft',
  Su: 'submitted',
  Ac: 'accepted',
  Ev: 'in-evaluation',
  No: 'nonconformities-open',
  Ed: 'evaluated',
  Re: 'in-review',
  De: 'decision-pending',
  In: 'in-force',
  Un: 'under-review',
  Sp: 'suspended',
  Rd: 'reduced',
  Rn: 'renewed',
};
const expected: Readonly<Record<ActionName, string>> = {
  open: '',
  describe: 'applicant: Dr No',
  state: 'applicant: Dr No',
  'add-evidence': 'applicant: Dr No In Un Sp Rd; evaluator: Ev In Un Sp Rd',
  'remove-evidence': 'applicant: Dr No; evaluator: Ev',
  'choose-laboratory': 'applicant: Dr Ac',
  'request-assessment': 'applicant: Dr No; evaluator: Ev; surveillance-officer: In Un Sp Rd; system: In Un Sp Rd',
  submit: 'applicant: Dr',
  cancel: 'applicant: Dr Su Ac Ev No Ed Re De',
  accept: 'reviewer: Su',
  reject: 'reviewer: Su',
  'return-application': 'reviewer: Su',
  'begin-evaluation': 'evaluator: Ac',
  'raise-nonconformity': 'evaluator: Ev No',
  'answer-nonconformity': 'applicant: No',
  'close-nonconformity': 'evaluator: No',
  'complete-evaluation': 'evaluator: Ev',
  'take-up-review': 'reviewer: Ed',
  'return-to-evaluation': 'reviewer: Re',
  recommend: 'reviewer: Re',
  vote: 'decision-maker: De',
  recuse: 'decision-maker: De',
  'replace-member': 'reviewer: De',
  sign: 'decision-maker: De',
  propose: 'surveillance-officer: In Un Sp Rd; system: In Un Sp Rd',
  'dismiss-proposal': 'surveillance-officer: In Un Sp Rd',
  'put-under-review': 'surveillance-officer: In Un Rd',
  'close-review': 'surveillance-officer: In Un Rd Rn',
  'announce-measure': 'surveillance-officer: In Un Sp Rd Rn',
  'answer-measure': 'applicant: In Un Sp Rd Rn',
  'propose-remedy': 'applicant: In Un Sp Rd',
  suspend: 'surveillance-officer: In Un Rd',
  'extend-suspension': 'decision-maker: Sp',
  reinstate: 'surveillance-officer: Sp',
  reduce: 'decision-maker: In Un Sp Rd',
  withdraw: 'decision-maker: In Un Sp Rd Rn',
  terminate: 'applicant: In Un Sp Rd Rn',
  lapse: 'scheme-owner: In Un Sp Rd Rn',
  'report-change': 'applicant: In Un Sp Rd',
  'cover-change': 'surveillance-officer: In Un Sp Rd',
  'record-assessment': 'system: *',
  'record-failure': 'system: *',
  'record-issue': 'system: De In Un Sp Rd',
  'record-renewal': 'system: In Un Sp Rd',
  expire: 'system: In Un Sp Rd Rn',
};

const expects = (action: ActionName, role: string, state: CaseState): boolean =>
  expected[action].split('; ').some((entry) => {
    const [who, states = ''] = entry.split(': ');
    return who === role && (states === '*' || states.split(' ').some((code) => codes[code] === state));
  });

const everyone: readonly (Role | 'system')[] = [...roles, 'system'];

test('every role, state and act: refused for the role or the state exactly where the table says so', () => {
  const wrong: string[] = [];
  for (const state of caseStates) {
    const { case: of, now } = caseIn(state);
    for (const role of everyone)
      for (const name of actionNames) {
        const act = { by: actorIn(role), action: { name, input: inputFor(name, of) } } as Act;
        const done = transition(of, act, contextAt(now), of.id);
        const isForbidden = done.outcome === 'refused' && ['ROLE_MISSING', 'STATE_FORBIDS', 'NOT_YOUR_CASE'].includes(done.refusal.code);
        if (isForbidden === expects(name, role, state)) wrong.push(`${role} ${name} in ${state}: ${isForbidden ? 'refused' : 'allowed'}`);
      }
  }
  assert.deepEqual(wrong, []);
});

test('isAllowed says the same', () => {
  const wrong = caseStates.flatMap((state) =>
    everyone.flatMap((role) => actionNames.filter((name) => isAllowed(name, role, state) !== expects(name, role, state))),
  );
  assert.deepEqual(wrong, []);
});

test('a walk leads into every state, and opening needs none', () => {
  for (const state of caseStates) assert.equal(caseIn(state).case.state, state);
  const open = { by: actorIn('applicant'), action: { name: 'open', input: inputFor('open', null) } } as Act;
  assert.equal(transition(null, open, contextAt('2027-01-04T09:00:00Z'), 'case-1').outcome, 'done');
});
