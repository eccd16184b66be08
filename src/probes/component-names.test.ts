import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOfLine, namesOf, upstreamVersion } from './component-names.ts';

test('a name and its package URL', () => {
  assert.deepEqual(namesOf({ name: 'Linux Kernel', purl: 'pkg:generic/linux_kernel@2.6.31' }), ['linux']);
  assert.deepEqual(namesOf({ name: 'ssl', purl: 'pkg:deb/debian/openssl@1.1.1?arch=arm' }), ['ssl', 'openssl']);
  assert.deepEqual(namesOf({ name: '__proto__', purl: 'constructor' }), ['-proto-']);
});

test('upstream of a packaged version', () => {
  for (const version of ['1.0.2k', '1:1.0.2k-1+deb9u1', 'v1.0.2K', ' 1.0.2k~rc1']) assert.equal(upstreamVersion(version), '1.0.2k');
});

test('a line by whole parts', () => {
  assert.equal(isOfLine('1.0.2k', '1.0.2'), true);
  assert.equal(isOfLine('1.0.20', '1.0.2'), false);
  assert.equal(isOfLine('2.6.31', '2.6'), true);
  assert.equal(isOfLine('2.60', '2.6'), false);
});
