// Bundles of dossiers with component statements: carried, recomputed to the same bytes, and no altered word of a proof, a statement or a mapping goes unseen.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { archiveOf, bytesOf, editJson, type Files, inOrder, listAgain, textOf } from '../../../tools/bundle-vectors/edit-bundle.ts';
import { readArchive } from '../../engine/bundle/read-archive.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Assessment } from '../../model/assessment.ts';
import { assessFolder } from '../assess-folder.ts';
import type { Authority } from '../authority/authority.ts';
import { now, testAuthority } from '../authority/authority-fixture.ts';
import { issueComponent } from '../authority/issue-component.ts';
import { publishLists } from '../authority/publish-lists.ts';
import { chooseScheme } from '../catalogue/choose-scheme.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { readTrustAnchor } from '../trust-anchor.ts';
import { siteReader } from '../verify/site-reader.ts';
import { type StatementProver, statementProver } from '../verify/statement-prover.ts';
import { packBundle } from './pack-bundle.ts';
import { replayBundle } from './replay-bundle.ts';

const catalogue = await loadCatalogue();
const scheme = chooseScheme(catalogue, 'iqs-training');
const [chosen] = catalogue.schemes.flatMap((one) => (one.source.id === 'iqs-training' ? [one] : []));
const { endOfLifeText, tables } = catalogue;

const chip = `iqs: component-statement/1
number: 0000000000000-10099
source: psa
level: PSA Certified Level 2
component: { name: Chip, maker: Chips Ltd, versions: [{ version: "1" }] }
satisfies: [{ scheme: iqs-training, vintage: training.1, criteria: [updates-authentic] }]
conditions: []
issued: "2026-01-01"
until: "2028-12-31"
status: { is: in-force, asOf: "2026-11-20" }
assurance: checked
`;
const product = `iqs: dossier/1
product: { name: Lamp, maker: M, type: device, category: lamp }
parts:
  - id: lamp
    kind: device
    name: Lamp
    embeds: [{ component: Radio, version: "1" }, { component: Chip, version: "1" }]
evidence:
  - { file: radio.jwt, is: component-statement, part: lamp }
  - { file: chip.yaml, is: component-statement, part: lamp, custody: public }
`;

const home = mkdtempSync(join(tmpdir(), 'iqs-bundled-'));
const tasks: (() => void)[] = [() => rmSync(home, { recursive: true, force: true })];
let authority: Authority;
before(async () => {
  authority = await testAuthority({ after: (task) => void tasks.push(task) });
  const statement = {
    level: 'connectivity',
    claims: [],
    component: { name: 'Radio', maker: 'Radios Ltd', versions: [{ version: '1', hardware: null }] },
    satisfies: [{ scheme: 'iqs-training', vintage: 'training.1', criteria: ['updates-authentic'] }],
    conditions: [],
    until: '2028-12-31',
    assurance: 'checked' as const,
  };
  const { folder } = await issueComponent(authority, { statement, issuedAt: now }, { schemes: [scheme], probes: [] });
  await publishLists(authority, now);
  writeFileSync(join(home, 'product.yaml'), product);
  writeFileSync(join(home, 'chip.yaml'), chip);
  cpSync(join(folder, 'statement.jwt'), join(home, 'radio.jwt'));
});
after(() => {
  for (const task of tasks) task();
});

const proverAt = (moment: string, place: string | null = authority.publicFolder): StatementProver =>
  statementProver(readTrustAnchor(join(authority.publicFolder, 'trust.json')), place === null ? null : siteReader(place), moment);

async function bundled(prove: StatementProver | undefined): Promise<{ readonly assessment: Assessment; readonly bundle: Uint8Array }> {
  const assessed = await assessFolder(home, { scheme, tables, asOf: '2027-03-02', prove });
  const { statementMappings } = tables;
  return {
    assessment: assessed.assessment,
    bundle: packBundle(home, {
      ...assessed,
      ...(chosen as NonNullable<typeof chosen>),
      endOfLifeText,
      statementMappings,
      withEvidence: false,
    }),
  };
}

const proofOf = ({ restsOn = [], notCounted = [] }: Assessment): unknown => {
  const { proof } = [...restsOn, ...notCounted].find(({ id }) => id.startsWith('IQS-')) ?? {};
  return proof?.outcome === 'genuine' ? [proof.standing, proof.asOf] : proof?.code;
};

