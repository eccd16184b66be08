// budget: an act for each code and for each rule, all on the same few walks.
// Why an act is refused: each code by an act of its own; and the rules of ISO/IEC 17065 that are not a matter of role and state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CaseState, caseStates } from '../model/case.ts';
import { caseClocks } from './case-clocks.ts';
import type { CaseContext } from './case-context.ts';
import { act, assessmentOf, caseIn, contextAt, type Step, seats, type Walk, walk } from './case-fixture.ts';
import type { RefusalCode } from './case-refusal.ts';
import type { PersonFacts } from './conflict-of.ts';
import { defaultSettings } from './programme-settings.ts';
import { transition } from './transition.ts';
import { daysLater } from './working-days.ts';

/** The code an act is refused with where a walk stands; `done` where it is not. */
const refusal = (from: Walk, step: Step, other: Partial<CaseContext> = {}): string => {
  const result = act(from.case, step, contextAt(from.now, other));
  return result.outcome === 'refused' ? result.refusal.code : 'done';
};

/** Everybody as in the fixture, one of them with something to know about. */
const knowing = (person: keyof typeof seats, fact: Partial<PersonFacts>): Partial<CaseContext> => {
  const people = new Map(contextAt('2027-01-04T09:00:00Z').people);
  people.set(person, {
    person,
    memberships: [{ organisation: seats[person].organisation, roles: [seats[person].role] }],
    ties: [],
    ...fact,
  });
  return { people };
};

const pending = caseIn('decision-pending');
const inForce = caseIn('in-force');
const announced = walk([['sam', 'announce-measure', { kind: 'suspend', letter: null, reason: 'It fell.', urgent: false }]], inForce);
const open = walk([['eva', 'raise-nonconformity']], caseIn('in-evaluation'));
const confirm = { choice: { kind: 'confirm' }, reason: 'So it is.' };
const refuse = { choice: { kind: 'refuse' }, reason: 'Not shown.' };
const sendBack = { choice: { kind: 'send-back' }, reason: 'Test 4 is missing.' };
const closed = walk(
  [
    ['dora', 'vote', confirm],
    ['dirk', 'vote', confirm],
    ['dee', 'vote', refuse],
  ],
  pending,
);
const decided = walk(
  [
    ['dora', 'sign'],
    ['dirk', 'sign'],
  ],
  closed,
);
const two = { words: 'Grant.', members: ['dora', 'dirk'], quorum: 2 };
const draftWithout = walk([['anna', 'open']]);

const submittedWalk = caseIn('submitted');
/** A case of another body than rob's. */
const ofOther: Walk = { ...submittedWalk, case: { ...submittedWalk.case, body: 'body-2' } };
/** Who evaluated the case, and has become a decision maker since. */
const evaDecides = knowing('eva', { memberships: [{ organisation: 'body-1', roles: ['decision-maker'] }] });

/** Opening a renewal of a walk's case, so many days after its last act. */
function renewal({ case: of, now }: Walk, days: number): string {
  const input = { applicant: 'maker-1', body: 'body-1', scheme: 'iqs', renews: 'case-1' };
  const done = act(null, ['anna', 'open', input], contextAt(daysLater(now, days), { renewed: of }));
  return done.outcome === 'refused' ? done.refusal.code : 'done';
}

