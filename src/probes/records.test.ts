import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTestRecord, recordAnswers } from './records.ts';
import { inputOf, subjectOf } from './subject-fixture.ts';

const record = `iqs: record/1
# a comment
laboratory: Lab "One"
unit: serial 77, bought in Ghent
date: 2027-01-02
answers:
  - probe: open-shell
    is: no
    place: every TCP port, page 4
  - probe: network-login
    is: yes
    place: 192.0.2.1:80
`;
const ask = (text: string | null, probe = 'open-shell') =>
  recordAnswers(probe, inputOf([subjectOf({ file: 'r.txt', is: 'test-record' }, {}, text)]));

test('answers for the probe that is asked, with the line they stand on', () => {
  const [answer, ...more] = ask(record);
  assert.deepEqual(more, []);
  assert.deepEqual(
    { ...answer, scope: '' },
    {
      outcome: 'no',
      reason: null,
      places: [{ at: 'r.txt:7', note: 'every TCP port, page 4' }],
      scope: '',
      evidence: ['r.txt'],
      basis: 'record',
    },
  );
  assert.equal(ask(record, 'network-login')[0]?.outcome, 'yes');
  assert.deepEqual(ask(record, 'other'), []);
  assert.equal(ask(record.replaceAll('\n', '\r\n'))[0]?.outcome, 'no');
});

test('a record that is not of the form is unsupported, with its line', () => {
  const broken: readonly (readonly [string, number])[] = [
    [record.replace('record/1', 'record/2'), 1],
    [record.replace('is: no', 'is: maybe'), 8],
    [record.replace('    is: no\n', ''), 7],
    [record.replace('    place: every', '    note: every'), 9],
    [record.replace('date: 2027-01-02', 'date: 2027-13-02'), 5],
    [record.replace('unit:', 'laboratory:'), 4],
    [record.replace('    is: no', '\tis: no'), 8],
    [`${record}unit: again\n`, 13],
    [`constructor: x\n${record}`, 1],
    ['', 1],
    ['answers:\n  is: yes\n', 2],
  ];
  for (const [text, line] of broken) {
    const read = readTestRecord(text);
    assert.equal('line' in read ? read.line : null, line, text.slice(0, 60));
    assert.equal(ask(text)[0]?.reason, 'unsupported');
  }
});

test('a record of the future is a conflict, an unreadable one is unread, an adopted one is none', () => {
  assert.equal(ask(record.replace('2027-01-02', '2027-01-16'))[0]?.reason, 'conflict');
  assert.equal(ask(null)[0]?.reason, 'unread');
  assert.deepEqual(recordAnswers('open-shell', inputOf([subjectOf({ is: 'test-record', adopted: true }, {}, record)])), []);
});
