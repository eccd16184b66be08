import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputOf, publicText, statementOf, subjectOf } from '../subject-fixture.ts';
import { supportPeriodPublished } from './support-period-published.ts';

const told = (input: Parameters<typeof supportPeriodPublished.ask>[0]): string[] =>
  supportPeriodPublished.ask(input).map(({ outcome, reason, basis }) => `${reason ?? outcome}/${basis}`);
const published = (text: string | null): string[] => told(inputOf([publicText('support-statement', text)]));

test('a date in a sentence about the end of updates', () => {
  for (const text of [
    'Security updates until 2031-06-30.',
    'Supported through 30 June 2031',
    'We end support on June 30, 2031.',
    'updates-until: 2031-06',
    'Support\nfor it lasts to June 2031',
  ]) {
    assert.deepEqual(published(text), [text.endsWith('2031-06') ? 'not-located/evidence' : 'yes/evidence'], text);
  }
});
test('the line is named', () => {
  const [answer] = supportPeriodPublished.ask(inputOf([publicText('support-statement', '# Support\n\nUpdates until 1 May 2030.')]));
  assert.deepEqual(answer?.places, [{ at: 'support-statement.txt:3', note: 'until 2030-05-01' }]);
});
test('any other date is none, nor is a day that does not exist', () => {
  assert.deepEqual(published('Published on 2026-01-01. Updates come for five years.'), ['not-located/evidence']);
  assert.deepEqual(published('Support until 2031-02-30'), ['not-located/evidence']);
  assert.deepEqual(published(null), ['unread/evidence']);
});
test('a copy from the maker states, what was adopted does not count, nor does a statement that is no date', () => {
  const text = 'Security updates until 2031-06-30.';
  assert.deepEqual(told(inputOf([subjectOf({ is: 'support-statement' }, {}, text)])), ['yes/statement']);
  assert.deepEqual(told(inputOf([subjectOf({ is: 'support-statement', adopted: true }, {}, text)])), ['absent/evidence']);
  assert.deepEqual(told(inputOf([], { statements: [statementOf('support-until', '2031-06-30')] })), ['absent/evidence', 'yes/statement']);
  assert.deepEqual(told(inputOf([], { statements: [statementOf('support-until', 'long')] })), ['absent/evidence', 'not-located/statement']);
});
test('what is denied is unknown, what is too far a conflict', () => {
  assert.deepEqual(published('We do not promise any security updates, not even until 2031-12-31.'), ['not-located/evidence']);
  assert.deepEqual(published('Without a contract, support lasts until 2031-12-31.'), ['not-located/evidence']);
  assert.deepEqual(published('Support ends not before 2031-12-31.'), ['yes/evidence']);
  assert.deepEqual(published('Security updates until 9999-12-31.'), ['conflict/evidence']);
  assert.deepEqual(told(inputOf([], { statements: [statementOf('support-until', '9999-12-31')] }))[1], 'not-located/statement');
});