/** An act for each code. The compiler asks for one that is left out. */
const refused: Readonly<Record<RefusalCode, () => string>> = {
  ROLE_MISSING: () => refusal(caseIn('submitted'), ['anna', 'accept']),
  NOT_YOUR_CASE: () => refusal(ofOther, ['rob', 'accept']),
  STATE_FORBIDS: () => refusal(caseIn('draft'), ['rob', 'accept']),
  CONFLICT_TIE: () => refusal(caseIn('submitted'), ['rob', 'accept'], knowing('rob', { ties: ['maker-1'] })),
  CONFLICT_HAT: () => refusal(pending, ['rob', 'replace-member', { member: 'dee', by: 'eva', reason: 'Ill.' }], evaDecides),
  TIME_BACKWARDS: () => refusal(caseIn('submitted'), ['rob', 'accept'], { now: '2026-01-01T00:00:00Z' }),
  DESCRIPTION_MISSING: () => refusal(draftWithout, ['anna', 'request-assessment']),
  EVIDENCE_NONE: () => refusal(walk([['anna', 'describe']], draftWithout), ['anna', 'request-assessment']),
  EVIDENCE_NAME_TAKEN: () => refusal(caseIn('draft'), ['anna', 'add-evidence', { evidence: caseIn('draft').case.evidence[0] }]),
  EVIDENCE_UNKNOWN: () => refusal(caseIn('draft'), ['anna', 'remove-evidence', { file: 'none.bin' }]),
  EVIDENCE_OF_OTHERS: () => refusal(caseIn('in-evaluation'), ['eva', 'remove-evidence']),
  LABORATORY_MISSING: () => refusal(draftWithout, ['anna', 'submit']),
  LABORATORY_UNAUTHORISED: () => refusal(caseIn('draft'), ['anna', 'choose-laboratory', { laboratory: 'lab-2' }]),
  AGREEMENT_OLD: () => refusal(caseIn('draft'), ['anna', 'submit', { agreement: '2026-1', earlierRefusals: 'none' }]),
  NOT_RENEWABLE: () => renewal(inForce, 0),
  PURPOSE_WRONG: () => refusal(caseIn('draft'), ['anna', 'request-assessment', { purpose: 'official' }]),
  ASSESSMENT_RUNNING: () => refusal(walk([['anna', 'request-assessment']], caseIn('draft')), ['anna', 'request-assessment']),
  ASSESSMENT_NOT_ASKED: () => refusal(caseIn('draft'), ['system', 'record-assessment']),
  ASSESSMENT_MISSING: () => refusal(caseIn('in-evaluation'), ['eva', 'complete-evaluation']),
  NONCONFORMITY_UNKNOWN: () => refusal(open, ['anna', 'answer-nonconformity', { nonconformity: 'nc-9', words: 'Done.' }]),
  NONCONFORMITY_CLOSED: () =>
    refusal(
      walk(
        [
          ['eva', 'raise-nonconformity'],
          ['eva', 'close-nonconformity'],
        ],
        open,
      ),
      ['eva', 'close-nonconformity', { nonconformity: 'nc-1', words: 'Again.' }],
    ),
  COMMITTEE_INVALID: () => refusal(caseIn('in-review'), ['rob', 'recommend', { ...two, quorum: 1 }]),
  NOT_ON_COMMITTEE: () => refusal(pending, ['dan', 'vote']),
  ALREADY_VOTED: () => refusal(walk([['dora', 'vote']], pending), ['dora', 'vote']),
  LETTER_RAISED: () => refusal(pending, ['dora', 'vote', { choice: { kind: 'lower', letter: 'A' }, reason: 'Better.' }]),
  VOTE_OPEN: () => refusal(pending, ['dora', 'sign']),
  ALREADY_SIGNED: () => refusal(walk([['dora', 'sign']], closed), ['dora', 'sign']),
  DISSENTS: () => refusal(closed, ['dee', 'sign']),
  DOCUMENT_WRONG: () => refusal(closed, ['dora', 'sign', { document: '0'.repeat(64), method: 'second-factor', assertion: null }]),
  DECIDED: () => refusal(decided, ['dee', 'recuse']),
  NOT_DECIDED: () => refusal(pending, ['system', 'record-issue']),
  PROPOSAL_UNKNOWN: () => refusal(inForce, ['sam', 'put-under-review', { proposal: 'proposal-9', reason: 'Plausible.' }]),
  MEASURE_MISSING: () => refusal(inForce, ['sam', 'suspend']),
  MEASURE_OPEN: () => refusal(announced, ['sam', 'announce-measure']),
  MEASURE_ANSWERED: () => refusal(walk([['anna', 'answer-measure']], announced), ['anna', 'answer-measure']),
  HOLDER_NOT_HEARD: () => refusal(announced, ['sam', 'suspend']),
  UNTIL_TOO_LATE: () => refusal(caseIn('suspended'), ['dora', 'extend-suspension', { until: '2040-01-01T00:00:00Z', reason: 'Late.' }]),
  CHANGE_MAJOR: () =>
    refusal(inForce, [
      'anna',
      'report-change',
      { kind: 'major', part: 'camera', version: '3', hardware: null, digests: [], words: 'New.' },
    ]),
  CHANGE_UNKNOWN: () => refusal(inForce, ['sam', 'cover-change']),
  PART_UNKNOWN: () =>
    refusal(inForce, ['anna', 'report-change', { kind: 'minor', part: 'hub', version: '3', hardware: null, digests: [], words: 'New.' }]),
  NOT_EXPIRED: () => refusal(inForce, ['system', 'expire']),
};

