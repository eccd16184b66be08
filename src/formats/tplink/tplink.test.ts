import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { Budget } from '../../foundation/budget.ts';
import type { FormatTools } from '../../model/format.ts';
import fixtures from './fixtures.json' with { type: 'json' };
import { tplink } from './tplink.ts';

const host = createHost();
const tools = (): FormatTools => ({ host, budget: new Budget() });
const bytesOf = (index: number): Uint8Array => new Uint8Array(Buffer.from(fixtures[index]?.base64 ?? '', 'base64'));

test('tplink: an image with a boot loader holds the image without', () => {
  const inner = bytesOf(0);
  const bytes = new Uint8Array(0x200 + 0x10000 + inner.length).fill(0xff);
  bytes.set(inner.subarray(0, 0x200));
  bytes.set(inner, 0x10200);
  const view = new DataView(bytes.buffer);
  view.setUint32(0x7c, bytes.length);
  view.setUint32(0x94, 100);
  const opened = tplink.open(bytes, tools());
  assert.deepEqual(
    opened.members.map(({ path, size }) => [path, size]),
    [
      ['/boot-loader', 100],
      ['/firmware', inner.length],
    ],
  );
  assert.match(opened.detail, /MD5 disagrees/);
  assert.match(tplink.open(inner, tools()).detail, /MD5 agrees/);
});
