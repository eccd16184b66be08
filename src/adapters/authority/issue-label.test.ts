import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { standingOf } from '../../credential/verify/standing.ts';
import { verifyCode } from '../../credential/verify/verify-code.ts';
import { verifyCredential } from '../../credential/verify/verify-credential.ts';
import { nodePlatform } from '../node-platform.ts';
import { readPublicLists } from '../read-public-lists-fixture.ts';
import { drawing, requestOf, testAuthority } from './authority-fixture.ts';
import { issueLabel } from './issue-label.ts';
import { publishLists } from './publish-lists.ts';

test('a label is issued, published, and holds', async (t) => {
  const authority = await testAuthority(t);
  const { claims, signed, folder } = await issueLabel(authority, requestOf('Lumen Cam 1'), { drawing });
  assert.equal(claims.number, 'IQS-TRAIN-0000001');
  assert.deepEqual(readdirSync(folder).sort(), [
    'claims.json',
    'code.txt',
    'credential.jwt',
    'label-badge-en.svg',
    'label-full-en.svg',
    'label-long-en.svg',
    'label-small-en.svg',
  ]);
  await publishLists(authority, '2027-03-02T10:00:00Z');
  const { trust, lists } = await readPublicLists(authority);
  const code = await verifyCode(readFileSync(join(folder, 'code.txt'), 'utf8'), trust, nodePlatform);
  assert.ok(code.outcome === 'genuine', JSON.stringify(code));
  assert.equal((await verifyCredential(signed.credential, trust, nodePlatform, { printed: code.claims })).outcome, 'genuine');
  assert.equal(standingOf(code.claims, code.issuer, lists, '2027-03-02T12:00:00Z').standing, 'in-force');
});

test('the same request again is the same label, another one is another', async (t) => {
  const authority = await testAuthority(t);
  const first = await issueLabel(authority, requestOf('One'), { drawing });
  const again = await issueLabel(authority, requestOf('One', { issuedAt: '2027-03-09T00:00:00Z' }), { drawing });
  const other = await issueLabel(authority, requestOf('Two'), { drawing });
  assert.equal(again.signed.code, first.signed.code);
  assert.equal(other.claims.number, 'IQS-TRAIN-0000002');
});

test('what a rule objects to is not signed', async (t) => {
  const authority = await testAuthority(t);
  const refused = [
    ['a raised letter', requestOf('A', { decision: { ...requestOf('A').decision, letter: 'B' } })],
    ['decided by who evaluated', requestOf('B', { decision: { ...requestOf('B').decision, evaluatedBy: ['training'] } })],
    ['nobody decided', requestOf('C', { decision: { ...requestOf('C').decision, decidedBy: [] } })],
    ['a scheme that issues none', requestOf('D', { issuesLabels: false })],
    ['an assessment that refuses one', requestOf('E', {}, { noLabel: 'not-rated' })],
    ['not reproducible', requestOf('F', {}, { reproducible: false })],
    ['decided before it was graded', requestOf('G', { decision: { ...requestOf('G').decision, decidedAt: '2027-02-01T00:00:00Z' } })],
    [
      'a part bound to nothing',
      requestOf('H', {}, { evidence: [], parts: requestOf('H').assessment.parts.map((part) => ({ ...part, versions: [] })) }),
    ],
    [
      'another scheme than training',
      requestOf('I', {}, { scheme: { id: 'iqs-2027', vintage: '1', status: 'in-force', digest: 'ab'.repeat(32) } }),
    ],
  ] as const;
  for (const [about, request] of refused)
    await assert.rejects(
      issueLabel(authority, request, { drawing, signer: { ...(await signerThatMustNot()) } }),
      { code: 'ISSUE_LINT' },
      about,
    );
  await assert.rejects(
    issueLabel(
      authority,
      requestOf('K', {}, { parts: requestOf('K').assessment.parts.map((part) => ({ ...part, letter: 'F' as const })) }),
      { drawing },
    ),
    { code: 'NOT_LABELLABLE' },
  );
  await assert.rejects(issueLabel(authority, requestOf('L', {}, { supportUntil: '2027-03-01' }), { drawing }), { code: 'TERM_OVER' });
  assert.ok(!existsSync(join(authority.publicFolder, 'labels')));

  async function signerThatMustNot() {
    const { currentSigner } = await import('./authority.ts');
    return { ...(await currentSigner(authority)), sign: () => assert.fail('signed') };
  }
});

const restsOn = {
  id: 'SESIP-1',
  source: 'sesip',
  level: 'SESIP2',
  component: 'Radio 1',
  part: 'device',
  until: '2028-06-30',
  statusAsOf: '2027-03-01',
  criteria: [],
  conditions: [],
  finding: 'x',
} as const;

test('the term ends with the months of the scheme, with support, or with what the letter rests on, whichever is first', async (t) => {
  const authority = await testAuthority(t);
  const until = async (name: string, changes: object, assessment: object): Promise<string> =>
    (await issueLabel(authority, requestOf(name, changes, assessment), { drawing })).claims.validUntil;
  assert.equal(await until('Lamp', {}, {}), '2030-03-02T23:59:59Z');
  assert.equal(await until('Lock', {}, { supportUntil: '2029-12-31' }), '2029-12-31T23:59:59Z');
  assert.equal(await until('Plug', {}, { supportUntil: null, restsOn: [restsOn] }), '2028-06-30T23:59:59Z');
  assert.equal(await until('Bell', { labelMonths: 12 }, {}), '2028-03-02T23:59:59Z');
});