for (const [code, make] of Object.entries(refused)) test(`${code} is the refusal of an act`, () => assert.equal(make(), code));

test('the applicant’s employee or adviser is refused in every other hat, and whoever the applicant is in its own is not', () => {
  const acts: readonly (readonly [Walk, Step, keyof typeof seats])[] = [
    [caseIn('accepted'), ['eva', 'begin-evaluation'], 'eva'],
    [submittedWalk, ['rob', 'accept'], 'rob'],
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

test('a conflict of a member is found when the committee is put together, refilled, and at the vote', () => {
  const tied = (person: keyof typeof seats): Partial<CaseContext> => knowing(person, { ties: ['maker-1'] });
  const review = caseIn('in-review');
  assert.equal(refusal(review, ['rob', 'recommend', two]), 'done');
  assert.equal(refusal(review, ['rob', 'recommend', two], tied('dirk')), 'CONFLICT_TIE');
  const evaluatorToo = { ...two, members: ['dora', 'eva'] };
  assert.equal(refusal(review, ['rob', 'recommend', evaluatorToo], evaDecides), 'CONFLICT_HAT');
  const left = walk([['dee', 'recuse']], pending);
  assert.equal(refusal(left, ['rob', 'replace-member']), 'done');
  assert.equal(refusal(left, ['rob', 'replace-member'], tied('dan')), 'CONFLICT_TIE');
  assert.equal(refusal(left, ['rob', 'replace-member', { member: 'dee', by: 'eva', reason: 'Left.' }], evaDecides), 'CONFLICT_HAT');
  assert.equal(refusal(walk([['rob', 'replace-member']], left), ['dan', 'vote'], tied('dan')), 'CONFLICT_TIE');
});

test('a seat on the committee is a hat before the first vote', () => {
  const both = knowing('dora', { memberships: [{ organisation: 'body-1', roles: ['decision-maker', 'reviewer'] }] });
  const by = { kind: 'person', person: 'dora', organisation: 'body-1', role: 'reviewer' } as const;
  const input = { member: 'dee', by: 'dan', reason: 'Ill.' };
  const done = transition(pending.case, { by, action: { name: 'replace-member', input } }, contextAt(pending.now, both), 'case-1');
  assert.equal(done.outcome === 'refused' && done.refusal.code, 'CONFLICT_HAT');
});

test('a committee: at least two, nobody twice, decision makers of the body, and a quorum of more than half', () => {
  const review = caseIn('in-review');
  const recommend = (members: readonly string[], quorum: number): string =>
    refusal(review, ['rob', 'recommend', { words: 'Grant.', members, quorum }]);
  assert.equal(recommend(['dora', 'dirk', 'dee'], 2), 'done');
  assert.equal(recommend(['dora', 'dirk', 'dee', 'dan'], 3), 'done');
  for (const [members, quorum] of [
    [['dora'], 1],
    [['dora', 'dora'], 2],
    [['dora', 'dirk', 'dee', 'dan'], 2],
    [['dora', 'dirk'], 3],
    [['dora', 'sam'], 2],
    [['dora', 'nobody'], 2],
  ] as const)
    assert.equal(recommend(members, quorum), 'COMMITTEE_INVALID', members.join());
});

test('recusal opens the vote again, until the seat is taken and everybody has voted', () => {
  assert.deepEqual(closed.case.committee?.outcome, { kind: 'grant', letter: 'B' });
  const left = walk(
    [
      ['dora', 'sign'],
      ['dee', 'recuse'],
    ],
    closed,
  );
  assert.equal(left.case.committee?.outcome, null);
  assert.deepEqual(left.case.committee?.signatures, []);
  assert.equal(refusal(left, ['dora', 'sign']), 'VOTE_OPEN');
  const early = walk(
    [
      ['dirk', 'recuse'],
      ['rob', 'replace-member', { member: 'dirk', by: 'dodo', reason: 'Left.' }],
      ['dodo', 'vote'],
    ],
    left,
  );
  assert.equal(early.case.committee?.outcome, null, 'a seat is empty');
  const full = walk([['rob', 'replace-member', { member: 'dee', by: 'dan', reason: 'Left.' }]], early);
  assert.equal(full.case.committee?.outcome, null, 'one has not voted');
  assert.deepEqual(walk([['dan', 'vote', refuse]], full).case.committee?.outcome, { kind: 'grant', letter: 'B' });
  assert.equal(
    refusal(full, ['rob', 'replace-member', { member: 'dee', by: 'sam', reason: 'Left.' }]),
    'COMMITTEE_INVALID',
    'a seat is filled once',
  );
  const again = { member: 'dirk', by: 'dee', reason: 'Left.' };
  assert.equal(
    refusal(walk([['dirk', 'recuse']], left), ['rob', 'replace-member', again]),
    'COMMITTEE_INVALID',
    'who left does not come back',
  );
});

test('whoever voted keeps the seat, but for a signature that does not come', () => {
  const swap = { member: 'dee', by: 'dan', reason: 'Votes wrongly.' };
  assert.equal(refusal(walk([['dee', 'vote']], pending), ['rob', 'replace-member', swap]), 'ALREADY_VOTED');
  assert.equal(refusal(closed, ['rob', 'replace-member', swap]), 'ALREADY_VOTED');
  assert.equal(refusal(pending, ['rob', 'replace-member', swap]), 'done');
  const late = walk([['dora', 'sign', undefined, 30]], closed);
  assert.equal(refusal(late, ['rob', 'replace-member', { ...swap, member: 'dirk' }]), 'done');
  assert.equal(refusal(late, ['rob', 'replace-member', { ...swap, member: 'dora' }]), 'ALREADY_VOTED', 'signed');
});

test('a case that is sent back keeps what was voted, and comes to a new committee', () => {
  const back = walk(
    [
      ['dora', 'vote', sendBack],
      ['dirk', 'vote', sendBack],
      ['dee', 'vote', confirm],
    ],
    pending,
  ).case;
  assert.deepEqual([back.state, back.committee, back.review], ['in-review', null, null]);
  assert.deepEqual(
    back.sentBack?.map(({ votes }) => votes.length),
    [3],
  );
});

test('who holds a decision is not refused it by a withdrawn application: from the closing of the vote on', () => {
  assert.equal(refusal(pending, ['anna', 'cancel']), 'done');
  assert.equal(refusal(closed, ['anna', 'cancel']), 'DECIDED');
});

test('what is issued is what was decided', () => {
  const good = { number: 'IQS-BODY-0000001', letter: 'B', issuedAt: decided.now, validUntil: daysLater(decided.now, 365) };
  const issue = (other: object, from = decided): string =>
    refusal(from, ['system', 'record-issue', { certificate: { ...good, ...other } }]);
  assert.equal(issue({}), 'done');
  assert.equal(issue({ letter: 'A' }), 'LETTER_RAISED');
  assert.equal(issue({ letter: 'C' }), 'LETTER_RAISED');
  assert.equal(issue({ validUntil: daysLater(decided.now, 1200) }), 'UNTIL_TOO_LATE');
  assert.equal(issue({ validUntil: decided.now }), 'UNTIL_TOO_LATE');
  const reduced = caseIn('reduced');
  const lower = { ...reduced.case.certificate, issuedAt: reduced.now };
  assert.equal(issue(lower, reduced), 'done');
  assert.equal(issue({ ...lower, letter: 'C' }, reduced), 'LETTER_RAISED');
  assert.equal(issue({ ...lower, number: 'IQS-BODY-0000002' }, reduced), 'NOT_DECIDED');
  assert.equal(issue({ ...lower, validUntil: daysLater(reduced.now, 900) }, reduced), 'UNTIL_TOO_LATE');
  assert.equal(issue(inForce.case.certificate ?? {}, inForce), 'NOT_DECIDED', 'nothing was reduced');
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

test('a certificate is renewed by its holder, in its window, while it holds', () => {
  assert.equal(renewal(inForce, 300), 'done');
  assert.equal(renewal(inForce, 400), 'NOT_RENEWABLE');
  for (const state of ['withdrawn', 'lapsed', 'terminated', 'renewed'] as const)
    assert.equal(renewal(caseIn(state), 300), 'NOT_RENEWABLE', state);
  assert.equal(renewal({ ...inForce, case: { ...inForce.case, id: 'case-9' } }, 300), 'NOT_RENEWABLE');
  assert.equal(renewal({ ...inForce, case: { ...inForce.case, applicant: 'maker-2' } }, 300), 'NOT_RENEWABLE');
});

test('a renewed certificate can be withdrawn, ends once, and keeps what took its place', () => {
  const renewed = caseIn('renewed');
  assert.equal(
    refusal(renewed, ['sam', 'announce-measure', { kind: 'suspend', letter: null, reason: 'It fell.', urgent: true }]),
    'STATE_FORBIDS',
  );
  assert.equal(
    walk(
      [
        ['sam', 'announce-measure'],
        ['sam', 'close-review'],
      ],
      renewed,
    ).case.state,
    'renewed',
  );
  assert.equal(
    walk(
      [
        ['sam', 'announce-measure'],
        ['dora', 'withdraw'],
      ],
      renewed,
    ).case.state,
    'withdrawn',
  );
  const ended = walk([['system', 'expire', {}, 400]], renewed);
  assert.deepEqual([ended.case.state, ended.case.ended], ['expired', 'case-2']);
  assert.equal(refusal(ended, ['system', 'expire']), 'STATE_FORBIDS');
});

test('the holder is heard: a measure waits for the answer or the end of the time, unless it is urgent', () => {
  const suspend: Step = ['sam', 'suspend'];
  const until = announced.case.measure?.hearUntil ?? '';
  assert.equal(refusal(announced, suspend, { now: until }), 'HOLDER_NOT_HEARD');
  assert.equal(refusal(announced, suspend, { now: daysLater(until, 1) }), 'done');
  assert.equal(refusal(walk([['anna', 'answer-measure']], announced), suspend), 'done');
  assert.equal(refusal(announced, ['dora', 'withdraw']), 'MEASURE_MISSING', 'another measure');
  const reduce = { kind: 'reduce', letter: 'D', reason: 'It fell.', urgent: true };
  assert.equal(
    refusal(walk([['sam', 'announce-measure', reduce]], inForce), ['dora', 'reduce', { letter: 'E', reason: 'It fell.' }]),
    'LETTER_RAISED',
  );
  for (const letter of ['A', 'B', null])
    assert.equal(refusal(inForce, ['sam', 'announce-measure', { ...reduce, letter }]), 'LETTER_RAISED');
  assert.equal(walk([['sam', 'close-review']], announced).case.measure, null, 'an announcement is taken back');
  assert.equal(refusal(inForce, ['sam', 'close-review']), 'MEASURE_MISSING');
});

test('a suspension lasts 42 days, and by a decision maker at most a year in all', () => {
  const suspended = caseIn('suspended');
  const { at, until } = suspended.case.suspension ?? { at: '', until: '' };
  assert.equal(until, daysLater(at, 42));
  const extend = (to: string): string => refusal(suspended, ['dora', 'extend-suspension', { until: to, reason: 'Late.' }]);
  assert.equal(extend(daysLater(at, 365)), 'done');
  for (const to of [daysLater(at, 366), until, daysLater(at, 5), '2027-09', '2027-99-01T00:00:00Z'])
    assert.equal(extend(to), 'UNTIL_TOO_LATE', to);
  assert.equal(
    refusal(suspended, ['sam', 'announce-measure', { kind: 'suspend', letter: null, reason: 'Again.', urgent: true }]),
    'STATE_FORBIDS',
  );
});

test('a security update is covered at once and its delta waited for; another when an officer says so', () => {
  const report = (kind: string): Walk =>
    walk([['anna', 'report-change', { kind, part: 'camera', version: '2.2', hardware: null, digests: [], words: 'New.' }]], inForce);
  const delta = (from: Walk): boolean => caseClocks(from.case, defaultSettings).some(({ kind }) => kind === 'delta');
  const update = report('security-only');
  assert.deepEqual([update.case.changes[0]?.covered, delta(update)], [true, true]);
  const seen = walk([['sam', 'cover-change']], update);
  assert.deepEqual([seen.case.changes[0]?.covered, delta(seen)], [true, false]);
  assert.equal(refusal(seen, ['sam', 'cover-change', { change: 'change-1', words: 'Seen.' }]), 'CHANGE_UNKNOWN');
  const minor = report('minor');
  assert.equal(minor.case.changes[0]?.covered, false);
  assert.equal(walk([['sam', 'cover-change']], minor).case.changes[0]?.covered, true);
});

test('an act without an opening, or a second opening, is refused', () => {
  const none = act(null, ['anna', 'submit'], contextAt(inForce.now));
  assert.equal(none.outcome === 'refused' && none.refusal.code, 'NOT_YOUR_CASE');
  const late = act(null, ['system', 'expire'], contextAt(inForce.now));
  assert.equal(late.outcome === 'refused' && late.refusal.code, 'STATE_FORBIDS');
  for (const state of caseStates) assert.equal(refusal(caseIn(state), ['anna', 'open']), 'STATE_FORBIDS');
});
