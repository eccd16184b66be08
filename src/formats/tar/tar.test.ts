import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { Budget } from '../../foundation/budget.ts';
import type { FormatTools } from '../../model/format.ts';
import fixtures from './fixtures.json' with { type: 'json' };
import { tar } from './tar.ts';

const host = createHost();
const tools = (): FormatTools => ({ host, budget: new Budget() });
const bytesOf = (index: number): Uint8Array => new Uint8Array(Buffer.from(fixtures[index]?.base64 ?? '', 'base64'));

test("tar: a hard link has its target's content and mode bits are kept", () => {
  const { members } = tar.open(bytesOf(0), tools());
  assert.equal(members.find(({ path }) => path === '/bin/ls')?.mode, 0o4755);
  assert.equal(members.find(({ path }) => path === '/bin/ls')?.size, 6);
});

test('tar: a spent budget keeps what was listed', () => {
  const limits = { bytes: 1e6, entries: 3, depth: 9, fileBytes: 1e6, steps: 1e6 };
  const opened = tar.open(bytesOf(0), { host, budget: new Budget(limits) });
  assert.equal(opened.status, 'limit');
  assert.ok(opened.members.length > 0);
});
