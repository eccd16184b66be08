import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { Budget } from '../../foundation/budget.ts';
import type { FormatTools } from '../../model/format.ts';
import fixtures from './fixtures.json' with { type: 'json' };
import { zip } from './zip.ts';

const host = createHost();
const tools = (): FormatTools => ({ host, budget: new Budget() });
const bytesOf = (index: number): Uint8Array => new Uint8Array(Buffer.from(fixtures[index]?.base64 ?? '', 'base64'));

test('zip: prefix cut off, another archive behind: the first one is read', () => {
  const bytes = Uint8Array.from([...bytesOf(0), ...bytesOf(0)]);
  assert.equal(zip.open(bytes, tools()).bytes, bytesOf(0).length);
});

test('zip: encrypted, damaged and duplicate entries are told apart', () => {
  const source = bytesOf(2);
  const crc = source.slice();
  crc.set([1, 2, 3, 4], 14);
  assert.throws(() => zip.open(crc, tools()).members[0]?.read(), { code: 'malformed' });
  const locked = source.slice();
  locked[6] = 1;
  const opened = zip.open(locked, tools());
  assert.equal(opened.status, 'encrypted');
  assert.throws(() => opened.members[0]?.read(), { code: 'encrypted' });
  const twice = zip.open(Uint8Array.from([...source, ...source]), tools());
  assert.equal(twice.members.length, 1);
  assert.equal(twice.troubles.length, 2);
});
