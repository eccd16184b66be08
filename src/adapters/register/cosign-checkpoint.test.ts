import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { UserError } from '../../foundation/user-error.ts';
import { parseNote } from '../../register/signed-note.ts';
import { type LogPolicy, verifyCheckpoint } from '../../register/verify-checkpoint.ts';
import { appendEntries } from './append-entries.ts';
import { addCosignature, cosignCheckpoint } from './cosign-checkpoint.ts';
import { folderReader } from './folder-reader.ts';
import { initRegister } from './init-register.ts';
import { createKeyFile, loadSigner, type NoteSigner } from './note-signer.ts';
import { issued, keyAdded, type TestRegister, testRegister } from './register-fixture.ts';
import { registerTools } from './register-tools.ts';

const refuses =
  (code: string, reason = '') =>
  (error: unknown): boolean =>
    error instanceof UserError && error.code === code && error.message.startsWith(reason);
const serials = (from: number, count: number) => Array.from({ length: count }, (_, at) => issued(from + at));

type Witness = { readonly signer: NoteSigner; readonly state: string };

async function witness({ home }: TestRegister, name: string): Promise<Witness> {
  const file = join(home, `${name}.key`);
  createKeyFile(file);
  return { signer: await loadSigner(file, `witness.example/${name}`, 'witness'), state: join(home, `${name}.json`) };
}

async function started(
  t: TestContext,
): Promise<
  TestRegister & { readonly w: Witness; readonly cosign: (folder?: string, time?: number) => ReturnType<typeof cosignCheckpoint> }
> {
  const register = await testRegister(t);
  await appendEntries(register.folder, register.signer, [keyAdded, ...serials(1, 299)]);
  const w = await witness(register, '1');
  const cosign = (folder = register.folder, time = 1_800_000_000) =>
    cosignCheckpoint(folderReader(folder), register.policy, w.signer, w.state, time);
  return { ...register, w, cosign };
}

const trusting = (policy: LogPolicy, quorum: number, ...witnesses: readonly Witness[]): LogPolicy => ({
  ...policy,
  witnesses: witnesses.map(({ signer }) => signer.key),
  quorum,
});

test('a head that leads on is signed, and a quorum of witnesses is believed', async (t) => {
  const register = await started(t);
  const { folder, signer, policy, w, cosign } = register;
  const other = await witness(register, '2');
  const one = await cosign();
  assert.ok(await addCosignature(folder, policy, parseNote(one.checkpoint).text, one.signature));
  const verdict = async (wanted: LogPolicy) => verifyCheckpoint(readFileSync(join(folder, 'checkpoint')), wanted, registerTools);
  const seen = await verdict(trusting(policy, 1, w));
  assert.deepEqual(seen.ok && seen.checkpoint.witnessed, [{ name: 'witness.example/1', time: 1_800_000_000 }]);
  const missing = await verdict(trusting(policy, 2, w, other));
  assert.equal(!missing.ok && missing.code, 'CHECKPOINT_QUORUM');
  const two = await cosignCheckpoint(folderReader(folder), policy, other.signer, other.state, 1_800_000_001);
  assert.ok(await addCosignature(folder, policy, parseNote(two.checkpoint).text, two.signature));
  assert.ok((await verdict(trusting(policy, 2, w, other))).ok);
  await appendEntries(folder, signer, serials(1000, 400));
  // What was signed is not said of what came after.
  assert.ok(!(await verdict(trusting(policy, 1, w))).ok);
  assert.ok(!(await addCosignature(folder, policy, parseNote(one.checkpoint).text, one.signature)));
  const next = await cosign(folder, 1_800_000_100);
  assert.ok(await addCosignature(folder, policy, parseNote(next.checkpoint).text, next.signature));
  assert.ok((await verdict(trusting(policy, 1, w))).ok);
});

test('a witness signs no rollback, no fork and no rewritten log', async (t) => {
  const { folder, signer, home, cosign, keyFile, w } = await started(t);
  const [old, other] = [join(home, 'old'), join(home, 'other')];
  cpSync(folder, old, { recursive: true });
  await appendEntries(folder, signer, [issued(400)]);
  await cosign();
  const state = readFileSync(w.state, 'utf8');
  await assert.rejects(cosign(old), refuses('WITNESS_REFUSED', 'WITNESS_ROLLBACK'));
  await initRegister(other, signer.key.name, keyFile);
  await appendEntries(other, signer, [keyAdded, ...serials(5000, 300)]);
  await assert.rejects(cosign(other), refuses('WITNESS_REFUSED', 'WITNESS_FORK'));
  await appendEntries(other, signer, serials(9000, 500));
  await assert.rejects(cosign(other), refuses('WITNESS_REFUSED', 'WITNESS_REWRITTEN'));
  assert.equal(readFileSync(w.state, 'utf8'), state);
  await cosign();
});

test('a witness whose memory is damaged signs nothing', async (t) => {
  const { cosign, w, folder } = await started(t);
  writeFileSync(w.state, '{"register.example/iqs":{"size":-');
  await assert.rejects(cosign(), refuses('WITNESS_STATE'));
  rmSync(w.state);
  await cosign();
  rmSync(join(folder, 'checkpoint'));
  await assert.rejects(cosign(), refuses('REGISTER_MISSING'));
});

test('a checkpoint by another key is not cosigned', async (t) => {
  const { w, folder, policy } = await started(t);
  const stranger = { ...policy, logKey: { ...policy.logKey, keyId: '00000000' } };
  await assert.rejects(cosignCheckpoint(folderReader(folder), stranger, w.signer, w.state, 1), refuses('REGISTER_UNTRUSTED'));
});
