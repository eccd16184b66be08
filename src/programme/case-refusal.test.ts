// Why an act is refused: each code by an act of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseIn, type Walk, walk } from './case-fixture.ts';
import type { RefusalCode } from './case-refusal.ts';
import { announced, closed, decided, evaDecides, inForce, knowing, pending, refusal, renewal, two } from './refusal-fixture.ts';

const submitted = caseIn('submitted');
/** A case of another body than rob's. */
const ofOther: Walk = { ...submitted, case: { ...submitted.case, body: 'body-2' } };
const open = walk([['eva', 'raise-nonconformity']], caseIn('in-evaluation'));
const draftWithout = walk([['anna', 'open']]);

/** An act for each code. The compiler asks for one that is left out. */
const refused: Readonly<Record<RefusalCode, () => string>> = {
  ROLE_MISSING: () => refusal(submitted, ['anna', 'accept']),
  NOT_YOUR_CASE: () => refusal(ofOther, ['rob', 'accept']),
  STATE_FORBIDS: () => refusal(caseIn('draft'), ['rob', 'accept']),
  CONFLICT_TIE: () => refusal(submitted, ['rob', 'accept'], knowing('rob', { ties: ['maker-1'] })),
  CONFLICT_HAT: () => refusal(pending, ['rob', 'replace-member', { member: 'dee', by: 'eva', reason: 'Ill.' }], evaDecides),
  TIME_BACKWARDS: () => refusal(submitted, ['rob', 'accept'], { now: '2026-01-01T00:00:00Z' }),
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
