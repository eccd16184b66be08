import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { verify } from '../../main/verify.ts';
import type { RegisterEvent } from '../../model/register-entry.ts';
import type { GenuineLabel } from '../../verifier/verify-label.ts';
import { appendEntries } from '../register/append-entries.ts';
import { folderReader } from '../register/folder-reader.ts';
import { findHistory } from '../register/folder-view.ts';
import { readHead } from '../register/read-log.ts';
import { receiptMaker } from '../site/receipt-maker.ts';
import { readTrustAnchor } from '../trust-anchor.ts';
import { type Authority, currentSigner, logSigner, openAuthority } from './authority.ts';
import { drawing, now, requestOf, testAuthority } from './authority-fixture.ts';
import { recordCompromise, rollKey } from './change-key.ts';
import { issueLabel } from './issue-label.ts';
import { publishLists } from './publish-lists.ts';

/** What a stranger is told of a text at a moment, with everything the authority publishes; a version is asked about where one is given. */
async function told(authority: Authority, text: string, at: string, version?: string, withReceipts = true): Promise<string> {
  const reader = folderReader(authority.register);
  const head = await readHead(reader, { logKey: (await logSigner(authority)).key, witnesses: [], quorum: 0 }, authority.register);
  const receiptsOf = receiptMaker(reader, head);
  const history = await findHistory(authority.register, reader, head, 'IQS-TRAIN-0000001');
  const anchor = readTrustAnchor(join(authority.publicFolder, 'trust.json'));
  const lists = ['revocation', 'suspension', 'refresh'].map((purpose) =>
    readFileSync(join(authority.publicFolder, `status/train/${purpose}/0.jwt`), 'utf8'),
  );
  const verdict = await verify({
    text,
    roots: anchor.roots,
    trustList: anchor.trustList,
    statusLists: lists,
    receipts: withReceipts ? (await receiptsOf(history)).map((text) => new TextEncoder().encode(text)) : [],
    now: at,
    held: version === undefined ? undefined : { digest: null, version, part: null },
  });
  return verdict.outcome === 'refused'
    ? verdict.code
    : [verdict.standing, ...((verdict as GenuineLabel).cover === null ? [] : [verdict.cover?.cover])].join(' ');
}

const record = async (authority: Authority, event: RegisterEvent, at: string): Promise<void> => {
  await appendEntries(authority.register, await logSigner(authority), [event], { now: () => at });
  await publishLists(authority, at);
};

test('suspended, reinstated, a version added, withdrawn: each is told', async (t) => {
  const authority = await testAuthority(t);
  const { signed } = await issueLabel(authority, requestOf('Lumen Cam 1'), { drawing });
  const number = 'IQS-TRAIN-0000001';
  await publishLists(authority, now);
  assert.equal(await told(authority, signed.code, '2027-03-02T12:00:00Z', '2.0'), 'in-force covered');
  assert.equal(await told(authority, signed.code, '2027-03-02T12:00:00Z', '1.9'), 'in-force update-now');
  assert.equal(await told(authority, signed.code, '2027-03-02T12:00:00Z', '2.1'), 'in-force not-covered');
  await record(authority, { event: 'suspended', number, reason: 'endpoint open again' }, '2027-04-01T00:00:00Z');
  assert.equal(await told(authority, signed.code, '2027-04-01T12:00:00Z'), 'suspended');
  await record(authority, { event: 'reinstated', number, reason: 'closed' }, '2027-04-05T00:00:00Z');
  await record(
    authority,
    { event: 'version-added', number, part: 'device', version: '2.1', hardware: null, digests: [], security: true },
    '2027-04-06T00:00:00Z',
  );
  assert.equal(await told(authority, signed.code, '2027-04-06T12:00:00Z', '2.1'), 'in-force covered');
  assert.equal(await told(authority, signed.code, '2027-04-06T12:00:00Z', '2.0'), 'in-force update-now');
  assert.equal(await told(authority, signed.credential, '2027-04-06T12:00:00Z', '2.0'), 'in-force update-now');
  await record(authority, { event: 'withdrawn', number, reason: 'maker stopped updates' }, '2027-05-01T00:00:00Z');
  assert.equal(await told(authority, signed.code, '2027-05-01T12:00:00Z'), 'withdrawn');
});

