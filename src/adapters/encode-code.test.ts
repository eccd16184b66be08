import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { _ECC_BLOCKS, _WORDS_PER_BLOCK, encodeQR } from 'qr';
import { UserError } from '../foundation/user-error.ts';
import { codeBlocks } from '../label/code-blocks.ts';
import { codePath, readCodePath } from '../label/code-path.ts';
import { readCode } from '../label/read-code.ts';
import { encodeCode } from './encode-code.ts';

const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const textOf = (length: number): string => Array.from({ length }, (_, at) => alphanumeric[(at * 7 + (at >> 3)) % 45]).join('');

test('what the encoder writes, our reader of modules reads, for texts of any length', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...alphanumeric), minLength: 1, maxLength: 700 }), (text) => {
      const matrix = encodeCode(text);
      assert.equal(readCode(matrix)?.text, text);
      assert.deepEqual(readCodePath(codePath(matrix), matrix.size), matrix);
    }),
    { numRuns: 60 },
  );
});

test('every version, level and mask is read', () => {
  for (const ecc of ['medium', 'quartile', 'high'] as const)
    for (let version = 1; version <= 40; version += 1) {
      const rows = encodeQR('IQS-7', 'raw', { ecc, encoding: 'alphanumeric', border: 1, version, mask: (version % 8) as 0 });
      const inner = rows.slice(1, -1).map((row) => row.slice(1, -1));
      const read = readCode({ size: inner.length, modules: Uint8Array.from(inner.flat(), Number) });
      assert.deepEqual(read, { text: 'IQS-7', level: ecc, version });
    }
});

test('the table of blocks is the one of the encoder', () => {
  for (const level of ['medium', 'quartile', 'high'] as const)
    assert.deepEqual(codeBlocks[level], { blocks: [..._ECC_BLOCKS[level]], words: [..._WORDS_PER_BLOCK[level]] });
});

test('the strongest level that keeps a module of 0.33 mm', () => {
  const levels = [20, 350, 450, 540, 800].map((length) => {
    const read = readCode(encodeCode(textOf(length)));
    return `${read?.version} ${read?.level}`;
  });
  assert.deepEqual(levels, ['2 high', '16 high', '18 high', '18 quartile', '18 medium']);
});

test('refuses other signs, nothing at all, and too much', () => {
  for (const text of ['', 'lower', 'É', 'A\n', textOf(950), textOf(5000)])
    assert.throws(
      () => encodeCode(text),
      (error) => error instanceof UserError && error.code === 'LABEL_CODE',
    );
});

test('a module changed anywhere is noticed, and no matrix breaks the reader', () => {
  const good = encodeCode(textOf(350));
  const text = readCode(good)?.text;
  let missed = 0;
  for (let at = 0; at < good.modules.length; at += 1) {
    const modules = good.modules.slice();
    modules[at] = 1 - (modules[at] ?? 0);
    if (readCode({ size: good.size, modules }) !== null) missed += 1;
  }
  // The three remainder bits of version 16, which mean nothing to anybody (ISO/IEC 18004, table 1).
  assert.ok(text !== undefined && missed === 3, String(missed));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.uint8Array({ maxLength: 3600, max: 1 }), (size, modules) => {
      readCode({ size, modules });
    }),
    { numRuns: 300 },
  );
});

test('path data that is no code is refused', () => {
  for (const data of ['', 'M0 0h1v1h-1', 'M0 0h1v1h-2z', 'M0 0h9v1h-9v-1z', 'M0 0l1 1z', 'M99 0h1v1h-1v-1z', 'M0 0h1v1h-1v-1zx'])
    assert.equal(readCodePath(data, 4), null, data);
  assert.deepEqual(readCodePath('M0 0h1v1h-1v-1z', 2), { size: 2, modules: Uint8Array.of(1, 0, 0, 0) });
});
