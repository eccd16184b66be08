import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { claimsOf } from '../credential/verify/issuer-fixture.ts';
import type { RegisterEntry, RegisterEvent } from '../model/register-entry.ts';
import { labelHistory } from '../register/label-history.ts';
import { DependantsFold } from './dependants-fold.ts';

const radio = 'IQS-TEST-0000001';
const now = '2027-06-01T00:00:00Z';
const component: RegisterEvent = {
  event: 'component-issued',
  number: radio,
  issuer: 'i',
  component: { name: 'Radio', maker: 'm', criteria: [], conditions: [] },
  credential: 'c',
  kid: 'k',
  validUntil: '2028-01-01T23:59:59Z',
};
const label = (serial: number, restsOn: readonly string[], validUntil = '2028-01-01T23:59:59Z'): RegisterEvent => {
  const number = `IQS-TEST-${String(serial).padStart(7, '0')}`;
  const claims = claimsOf({ number, restsOn: restsOn.map((id) => ({ id, until: '2028-01-01' })), validUntil });
  return { event: 'issued', number, issuer: 'i', claims, credential: 'c', printed: 'p', kid: 'k' };
};
const number = (serial: number): string => `IQS-TEST-${String(serial).padStart(7, '0')}`;

function fold(events: readonly RegisterEvent[], at = now): ReturnType<DependantsFold['at']> {
  const made = new DependantsFold(radio);
  for (const event of events) made.add({ ...event, at: '2027-03-02T09:30:00Z' } as RegisterEntry);
  return made.at(at);
}

test('labels that rest on it, and not those that rest on others, are over, or rest on nothing', () => {
  const events: readonly RegisterEvent[] = [
    component,
    label(2, [radio]),
    label(3, ['IQS-TEST-0000009']),
    label(4, [radio, 'psa-1']),
    label(5, [radio]),
    label(6, [radio], '2027-05-31T23:59:59Z'),
    label(7, []),
    { event: 'withdrawn', number: number(5), reason: 'r' },
    { event: 'suspended', number: number(4), reason: 'r' },
    {
      event: 'reduced',
      number: number(2),
      reason: 'r',
      claims: { ...claimsOf({ number: number(2) }), letter: 'E' },
      credential: 'c',
      printed: 'p',
      kid: 'k',
    },
  ];
  const { component: state, labels } = fold(events);
  assert.equal(state, 'in-force');
  assert.deepEqual(
    labels.map((one) => [one.number, one.state, one.letter]),
    [
      [number(2), 'in-force', 'E'],
      [number(4), 'suspended', 'D'],
    ],
  );
  assert.equal(fold([...events, { event: 'withdrawn', number: radio, reason: 'r' }]).component, 'withdrawn');
  assert.equal(fold(events, '2028-02-01T00:00:00Z').component, 'expired');
  assert.equal(fold(events.slice(1)).component, null);
});

test('law: it says of every label what its own history says', () => {
  const event: fc.Arbitrary<RegisterEvent> = fc
    .integer({ min: 2, max: 5 })
    .chain((serial) =>
      fc.constantFrom<RegisterEvent>(
        label(serial, serial % 2 === 0 ? [radio] : []),
        { event: 'withdrawn', number: number(serial), reason: 'r' },
        { event: 'suspended', number: number(serial), reason: 'r' },
        { event: 'reinstated', number: number(serial), reason: 'r' },
        { event: 'expired', number: number(serial) },
        { event: 'suspended', number: radio, reason: 'r' },
        component,
      ),
    );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const placed = events.map((one, index) => ({ index, entry: { ...one, at: now } as RegisterEntry }));
      const wanted = [2, 4]
        .map(number)
        .filter((one) => ['in-force', 'suspended'].includes(labelHistory(one, placed).standing?.state ?? ''));
      const { component: state, labels } = fold(events);
      assert.deepEqual(labels.map((one) => one.number).sort(), wanted);
      assert.equal(state, labelHistory(radio, placed).standing?.state ?? null);
    }),
  );
});
