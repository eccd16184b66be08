import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64url, fromBase64url } from '../foundation/base64url.ts';
import { compactJson, parseCompactJson } from '../foundation/compact-json.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import { base32, fromBase32 } from './base32.ts';
import { printedCode, splitCode, typedCode } from './printed-code.ts';
import { shortName } from './printed-statement.ts';

test('base64url and base32 are the inverse of their readers, and the platform agrees', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.equal(base64url(bytes), Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(fromBase64url(base64url(bytes)), bytes);
      assert.deepEqual(fromBase32(base32(bytes)), bytes);
    }),
  );
  // RFC 4648, section 10.
  for (const [plain, coded] of [
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])
    assert.equal(base32(Buffer.from(plain as string)), coded);
});

test('a base64url text that is read has no second spelling', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ABCXYZabc012-_=+/'), maxLength: 12 }), (text) => {
      try {
        assert.equal(base64url(fromBase64url(text)), text);
      } catch (error) {
        assert.ok(error instanceof DecodeError);
      }
    }),
  );
});

test('compact JSON is read back, and only it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) =>
      assert.deepEqual(parseCompactJson(compactJson(value)), JSON.parse(JSON.stringify(value))),
    ),
  );
  for (const text of ['{"b":1,"a":2}', '{"a":1,"a":1}', '[1, 2]', '1.0', '1e2', '-0', '"\\u0041"', '', '{', ' 1', '1e999'])
    assert.throws(() => parseCompactJson(text), DecodeError, text);
});

test('a code is split into what it was made of', () => {
  const prefix = 'HTTPS://REGISTER.EXAMPLE/C/';
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (statement) => {
      const code = printedCode(prefix, statement);
      assert.match(code, /^[0-9A-Z $%*+\-./:]+$/, 'QR alphanumeric mode');
      assert.ok(code.split('/').every((segment) => segment.length <= 200));
      assert.deepEqual(splitCode(code), { prefix, statement });
      assert.equal(typedCode(`  ${code.replace('HTTPS://REGISTER.EXAMPLE', 'https://register.example')}/\n`), code);
    }),
  );
  assert.throws(() => printedCode(prefix, new Uint8Array(301)), RangeError);
  assert.throws(() => printedCode('https://register.example/C/', new Uint8Array(1)), RangeError);
});

test('a name is shortened between its characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      const short = shortName(name);
      assert.ok(new TextEncoder().encode(short).length <= 48);
      assert.ok(short === name || (short.endsWith('…') && name.startsWith(short.slice(0, -1))));
    }),
  );
});
