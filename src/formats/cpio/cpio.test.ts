import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { Budget } from '../../foundation/budget.ts';
import type { FormatTools } from '../../model/format.ts';
import { cpio } from './cpio.ts';
import fixtures from './fixtures.json' with { type: 'json' };

const host = createHost();
const tools = (): FormatTools => ({ host, budget: new Budget() });
const bytesOf = (index: number): Uint8Array => new Uint8Array(Buffer.from(fixtures[index]?.base64 ?? '', 'base64'));

test('cpio: a path that leads out is a trouble, not an entry', () => {
  const bytes = bytesOf(0);
  const text = Buffer.from(bytes).indexOf('etc/passwd');
  bytes.set(Buffer.from('../passwd\0'), text);
  const opened = cpio.open(bytes, tools());
  assert.equal(opened.status, 'partial');
  assert.ok(opened.troubles.every(({ code }) => code === 'malformed'));
  assert.ok(!opened.members.some(({ path }) => path.includes('passwd')));
});

test('cpio: a wrong sum in a crc archive is found at read', () => {
  const bytes = bytesOf(1);
  bytes[Buffer.from(bytes).indexOf('root:x')] = 0x52;
  const member = cpio.open(bytes, tools()).members.find(({ path }) => path === '/etc/passwd');
  assert.throws(() => member?.read(), { code: 'malformed' });
});
