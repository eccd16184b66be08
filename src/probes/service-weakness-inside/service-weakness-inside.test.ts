import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scan, toldBy } from '../network-fixture.ts';
import { recordAnswers } from '../records.ts';
import { inputOf, subjectOf } from '../subject-fixture.ts';
import { serviceWeaknessInside } from './service-weakness-inside.ts';

test('unknown: no software answers it', () => {
  assert.deepEqual(toldBy(serviceWeaknessInside), ['absent']);
  assert.deepEqual(toldBy(serviceWeaknessInside, scan()), ['absent']);
});
test('yes and no: by the record of a laboratory', () => {
  const record = (is: string): string =>
    [
      'iqs: record/1',
      'laboratory: L',
      'unit: api.example, two users',
      'date: 2027-01-02',
      'answers:',
      '  - probe: service-weakness-inside',
      `    is: ${is}`,
      '    place: page 3',
    ].join('\n');
  for (const is of ['yes', 'no']) {
    const subject = subjectOf({ file: 'r.txt', is: 'test-record' }, {}, record(is));
    assert.deepEqual(
      recordAnswers(serviceWeaknessInside.id, inputOf([subject])).map(({ outcome }) => outcome),
      [is],
    );
  }
});
