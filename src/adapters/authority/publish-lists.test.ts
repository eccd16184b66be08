import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { now, testAuthority } from './authority-fixture.ts';
import { publishLists } from './publish-lists.ts';

test('lists are published one after another, however many ask at once', async (t) => {
  const authority = await testAuthority(t);
  const sequence = (): number => {
    const [, payload = ''] = readFileSync(join(authority.publicFolder, 'trust-list.jwt'), 'utf8').split('.');
    return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly sequence: number }).sequence;
  };
  const before = sequence();
  await Promise.all(Array.from({ length: 4 }, () => publishLists(authority, now)));
  assert.equal(sequence(), before + 4);
});