test('proved or not, of fresh lists or old: replayed to the same bytes, without a trust list and on whatever day', async () => {
  const cases: readonly (readonly [StatementProver | undefined, unknown, number])[] = [
    [undefined, undefined, 0],
    [proverAt(now), ['in-force', now], 1],
    [proverAt(now, null), ['unknown', null], 0],
    // The lists speak for a day.
    [proverAt('2027-03-04T00:00:00Z'), ['unknown', now], 0],
    [proverAt('2030-01-01T00:00:00Z'), ['expired', now], 0],
    // Before the list was made nothing is known of it.
    [proverAt('2027-03-02T09:00:00Z'), ['not-yet', null], 0],
  ];
  for (const [prove, proof, used] of cases) {
    const { assessment, bundle } = await bundled(prove);
    assert.deepEqual(proofOf(assessment), proof);
    // Whether there is an update mechanism is not known: nothing is passed, and what would count is seen by its finding.
    const finding = assessment.findings.find(({ id, scope }) => id.startsWith('component-statement/') && scope.startsWith('iqs '));
    assert.equal(finding?.assurance === 'checked' ? 1 : 0, used, JSON.stringify(proof));
    const { replay } = replayBundle(bundle, catalogue);
    assert.deepEqual([replay.result, replay.notes], ['same', prove === undefined ? [] : ['SIGNATURES_TAKEN']]);
  }
});

test('a trust list of somebody else: not genuine, and replayed so', async (t) => {
  const stranger = await testAuthority(t);
  const prove = statementProver(readTrustAnchor(join(stranger.publicFolder, 'trust.json')), null, now);
  const { assessment, bundle } = await bundled(prove);
  assert.equal(proofOf(assessment), 'UNKNOWN_KEY');
  assert.equal(replayBundle(bundle, catalogue).replay.result, 'same');
});

test('an altered proof, statement or mapping does not replay to the same', async () => {
  const { bundle } = await bundled(proverAt(now));
  const fate = (edit: (files: Files) => void): string => {
    const files: Files = new Map(readArchive(bundle).map(({ path, content }) => [path, content]));
    edit(files);
    listAgain(files);
    try {
      return replayBundle(archiveOf(inOrder(files)), catalogue).replay.result;
    } catch (error) {
      if (error instanceof UserError) return error.code;
      throw error;
    }
  };
  assert.equal(
    fate(() => undefined),
    'same',
  );
  type Uses = { proof?: Record<string, unknown>; id: string }[];
  const proof =
    (change: (of: Record<string, unknown>) => void) =>
    (files: Files): void =>
      editJson(files, 'assessment.json', (value) => {
        const uses = [...((value['restsOn'] ?? []) as Uses), ...((value['notCounted'] ?? []) as Uses)];
        change(uses.find((use) => use.proof !== undefined)?.proof ?? {});
      });
  const mappings = 'tables/component-statements.json';
  assert.equal(fate(proof((of) => Object.assign(of, { standing: 'withdrawn' }))), 'differs');
  assert.equal(fate(proof((of) => Object.assign(of, { sha256: '0'.repeat(64) }))), 'differs');
  assert.equal(fate(proof((of) => Object.assign(of, { file: 'chip.yaml' }))), 'differs');
  assert.equal(fate(proof((of) => Object.assign(of, { standing: 'sure' }))), 'BUNDLE_SHAPE');
  assert.equal(
    fate((files) => void files.set(mappings, bytesOf(textOf(files, mappings).replace('stated', 'checked')))),
    'BUNDLE_TABLE',
  );
  assert.equal(
    fate((files) => void files.delete(mappings)),
    'BUNDLE_TABLE',
  );
  assert.equal(
    fate((files) => void files.set('evidence/0002', bytesOf(chip.replace('psa', 'iqs')))),
    'BUNDLE_EVIDENCE',
  );
  const untied = (files: Files): void => {
    files.delete('evidence/0001');
    editJson(files, 'manifest.json', ({ evidence }) => Object.assign((evidence as object[])[0] as object, { content: null }));
  };
  assert.equal(fate(untied), 'BUNDLE_EVIDENCE');
});

test('what no issuer would have written is refused before the work begins', async () => {
  const text = readFileSync(join(home, 'radio.jwt'), 'utf8');
  const [head, , tail] = text.split('.');
  writeFileSync(join(home, 'radio.jwt'), `${head}.${Buffer.from('{}').toString('base64url')}.${tail}`);
  await assert.rejects(assessFolder(home, { scheme, tables, asOf: '2027-03-02' }), { code: 'STATEMENT_CREDENTIAL' });
  writeFileSync(join(home, 'radio.jwt'), text);
});
