import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { standingOf } from '../../credential/verify/standing.ts';
import { verifyComponent } from '../../credential/verify/verify-component.ts';
import type { ComponentRequest } from '../../issuance/component-request.ts';
import type { RegisterEntry } from '../../model/register-entry.ts';
import { chooseScheme } from '../catalogue/choose-scheme.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { nodePlatform } from '../node-platform.ts';
import { readPublicLists } from '../read-public-lists-fixture.ts';
import { appendEntries } from '../register/append-entries.ts';
import { folderReader } from '../register/folder-reader.ts';
import { type Authority, logSigner } from './authority.ts';
import { now, testAuthority } from './authority-fixture.ts';
import { type ComponentOptions, componentSteps, issueComponent } from './issue-component.ts';
import { publishLists } from './publish-lists.ts';
import { readRegister } from './read-register.ts';

const catalogue = await loadCatalogue();
const options: ComponentOptions = { schemes: [chooseScheme(catalogue, 'iqs-training')], probes: ['open-shell'] };

const requestOf = (changes: Partial<ComponentRequest['statement']> = {}, issuedAt = now): ComponentRequest => ({
  statement: {
    level: 'connectivity',
    claims: [],
    component: { name: 'Radio', maker: 'Radios Ltd', versions: [{ version: '1', hardware: null }] },
    satisfies: [{ scheme: 'iqs-training', vintage: 'training.1', criteria: ['updates-authentic'] }],
    conditions: [{ id: 'no-shell', words: 'No shell.', check: { probe: 'open-shell', is: 'no' } }],
    until: '2028-12-31',
    assurance: 'checked',
    ...changes,
  },
  issuedAt,
});

async function entriesOf(authority: Authority): Promise<readonly RegisterEntry[]> {
  const entries: RegisterEntry[] = [];
  for await (const entry of readRegister(authority, folderReader(authority.register))) entries.push(entry);
  return entries.filter(({ event }) => event === 'component-issued');
}

test('issued, published, and it holds; the same again is the same, at whatever hour', async (t) => {
  const authority = await testAuthority(t);
  const first = await issueComponent(authority, requestOf(), options);
  const again = await issueComponent(authority, requestOf({}, '2027-03-09T00:00:00Z'), options);
  assert.deepEqual([again.credential, again.statement.number], [first.credential, 'IQS-TRAIN-0000001']);
  assert.deepEqual(readdirSync(first.folder).sort(), ['statement.json', 'statement.jwt']);
  await publishLists(authority, '2027-03-02T10:00:00Z');
  const { trust, lists } = await readPublicLists(authority);
  const found = await verifyComponent(readFileSync(join(first.folder, 'statement.jwt'), 'utf8'), trust, nodePlatform);
  assert.ok(found.outcome === 'genuine', JSON.stringify(found));
  const { issuedAt, validUntil, issuer, statement } = found;
  assert.equal(standingOf({ number: statement.number, issuedAt, validUntil }, issuer, lists, '2027-03-02T12:00:00Z').standing, 'in-force');
  const [entry, second] = await entriesOf(authority);
  assert.equal(second, undefined);
  assert.ok(entry?.event === 'component-issued');
  assert.deepEqual(entry.component, {
    name: 'Radio',
    maker: 'Radios Ltd',
    criteria: ['iqs-training/updates-authentic'],
    conditions: ['No shell.'],
  });
  assert.equal(entry.validUntil, '2028-12-31T23:59:59Z');
});

test('ended after any step it goes on under the same number, with one entry and one signature', async (t) => {
  for (const last of componentSteps) {
    const authority = await testAuthority(t);
    const ending = issueComponent(authority, requestOf(), {
      ...options,
      onStep: (step) => {
        if (step === last) throw new Error('ended');
      },
    });
    await assert.rejects(ending, /ended/, last);
    const done = await issueComponent(authority, requestOf(), options);
    assert.equal(done.statement.number, 'IQS-TRAIN-0000001', last);
    const entries = await entriesOf(authority);
    assert.equal(entries.length, 1, last);
    assert.equal((await issueComponent(authority, requestOf(), options)).credential, done.credential, last);
    assert.equal((await issueComponent(authority, requestOf({ level: 'other' }), options)).statement.number, 'IQS-TRAIN-0000002', last);
  }
});

test('what a rule objects to is not signed, and takes no entry', async (t) => {
  const authority = await testAuthority(t);
  const cases: readonly (readonly [RegExp, Partial<ComponentRequest['statement']>])[] = [
    [/criteria-exist/, { satisfies: [{ scheme: 'iqs-training', vintage: 'training.0', criteria: ['updates-authentic'] }] }],
    [/criteria-exist/, { satisfies: [{ scheme: 'iqs-training', vintage: 'training.1', criteria: ['endpoint-encryption'] }] }],
    [/training-apart/, { satisfies: [{ scheme: 'iqs-2027', vintage: '2027-pre.2', criteria: ['updates-authentic'] }] }],
    [/dates-in-order/, { until: '2027-03-01' }],
    [/well-formed/, { conditions: [{ id: 'mapping-x', words: 'x', check: null }] }],
    [/conditions-can-be-checked/, { conditions: [{ id: 'x', words: 'x', check: { probe: 'nothing', is: 'no' } }] }],
    [/register-takes-it/, { component: { name: 'Ra\u200bdio', maker: 'm', versions: [{ version: '1', hardware: null }] } }],
  ];
  for (const [rule, changes] of cases)
    await assert.rejects(issueComponent(authority, requestOf(changes), options), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'ISSUE_LINT');
      assert.match(error.message, rule);
      return true;
    });
  await assert.rejects(issueComponent(authority, requestOf({}, '2036-01-01T00:00:00Z'), options), /issuer-may-sign/);
  assert.deepEqual(await entriesOf(authority), []);
  const signed = readdirSync(join(authority.folder, 'jobs')).filter((job) =>
    readdirSync(join(authority.folder, 'jobs', job)).includes('signed.json'),
  );
  assert.deepEqual(signed, []);
});

test('status lists reach as far as the highest component statement, and say that it was withdrawn', async (t) => {
  const authority = await testAuthority(t);
  mkdirSync(join(authority.folder, 'serials'), { recursive: true });
  writeFileSync(join(authority.folder, 'serials', '131072'), 'a job that came to nothing');
  const { statement } = await issueComponent(authority, requestOf(), options);
  assert.equal(statement.number, 'IQS-TRAIN-0131073');
  await appendEntries(authority.register, await logSigner(authority), [{ event: 'withdrawn', number: statement.number, reason: 'test' }]);
  await publishLists(authority, '2027-03-02T10:00:00Z');
  const folder = join(authority.publicFolder, 'status', 'train', 'revocation');
  assert.deepEqual(readdirSync(folder).sort(), ['0.jwt', '1.jwt']);
  await assert.rejects(issueComponent(authority, requestOf(), options), { code: 'STATEMENT_CLOSED' });
});
