import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspectEvidence } from './inspect-evidence.ts';
import { inspectionMemo } from './inspection-memo.ts';

test('the same bytes under the same name are inspected once; other bytes, or another name, anew', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'iqs-memo-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const memo = inspectionMemo(2);
  const look = async (name: string, text: string) => {
    const path = join(home, 'a.txt');
    writeFileSync(path, text);
    const [found] = await inspectEvidence([{ name, path }], { memo });
    return found;
  };
  const first = await look('a.txt', 'Contact: mailto:a@a.example');
  assert.equal(await look('a.txt', 'Contact: mailto:a@a.example'), first);
  const renamed = await look('b.txt', 'Contact: mailto:a@a.example');
  assert.notEqual(renamed, first);
  assert.equal(renamed?.exhibits.evidence[0]?.name, 'b.txt');
  const other = await look('a.txt', 'Contact: mailto:b@b.example');
  assert.notEqual(other?.exhibits.evidence[0]?.sha256, first?.exhibits.evidence[0]?.sha256);
  // Two are kept: the first one is gone by now, and looked at again it is the same.
  const again = await look('a.txt', 'Contact: mailto:a@a.example');
  assert.notEqual(again, first);
  assert.deepEqual(again, first);
});
