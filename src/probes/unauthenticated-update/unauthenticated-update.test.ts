import assert from 'node:assert/strict';
import { test } from 'node:test';
import { image, inputOf, statementOf } from '../subject-fixture.ts';
import { unauthenticatedUpdate } from './unauthenticated-update.ts';

const update = (signed: boolean | null) => ({
  at: 'a.bin!/0x0.squashfs!/usr/bin/updater',
  kind: 'opkg',
  signed,
  algorithm: null,
  detail: '',
});
const told = (input: Parameters<typeof unauthenticatedUpdate.ask>[0]): string[] =>
  unauthenticatedUpdate.ask(input).map(({ outcome, reason, basis }) => `${reason ?? outcome}/${basis}`);

test('one unsigned way is enough', () =>
  assert.deepEqual(told(inputOf([image({ updates: [update(true), update(false)] })])), ['yes/evidence']));
test('all signed', () => assert.deepEqual(told(inputOf([image({ updates: [update(true)] })])), ['no/evidence']));
test('unknown: not told, none found, no firmware', () => {
  assert.deepEqual(told(inputOf([image({ updates: [update(true), update(null)] })])), ['not-located/evidence']);
  assert.deepEqual(told(inputOf([image()])), ['not-located/evidence']);
  assert.deepEqual(told(inputOf([])), ['absent/evidence']);
});
test('a statement states', () => {
  assert.deepEqual(told(inputOf([], { statements: [statementOf('update-authenticity', 'Ed25519')] })), ['absent/evidence', 'no/statement']);
  assert.deepEqual(told(inputOf([], { statements: [statementOf('update-authenticity', 'none')] })), ['absent/evidence', 'yes/statement']);
});
