import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { UserError } from '../../foundation/user-error.ts';
import { fsck } from '../../register/fsck.ts';
import { appendEntries } from './append-entries.ts';
import { folderReader } from './folder-reader.ts';
import { findHistory } from './folder-view.ts';
import { initRegister } from './init-register.ts';
import { loadSigner } from './note-signer.ts';
import { readHead } from './read-log.ts';
import { claimsOf, issued, keyAdded, numberOf, type TestRegister, testRegister, withdrawn } from './register-fixture.ts';
import { registerTools } from './register-tools.ts';

const isCode =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof UserError && error.code === code;
const check = async ({ folder, policy }: TestRegister): Promise<readonly string[]> =>
  (await fsck(folderReader(folder), policy, registerTools)).findings.map(({ code, at }) => `${code} ${at}`);
const history = async ({ folder, policy }: TestRegister, serial: number) => {
  const reader = folderReader(folder);
  return findHistory(folder, reader, await readHead(reader, policy, folder), numberOf(serial));
};
const serials = (from: number, count: number) => Array.from({ length: count }, (_, at) => issued(from + at));

test('a new register is empty and right; its key is for its owner only and never overwritten', async (t) => {
  const register = await testRegister(t);
  assert.deepEqual(await check(register), []);
  assert.equal(statSync(register.keyFile).mode & 0o777, 0o600);
  await assert.rejects(initRegister(register.folder, 'x', join(register.home, 'other')), isCode('REGISTER_EXISTS'));
  await assert.rejects(initRegister(register.folder, 'x', join(register.folder, 'key')), isCode('REGISTER_KEY_INSIDE'));
  chmodSync(register.keyFile, 0o640);
  await assert.rejects(loadSigner(register.keyFile, 'x', 'log'), isCode('REGISTER_KEY_OPEN'));
});

test('appended one by one or at once: the register is right, and numbers are found', async (t) => {
  const register = await testRegister(t);
  const { folder, signer } = register;
  await appendEntries(folder, signer, [keyAdded]);
  for (let serial = 1; serial <= 6; serial += 1) await appendEntries(folder, signer, [issued(serial)]);
  const { first, size } = await appendEntries(folder, signer, serials(7, 600));
  assert.deepEqual([first, size], [7, 607]);
  await appendEntries(folder, signer, [withdrawn(3), { event: 'suspended', number: numberOf(400), reason: 'checked again' }]);
  await appendEntries(folder, signer, [
    {
      event: 'reduced',
      number: numberOf(400),
      reason: 'r',
      claims: { ...claimsOf(numberOf(400)), letter: 'E' },
      credential: 'a'.repeat(64),
      printed: 'b'.repeat(64),
      kid: keyAdded.event === 'key-added' ? keyAdded.kid : '',
    },
  ]);
  assert.deepEqual(await check(register), []);
  assert.equal((await history(register, 3)).standing?.state, 'withdrawn');
  const reduced = await history(register, 400);
  assert.deepEqual(
    [reduced.standing, reduced.events.length, reduced.signed?.credential],
    [{ state: 'in-force', letter: 'E' }, 3, 'a'.repeat(64)],
  );
  assert.equal((await history(register, 9999)).standing, null);
  // What is full has no partial files beside it.
  assert.deepEqual(readdirSync(join(folder, 'tile', '0')).sort(), ['000', '001', '002.p']);
});

