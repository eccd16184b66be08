import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputOf, publicText, statementOf } from '../subject-fixture.ts';
import { disclosurePolicyPublished } from './disclosure-policy-published.ts';

const told = (input: Parameters<typeof disclosurePolicyPublished.ask>[0]): string[] =>
  disclosurePolicyPublished.ask(input).map(({ outcome, reason, basis }) => `${reason ?? outcome}/${basis}`);
const published = (text: string): string[] => told(inputOf([publicText('disclosure-policy', text)]));

test('both times', () => {
  for (const text of [
    'We acknowledge your report within three working days. You get a status update every two weeks until it is solved.',
    'We confirm receipt in 48 hours.\nWe report progress weekly until the flaw is fixed.',
    '- Acknowledgement: 5 (five) is not it, but 5 business days is\n- We keep you informed every month',
  ]) {
    assert.deepEqual(published(text), ['yes/evidence'], text);
  }
});
test('one time alone, or none, needs a person', () => {
  assert.deepEqual(published('We acknowledge within 3 days.'), ['not-located/evidence']);
  assert.deepEqual(published('We acknowledge soon. Status updates monthly.'), ['not-located/evidence']);
  assert.deepEqual(published('We acknowledge within 3 days. Security updates come within 30 days.'), ['not-located/evidence']);
  assert.deepEqual(told(inputOf([])), ['absent/evidence']);
});
test('a statement states', () => {
  assert.deepEqual(told(inputOf([], { statements: [statementOf('disclosure-policy', 'https://example.com/policy')] })), [
    'absent/evidence',
    'yes/statement',
  ]);
});