test('a key is rolled over: what the old one signed stays genuine, what it would sign now is not', async (t) => {
  const authority = await testAuthority(t);
  const { signed: old } = await issueLabel(authority, requestOf('Lumen Cam 1'), { drawing });
  const kid = await rollKey(authority, '2027-06-01T00:00:00Z');
  const rolled = openAuthority(authority.folder);
  assert.deepEqual(
    rolled.file.keys.map((key) => [key.kid === kid, key.until]),
    [
      [false, '2027-06-01T00:00:00Z'],
      [true, '2029-06-01T00:00:00Z'],
    ],
  );
  assert.equal(await told(rolled, old.code, '2027-06-01T12:00:00Z'), 'in-force');
  const later = { issuedAt: '2027-06-02T00:00:00Z' };
  const { signed: fresh, claims } = await issueLabel(rolled, requestOf('Lumen Cam 2', later), { drawing });
  assert.equal(claims.number, 'IQS-TRAIN-0000002');
  await publishLists(rolled, '2027-06-02T01:00:00Z');
  assert.equal(await told(rolled, fresh.code, '2027-06-02T12:00:00Z'), 'in-force');
  // The old key, used again by whoever still has it, on a label of today: the rule book refuses, and so would every verifier.
  const { signerAt } = await import('./authority.ts');
  const oldSigner = await signerAt(rolled, (rolled.file.keys[0] as (typeof rolled.file.keys)[number]).place);
  await assert.rejects(issueLabel(rolled, requestOf('Lumen Cam 3', later), { drawing, signer: oldSigner }), { code: 'ISSUE_LINT' });
});

test("a compromised key's labels fail from the moment recorded, but for those that the register held before", async (t) => {
  const authority = await testAuthority(t);
  const { signed } = await issueLabel(authority, requestOf('Lumen Cam 1'), { drawing });
  await publishLists(authority, now);
  const [stolen] = authority.file.keys.map(({ kid }) => kid);
  await recordCompromise(authority, stolen as string, 'found on a public server', '2027-07-01T00:00:00Z');
  const after = openAuthority(authority.folder);
  assert.equal(after.file.keys.length, 2, 'another key took over');
  assert.equal(await told(after, signed.code, '2027-07-01T12:00:00Z', undefined, false), 'KEY_COMPROMISED');
  assert.equal(await told(after, signed.code, '2027-07-01T12:00:00Z'), 'in-force');
  assert.equal(await told(after, signed.credential, '2027-07-01T12:00:00Z'), 'in-force');
  await assert.rejects(recordCompromise(after, 'x'.repeat(43), 'r', '2027-07-02T00:00:00Z'), { code: 'KEY_UNKNOWN' });
});

test('a letter is lowered under the same number: the old code says so, the new one holds; a better letter is refused before anything is signed', async (t) => {
  const authority = await testAuthority(t);
  const { signed: old } = await issueLabel(authority, requestOf('Lumen Cam 1'), { drawing });
  const replaces = { number: 'IQS-TRAIN-0000001', reason: 'an endpoint was opened' };
  const lower = { letter: 'E', decidedBy: ['committee'], evaluatedBy: ['iqs'], decidedAt: '2027-05-01T00:00:00Z' } as const;
  const request = requestOf('Lumen Cam 1', { replaces, decision: lower, issuedAt: '2027-05-01T08:00:00Z' });
  const { signed: fresh, claims } = await issueLabel(authority, request, { drawing });
  await issueLabel(authority, request, { drawing });
  await publishLists(authority, '2027-05-01T09:00:00Z');
  assert.deepEqual([claims.number, claims.letter], ['IQS-TRAIN-0000001', 'E']);
  assert.equal(await told(authority, old.code, '2027-05-01T12:00:00Z'), 'reduced');
  assert.equal(await told(authority, fresh.code, '2027-05-01T12:00:00Z', '2.0'), 'in-force covered');
  assert.equal(await told(authority, fresh.code, '2027-05-01T12:00:00Z', undefined, false), 'reduced', 'without a receipt nobody can tell');
  const never = { ...(await currentSigner(authority)), sign: () => assert.fail('signed') };
  for (const [name, number] of [
    ['Lumen Cam 1', 'IQS-TRAIN-0000001'],
    ['Lumen Cam 9', 'IQS-TRAIN-0000009'],
  ] as const)
    await assert.rejects(
      issueLabel(authority, requestOf(name, { replaces: { number, reason: 'r' }, issuedAt: '2027-06-01T00:00:00Z' }), {
        drawing,
        signer: never,
      }),
      { code: 'NOT_REDUCIBLE' },
    );
});