describe('what is not allowed is refused, and nothing is appended', () => {
  for (const [name, events] of [
    ['a number twice', [issued(1), issued(1)]],
    ['a number that is in the log', [issued(0)]],
    ['an unknown number', [withdrawn(5)]],
    ['withdrawn twice', [withdrawn(0), withdrawn(0)]],
    ['a key twice', [keyAdded]],
    [
      'an unknown part',
      [{ event: 'version-added', number: numberOf(0), part: 'toaster', version: '2', hardware: null, digests: [], security: false }],
    ],
    ['an entry that is none', [{ event: 'withdrawn', number: numberOf(0), reason: '' }]],
    ['an entry with a field too many', [{ ...withdrawn(0), colour: 'red' } as never]],
  ] as const) {
    test(name, async (t) => {
      const register = await testRegister(t);
      await appendEntries(register.folder, register.signer, [keyAdded, issued(0)]);
      const before = readFileSync(join(register.folder, 'checkpoint'), 'utf8');
      await assert.rejects(appendEntries(register.folder, register.signer, events), isCode('REGISTER_REFUSED'));
      assert.equal(readFileSync(join(register.folder, 'checkpoint'), 'utf8'), before);
      assert.deepEqual(await check(register), []);
    });
  }
  test('a label signed with a key that the register does not know', async (t) => {
    const { folder, signer } = await testRegister(t);
    await assert.rejects(appendEntries(folder, signer, [issued(1)]), isCode('REGISTER_REFUSED'));
  });
});

test('who asks under the lock whether it was said already says it once, however many ask at once', async (t) => {
  const register = await testRegister(t);
  const { folder, signer } = register;
  await appendEntries(folder, signer, [keyAdded]);
  const results = await Promise.all(
    Array.from({ length: 5 }, () =>
      appendEntries(folder, signer, async (view) => ((await view.history(numberOf(7))).standing === null ? [issued(7)] : [])),
    ),
  );
  assert.equal(results.filter(({ entries }) => entries.length === 1).length, 1);
  assert.deepEqual(await check(register), []);
});

test('a clock that was put back does not put the log back', async (t) => {
  const register = await testRegister(t);
  const { folder, signer } = register;
  await appendEntries(folder, signer, [keyAdded], { now: () => '2027-06-01T00:00:00Z' });
  const { entries } = await appendEntries(folder, signer, [issued(1)], { now: () => '2027-01-01T00:00:00Z' });
  assert.equal(entries[0]?.at, '2027-06-01T00:00:00Z');
  assert.deepEqual(await check(register), []);
});

describe('the index is made anew', () => {
  for (const [name, spoil] of [
    ['when it is gone', (index: string) => rmSync(index, { recursive: true })],
    ['when its state is rubbish', (index: string) => writeFileSync(join(index, 'state.json'), '{"size":-1}')],
    ['when it says another root', (index: string) => writeFileSync(join(index, 'state.json'), '{"size":30,"root":"00","others":1}')],
    [
      'when its chain goes in circles',
      (index: string) => writeFileSync(join(index, 'chain'), Buffer.alloc(400, Buffer.from([9, 0, 0, 0, 0, 0, 0, 0]))),
    ],
    [
      'when its slots lead elsewhere',
      (index: string) => writeFileSync(join(index, 'TRAIN.slots'), Buffer.alloc(400, Buffer.from([9, 0, 0, 0, 0, 0, 0, 0]))),
    ],
  ] as const) {
    test(name, async (t) => {
      const register = await testRegister(t);
      const { folder, signer } = register;
      await appendEntries(folder, signer, [keyAdded, ...serials(1, 40)]);
      await appendEntries(folder, signer, [withdrawn(4)]);
      spoil(join(folder, '.iqs', 'index'));
      assert.equal((await history(register, 4)).standing?.state, 'withdrawn');
      await assert.rejects(appendEntries(folder, signer, [withdrawn(4)]), isCode('REGISTER_REFUSED'));
      await assert.rejects(appendEntries(folder, signer, [issued(11)]), isCode('REGISTER_REFUSED'));
      await appendEntries(folder, signer, [withdrawn(5)]);
      assert.deepEqual(await check(register), []);
    });
  }
});

test('a log whose right edge was changed is not continued', async (t) => {
  const { folder, signer } = await testRegister(t);
  await appendEntries(folder, signer, [keyAdded, issued(1)]);
  const path = join(folder, 'tile/0/000.p/2');
  writeFileSync(path, readFileSync(path).fill(7, 0, 1));
  await assert.rejects(appendEntries(folder, signer, [issued(2)]), isCode('REGISTER_DAMAGED'));
});
