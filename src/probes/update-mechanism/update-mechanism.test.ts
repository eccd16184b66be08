import assert from 'node:assert/strict';
import { test } from 'node:test';
import { image, inputOf, statementOf } from '../subject-fixture.ts';
import { updateMechanism } from './update-mechanism.ts';

const updates = [{ at: 'a.bin!/0x0.squashfs!/usr/bin/rauc', kind: 'rauc', signed: true, algorithm: null, detail: '' }];
const told = (input: Parameters<typeof updateMechanism.ask>[0]): string[] =>
  updateMechanism.ask(input).map(({ outcome, reason, basis }) => `${reason ?? outcome}/${basis}`);

test('a known mechanism', () => assert.deepEqual(told(inputOf([image({ updates })])), ['yes/evidence']));
test('none found is not none', () => assert.deepEqual(told(inputOf([image()])), ['not-located/evidence']));
test('no firmware', () => assert.deepEqual(told(inputOf([])), ['absent/evidence']));
test('a statement states', () => {
  assert.deepEqual(told(inputOf([], { statements: [statementOf('update-mechanism', 'signed images over HTTPS')] })), [
    'absent/evidence',
    'yes/statement',
  ]);
  assert.deepEqual(told(inputOf([], { statements: [statementOf('update-mechanism', 'none')] })), ['absent/evidence', 'no/statement']);
});
