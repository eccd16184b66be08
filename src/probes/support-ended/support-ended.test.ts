import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputOf, publicText, statementOf, subjectOf } from '../subject-fixture.ts';
import { supportEnded } from './support-ended.ts';

const told = (input: Parameters<typeof supportEnded.ask>[0]): string[] =>
  supportEnded.ask(input).map(({ outcome, reason, basis }) => `${reason ?? outcome}/${basis}`);
const until = (text: string): string[] => told(inputOf([publicText('support-statement', text)]));

test('over, or over before the label is', () => {
  assert.deepEqual(until('Security updates until 2027-01-14.'), ['yes/evidence']);
  assert.deepEqual(until('Security updates until 2030-01-14.'), ['yes/evidence']);
  const [ended] = supportEnded.ask(inputOf([publicText('support-statement', 'Updates until 2026-12-31')]));
  const [early] = supportEnded.ask(inputOf([publicText('support-statement', 'Updates until 2029-12-31')]));
  assert.notEqual(ended?.scope, early?.scope);
});
test('as long as the label, or longer', () => {
  assert.deepEqual(until('Security updates until 2030-01-15.'), ['no/evidence']);
  assert.deepEqual(until('Security updates until January 2030.'), ['no/evidence']);
});
test('two ends that disagree are a conflict; both late or both early are not', () => {
  assert.deepEqual(until('Lamp: updates until 2028-01-01. Lamp 2: updates until 2032-01-01.'), ['conflict/evidence']);
  assert.deepEqual(until('Lamp: updates until 2031-01-01. Lamp 2: updates until 2032-01-01.'), ['no/evidence']);
  assert.deepEqual(until('Lamp: updates until 2028-01-01. Lamp 2: updates until 2029-01-01.'), ['yes/evidence']);
});
test('unknown: no date, no document', () => {
  assert.deepEqual(until('For ever.'), ['not-located/evidence']);
  assert.deepEqual(told(inputOf([])), ['absent/evidence']);
});
test("from the maker's hands: for it only as a statement, against it as evidence", () => {
  const handed = (text: string): string[] => told(inputOf([subjectOf({ is: 'support-statement' }, {}, text)]));
  assert.deepEqual(handed('Updates until 2035-01-01'), ['no/statement']);
  assert.deepEqual(handed('Updates until 2025-01-01'), ['yes/evidence']);
  const stated = (value: string): string | undefined => told(inputOf([], { statements: [statementOf('support-until', value)] }))[1];
  assert.equal(stated('2035-01-01'), 'no/statement');
  assert.equal(stated('2025-01-01'), 'yes/statement');
  assert.equal(stated('soon'), 'not-located/statement');
});
test('what is denied is unknown, what is too far a conflict', () => {
  assert.deepEqual(until('We do not promise any security updates, not even until 2031-12-31.'), ['not-located/evidence']);
  assert.deepEqual(until('Security updates until 9999-12-31.'), ['conflict/evidence']);
  assert.equal(told(inputOf([], { statements: [statementOf('support-until', '9999-12-31')] }))[1], 'conflict/statement');
});
