import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { portRanges, portRangesText } from './port-ranges.ts';

test('ports come back as they went in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(65_535), { maxLength: 60 }), (ports) => {
      const back = portRanges(portRangesText(ports)).flatMap(({ low, high }) => Array.from({ length: high - low + 1 }, (_, n) => low + n));
      assert.deepEqual(
        back,
        ports.toSorted((a, b) => a - b),
      );
    }),
  );
});

test('overlaps are joined, nonsense is left out', () => {
  assert.deepEqual(portRanges('20-30, 25-40,41,x,9-3,70000'), [{ low: 20, high: 41 }]);
  assert.equal(portRangesText([]), '');
});
