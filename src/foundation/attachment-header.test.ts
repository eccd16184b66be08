import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attachmentHeader } from './attachment-header.ts';

test('whatever a file is called, the header is one header with one name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (file) => {
      assert.match(attachmentHeader(file), /^attachment; filename\*=UTF-8''(?:[\w.!~-]|%[0-9A-F]{2})+$/);
    }),
  );
});

test('the last name of a path is kept, with half a pair as U+FFFD', () => {
  assert.equal(attachmentHeader('in/fw (2)*.bin'), "attachment; filename*=UTF-8''fw%20%282%29%2A.bin");
  assert.equal(attachmentHeader('\ud800"\r\nSet-Cookie: a=b'), "attachment; filename*=UTF-8''%EF%BF%BD%22%0D%0ASet-Cookie%3A%20a%3Db");
});
