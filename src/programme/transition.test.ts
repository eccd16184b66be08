// The rules of ISO/IEC 17065 that are not a matter of role and state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CaseState, caseStates } from '../model/case.ts';
import type { CaseContext } from './case-context.ts';
import { act, assessmentOf, caseIn, contextAt, type Step, seats, type Walk, walk } from './case-fixture.ts';
import { inForce, knowing, pending, refusal } from './refusal-fixture.ts';

test('the applicant’s employee or adviser is refused in every other hat, and whoever the applicant is in its own is not', () => {
  const acts: readonly (readonly [Walk, Step, keyof typeof seats])[] = [
    [caseIn('accepted'), ['eva', 'begin-evaluation'], 'eva'],
    [caseIn('submitted'), ['rob', 'accept'], 'rob'],
    [caseIn('evaluated'), ['rob', 'take-up-review'], 'rob'],
    [pending, ['dora', 'vote'], 'dora'],
    [inForce, ['sam', 'announce-measure'], 'sam'],
    [inForce, ['olga', 'lapse'], 'olga'],
  ];
  for (const [from, step, person] of acts) {
    const { organisation, role } = seats[person];
    const own = { organisation, roles: [role] };
    assert.equal(refusal(from, step), 'done');
    assert.equal(refusal(from, step, knowing(person, { ties: ['maker-1'] })), 'CONFLICT_TIE', `${person} advised`);
    const employed = { memberships: [own, { organisation: 'maker-1', roles: [] }] };
    assert.equal(refusal(from, step, knowing(person, employed)), 'CONFLICT_TIE', `${person} works there`);
  }
  assert.equal(
    refusal(
      caseIn('draft'),
      ['anna', 'submit'],
      knowing('anna', { memberships: [{ organisation: 'maker-1', roles: ['applicant'] }], ties: ['maker-1'] }),
    ),
    'done',
  );
});

test('an assessment counts for the case it was asked for, by its scheme and as it stands', () => {
  const asked = walk([['eva', 'request-assessment']], caseIn('in-evaluation'));
  const other = { ...assessmentOf('official'), scheme: { id: 'train', vintage: '1', digest: '0' } };
  assert.equal(refusal(asked, ['system', 'record-assessment', { assessment: other }]), 'ASSESSMENT_NOT_ASKED');
  assert.equal(refusal(asked, ['system', 'record-assessment', { assessment: assessmentOf('preview') }]), 'ASSESSMENT_NOT_ASKED');
  assert.equal(refusal(asked, ['eva', 'complete-evaluation']), 'ASSESSMENT_RUNNING');
  const come = walk([['system', 'record-assessment']], asked);
  assert.equal(refusal(come, ['eva', 'complete-evaluation']), 'done');
  assert.equal(refusal(come, ['eva', 'complete-evaluation'], { input: 'c'.repeat(64) }), 'ASSESSMENT_MISSING');
});

test('nobody certifies or tests its own, and a laboratory only within its term and scope', () => {
  const own = act(null, ['anna', 'open', { applicant: 'maker-1', body: 'maker-1', scheme: 'iqs', renews: null }], contextAt(inForce.now));
  assert.equal(own.outcome === 'refused' && own.refusal.code, 'CONFLICT_TIE');
  const authorised = (schemes: readonly string[], until: string): Partial<CaseContext> => ({
    laboratories: new Map(['lab-1', 'maker-1'].map((id) => [id, { schemes, until }])),
  });
  assert.equal(
    refusal(caseIn('draft'), ['anna', 'choose-laboratory', { laboratory: 'maker-1' }], authorised(['iqs'], '2030-01-01')),
    'LABORATORY_UNAUTHORISED',
  );
  const steps: readonly (readonly [CaseState, Step])[] = [
    ['draft', ['anna', 'submit']],
    ['submitted', ['rob', 'accept']],
    ['accepted', ['eva', 'begin-evaluation']],
  ];
  for (const [state, step] of steps) {
    assert.equal(refusal(caseIn(state), step), 'done');
    assert.equal(refusal(caseIn(state), step, authorised(['train'], '2030-01-01')), 'LABORATORY_UNAUTHORISED');
    assert.equal(refusal(caseIn(state), step, authorised(['iqs'], '2027-01-03')), 'LABORATORY_UNAUTHORISED');
  }
});

test('only a laboratory says that a file was taken from a bought unit', () => {
  const evidence = { ...caseIn('draft').case.evidence[0], file: 'bought.bin', custody: 'sampled' };
  assert.equal(refusal(caseIn('draft'), ['anna', 'add-evidence', { evidence }]), 'EVIDENCE_OF_OTHERS');
  assert.equal(refusal(inForce, ['eva', 'add-evidence', { evidence }]), 'done');
});

test('an act without an opening, or a second opening, is refused', () => {
  const none = act(null, ['anna', 'submit'], contextAt(inForce.now));
  assert.equal(none.outcome === 'refused' && none.refusal.code, 'NOT_YOUR_CASE');
  const late = act(null, ['system', 'expire'], contextAt(inForce.now));
  assert.equal(late.outcome === 'refused' && late.refusal.code, 'STATE_FORBIDS');
  for (const state of caseStates) assert.equal(refusal(caseIn(state), ['anna', 'open']), 'STATE_FORBIDS');
});
