import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { Budget } from '../../foundation/budget.ts';
import type { FormatTools } from '../../model/format.ts';
import fixtures from './fixtures.json' with { type: 'json' };
import { trx } from './trx.ts';

const host = createHost();
const tools = (): FormatTools => ({ host, budget: new Budget() });
const bytesOf = (index: number): Uint8Array => new Uint8Array(Buffer.from(fixtures[index]?.base64 ?? '', 'base64'));

test('trx: a wrong checksum is told and the partitions given', () => {
  const bytes = bytesOf(0);
  bytes[bytes.length - 1] = 0;
  const opened = trx.open(bytes, tools());
  assert.deepEqual(
    opened.troubles.map(({ code }) => code),
    ['malformed'],
  );
  assert.equal(opened.members.length, 3);
});
