import assert from 'node:assert/strict';
import { test } from 'node:test';
import { totpCode } from './totp-code.ts';

// RFC 6238, appendix B, SHA-1; its codes have eight digits, of which an application shows the last six.
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
] as const;

test('the codes are those of RFC 6238', async () => {
  for (const [seconds, code] of vectors) assert.equal(await totpCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', new Date(seconds * 1000)), code);
});
