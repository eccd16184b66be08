import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Region, splitRegions } from './split-regions.ts';

/** The rule, byte by byte. */
function plainly(bytes: Uint8Array): readonly Region[] {
  const runs: Region[] = [];
  for (let at = 0; at < bytes.length; ) {
    let to = at + 1;
    while (to < bytes.length && bytes[to] === bytes[at]) to += 1;
    const fill = (bytes[at] === 0 || bytes[at] === 0xff) && (to - at >= 4096 || at === 0 || to === bytes.length);
    const last = runs.at(-1);
    if (last && !last.fill && !fill) runs[runs.length - 1] = { ...last, end: to };
    else runs.push({ start: at, end: to, fill });
    at = to;
  }
  return runs;
}

const piece = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, 0xff), fc.constantFrom(1, 10, 2047, 2048, 4095, 4096, 4097, 9000))
    .map(([fill, length]) => new Uint8Array(length).fill(fill)),
  fc.uint8Array({ minLength: 1, maxLength: 3000 }),
);

test('regions are the rule read byte by byte', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const bytes = new Uint8Array(Buffer.concat(pieces));
      assert.deepEqual(splitRegions(bytes, 0, bytes.length), plainly(bytes));
    }),
    { numRuns: 300 },
  );
});
