import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputOf, publicText, statementOf, subjectOf } from '../subject-fixture.ts';
import { disclosureContactPublished } from './disclosure-contact-published.ts';

const told = (input: Parameters<typeof disclosureContactPublished.ask>[0]): string[] =>
  disclosureContactPublished.ask(input).map(({ outcome, reason, basis }) => `${reason ?? outcome}/${basis}`);
const published = (text: string | null): string[] => told(inputOf([publicText('disclosure-policy', text)]));

test('a security.txt, an address or a form', () => {
  for (const text of [
    'Contact: mailto:security@example.com\nExpires: 2027-06-01T00:00:00Z\n',
    'Contact: https://example.com/report',
    'Contact: tel:+1-201-555-0123',
    'Write to psirt@example.co.uk about flaws.',
    'Report vulnerabilities at https://example.com/form.',
  ]) {
    assert.deepEqual(published(text), ['yes/evidence'], text);
  }
});
test('an expired security.txt no longer counts', () => {
  assert.deepEqual(published('Contact: mailto:security@example.com\r\nExpires: 2026-06-01T00:00:00Z\r\n'), ['no/evidence']);
  assert.deepEqual(published('Contact: mailto:security@example.com\nExpires: 2027-01-15T00:00:00Z\n'), ['yes/evidence']);
});
test('unknown: none found, unreadable, no document', () => {
  assert.deepEqual(published('See https://example.com/shop for lamps'), ['not-located/evidence']);
  assert.deepEqual(published('Contact: http://example.com/'), ['not-located/evidence']);
  assert.deepEqual(published(null), ['unread/evidence']);
  assert.deepEqual(told(inputOf([])), ['absent/evidence']);
});
test('from the maker it is a statement', () => {
  assert.deepEqual(told(inputOf([subjectOf({ is: 'disclosure-policy' }, {}, 'Contact: mailto:a@example.com')])), ['yes/statement']);
  assert.deepEqual(told(inputOf([], { statements: [statementOf('disclosure-contact', 'a@example.com')] })), [
    'absent/evidence',
    'yes/statement',
  ]);
  assert.deepEqual(told(inputOf([], { statements: [statementOf('disclosure-contact', 'the shop')] })), [
    'absent/evidence',
    'not-located/statement',
  ]);
});
test('an address that is not for reports is none', () => {
  assert.deepEqual(published('do not mail us: nobody@example.com is not read'), ['not-located/evidence']);
  assert.deepEqual(published('Buy lamps from sales@example.com'), ['not-located/evidence']);
  assert.deepEqual(published('Do not report vulnerabilities to shop@example.com'), ['not-located/evidence']);
  assert.deepEqual(published('Found a vulnerability? Write to a@example.com'), ['yes/evidence']);
});
