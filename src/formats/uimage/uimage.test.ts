import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { Budget } from '../../foundation/budget.ts';
import type { FormatTools } from '../../model/format.ts';
import fixtures from './fixtures.json' with { type: 'json' };
import { uimage } from './uimage.ts';

const host = createHost();
const tools = (): FormatTools => ({ host, budget: new Budget() });
const bytesOf = (index: number): Uint8Array => new Uint8Array(Buffer.from(fixtures[index]?.base64 ?? '', 'base64'));

test('uimage: a cut payload is given as far as it goes', () => {
  const opened = uimage.open(bytesOf(0).subarray(0, 68), tools());
  assert.deepEqual(
    opened.troubles.map(({ code }) => code),
    ['truncated'],
  );
  assert.equal(opened.members[0]?.size, 4);
});

test('uimage: a renamed image is likely, noise is not', () => {
  const bytes = bytesOf(0);
  bytes[32] = 0x58;
  assert.equal(uimage.recognise(bytes, 0), 'likely');
  bytes[30] = 99;
  assert.equal(uimage.recognise(bytes, 0), 'no');
});
