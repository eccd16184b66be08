import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { issued, numberOf, withdrawn } from '../adapters/register/register-fixture.ts';
import { epochSeconds } from '../foundation/epoch-seconds.ts';
import { certificateNumber } from '../model/certificate-number.ts';
import type { RegisterEvent } from '../model/register-entry.ts';
import { labelHistory } from './label-history.ts';
import { StandingTable } from './standing-table.ts';
import type { Standing } from './transition.ts';

const number = numberOf(1);
const added = (part: string): RegisterEvent => ({
  event: 'version-added',
  number,
  part,
  version: '2',
  hardware: null,
  digests: [],
  security: true,
});
const suspended: RegisterEvent = { event: 'suspended', number, reason: 'r' };
const historyOf = (...events: readonly RegisterEvent[]) =>
  labelHistory(
    number,
    events.map((event, index) => ({ index, entry: { ...event, at: '2027-03-01T09:30:00Z' } })),
  );

describe('a status is a fold', () => {
  test('entries about other numbers are passed over', () => {
    const { standing, events } = historyOf(issued(1), issued(2), withdrawn(2));
    assert.deepEqual([standing?.state, events.length], ['in-force', 1]);
  });
  test('a version of a part that the label has is covered, of another it is a fault', () => {
    const { added: versions, faults, standing } = historyOf(issued(1), added('camera'), added('toaster'));
    assert.deepEqual([versions.length, faults, standing?.state], [1, [{ index: 2, code: 'PART_UNKNOWN' }], 'in-force']);
  });
  test('what was not allowed changes nothing', () => {
    const { standing, faults } = historyOf(withdrawn(1), issued(1), withdrawn(1), suspended, issued(1));
    assert.equal(standing?.state, 'withdrawn');
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['NUMBER_UNKNOWN', 'TRANSITION_ILLEGAL', 'NUMBER_ISSUED_TWICE'],
    );
  });
});

test('the table of standings says what a map would', () => {
  const states = fc.constantFrom<Standing['state']>('in-force', 'suspended', 'withdrawn', 'expired');
  const letters = fc.constantFrom<Standing['letter']>(null, 'A', 'B', 'C', 'D', 'E');
  const writes = fc.array(
    fc.record({ body: fc.constantFrom('TRAIN', 'B2'), serial: fc.nat({ max: 999_999_999 }), state: states, letter: letters }),
  );
  fc.assert(
    fc.property(writes, (all) => {
      const [table, map] = [new StandingTable(), new Map<string, Standing>()];
      for (const { body, serial, state, letter } of all) {
        for (const near of [serial, serial % 600]) {
          const own = `IQS-${body}-${String(near).padStart(7, '0')}`;
          table.set(own, { state, letter });
          map.set(own, { state, letter });
        }
      }
      for (const [own, standing] of map) assert.deepEqual(table.get(own), standing);
      assert.equal(table.get('IQS-NOBODY-0000001'), null);
    }),
  );
});

test('a number has one spelling', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (serial) => {
      assert.deepEqual(certificateNumber(`IQS-TRAIN-${String(serial).padStart(7, '0')}`), { body: 'TRAIN', serial });
      assert.equal(certificateNumber(`IQS-TRAIN-${String(serial).padStart(7, '0')}`.replace('-TRAIN-', '-TRAIN-0')), null);
    }),
  );
});

test('dates are those of the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 }), (year, month, day) => {
      const text = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
      const made = new Date(`${text}T00:00:00Z`);
      assert.equal(epochSeconds(text) !== null, !Number.isNaN(made.getTime()) && made.toISOString().startsWith(text), text);
    }),
    { numRuns: 2000 },
  );
});
