// The laws of bundles: the same bytes however they are made, always replayed to the same, and no altered byte goes unseen.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Sample, sampleDossier, temporaryFolder } from '../../../test/e2e/sample-dossier.ts';
import { archiveOf, bytesOf, type Files, inOrder, listAgain, textOf } from '../../../tools/bundle-vectors/edit-bundle.ts';
import { readArchive } from '../../engine/bundle/read-archive.ts';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import { assessFolder } from '../assess-folder.ts';
import { chooseScheme } from '../catalogue/choose-scheme.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { inspectAgain } from './inspect-again.ts';
import { type Packing, packBundle } from './pack-bundle.ts';
import { replayBundle } from './replay-bundle.ts';

const catalogue = await loadCatalogue();
const folder = temporaryFolder();
const good = new Uint8Array(readFileSync(new URL('../../../docs/spec/vectors/bundle/fixtures/good.tar', import.meta.url)));

async function assessed(dossier: string, id: string): Promise<Packing> {
  const scheme = chooseScheme(catalogue, id);
  const chosen = catalogue.schemes.find(({ source }) => source.id === id);
  assert.ok(chosen);
  const folder = await assessFolder(dossier, { scheme, tables: catalogue.tables, asOf: '2026-11-23' });
  return { ...folder, ...chosen, endOfLifeText: catalogue.endOfLifeText, withEvidence: false };
}

const bundle = async (dossier: string, id: string): Promise<Uint8Array> => packBundle(dossier, await assessed(dossier, id));

/** What becomes of bytes: the digest of the assessment that they are `same` with, `differs`, or the code. */
function fate(archive: Uint8Array): string {
  try {
    const { replay } = replayBundle(archive, catalogue);
    return replay.result === 'same' ? replay.assessment : 'differs';
  } catch (error) {
    if (error instanceof UserError && /^(BUNDLE|DOSSIER|SCHEME)_/.test(error.code)) return error.code;
    throw error;
  }
}

const own = fate(good);

// The other two of the four are walked through by the how-to (test/e2e/bundle.test.ts).
for (const [sample, scheme] of [
  ['lumen-cam', 'iqs-2027'],
  ['lumen-cam-mended', 'iqs-training'],
] satisfies readonly (readonly [Sample, string])[]) {
  test(`${sample} by ${scheme}: the same, with nothing to note${scheme === 'iqs-2027' ? '' : ', and the same bytes from a copy elsewhere'}`, async () => {
    const dossier = sampleDossier(folder, sample);
    const first = await bundle(dossier, scheme);
    const { replay, opened } = replayBundle(first, catalogue);
    assert.deepEqual([replay.result, replay.notes, replay.differences], ['same', [], []]);
    if (scheme === 'iqs-2027') return;
    assert.deepEqual(await inspectAgain(opened, dossier, {}), []);
    const copy = join(folder, 'elsewhere', `${sample}-${scheme}`);
    cpSync(dossier, copy, { recursive: true });
    assert.ok(Buffer.from(first).equals(await bundle(copy, scheme)));
  });
}

/** A dossier of everything that is awkward: folders, no UTF-8, byte order marks, names with signs, records, nothing at all. */
function awkward(name: string, evidence: Readonly<Record<string, string | Uint8Array>>, is = 'other'): string {
  const dossier = join(folder, name);
  mkdirSync(join(dossier, 'root/etc'), { recursive: true });
  writeFileSync(join(dossier, 'root/etc/passwd'), 'root:x:0:0::/:/bin/sh\n');
  for (const [file, content] of Object.entries(evidence)) writeFileSync(join(dossier, file), content);
  const items = [...Object.keys(evidence).map((file) => [file, is] as const), ['root', 'root-file-system'] as const];
  const lines = items.map(([file, purpose]) => `  - { file: ${JSON.stringify(file)}, is: ${purpose}, custody: public }\n`).join('');
  const product = 'product: { name: "N \u00e9 \u667a", maker: M, type: device, category: c }\nparts: [{ id: a, kind: device, name: A }]\n';
  writeFileSync(join(dossier, 'product.yaml'), `iqs: dossier/1\n${product}evidence:\n${lines}`);
  return dossier;
}

const record =
  'iqs: record/1\nlaboratory: Lab\nunit: unit 1\ndate: 2026-01-02\nanswers:\n  - probe: open-shell\n    is: yes\n    place: every port\n';

const odd: readonly (readonly [string, string])[] = [
  [
    'documents that are no UTF-8, begin with a mark, or are empty, and names with spaces, signs and another script',
    awkward(
      'odd',
      {
        'latin.txt': Buffer.from('Contact: mailto:a@b.example \xe9\xff\xc3\n', 'latin1'),
        'mark.txt': '\ufeffContact: mailto:a@b.example\nExpires: 2030-01-01T00:00:00Z\n',
        'empty.txt': '',
        'a b!%.txt': 'x\n',
        '\u667a.txt': 'y\n',
        'manifest.json': '{}',
      },
      'disclosure-policy',
    ),
  ],
  ['a laboratory record', awkward('record', { 'record.yaml': record }, 'test-record')],
  [
    'a damaged archive',
    awkward('damaged', { 'image.bin': Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]) }, 'update-image'),
  ],
];

for (const [what, dossier] of odd) {
  test(`${what}: the same, with the evidence carried and without`, async () => {
    const packing = await assessed(dossier, 'iqs-training');
    for (const withEvidence of [false, true]) {
      const { replay, opened } = replayBundle(packBundle(dossier, { ...packing, withEvidence }), catalogue);
      assert.deepEqual([replay.result, replay.notes], ['same', []]);
      if (withEvidence) assert.deepEqual(await inspectAgain(opened, dossier, {}), []);
    }
  });
}

test('--deep sees evidence that was exchanged, and refuses another dossier', async () => {
  const dossier = awkward('exchanged', { 'policy.txt': 'Contact: mailto:a@b.example\n' }, 'disclosure-policy');
  const { opened } = replayBundle(await bundle(dossier, 'iqs-training'), catalogue);
  writeFileSync(join(dossier, 'policy.txt'), 'Contact: mailto:c@d.example\n');
  const [difference] = await inspectAgain(opened, dossier, {});
  assert.deepEqual([difference?.in, difference?.path], ['exhibits/0001.json', '$.evidence[0].sha256']);
  await assert.rejects(inspectAgain(opened, awkward('another', {}), {}), { code: 'REPLAY_OTHER_DOSSIER' });
});

test('evidence that changes while it is packed is refused', async () => {
  const dossier = awkward('changed', { 'policy.txt': 'Contact: mailto:a@b.example\n' }, 'disclosure-policy');
  const packing = await assessed(dossier, 'iqs-training');
  writeFileSync(join(dossier, 'policy.txt'), 'Contact: mailto:c@d.example\n');
  assert.throws(() => packBundle(dossier, packing), { code: 'BUNDLE_EVIDENCE' });
});

test('without --with-evidence a bundle holds no byte of firmware or captures', async () => {
  const dossier = sampleDossier(folder, 'lumen-cam');
  const packing = await assessed(dossier, 'iqs-training');
  const firmware = readFileSync(join(dossier, 'firmware.bin'));
  const blocks = Array.from({ length: firmware.length / 512 }, (_, index) => firmware.subarray(index * 512, index * 512 + 512));
  const without = Buffer.from(packBundle(dossier, packing));
  assert.ok(blocks.every((block) => block.every((byte) => byte === block[0]) || !without.includes(block)));
  assert.ok(Buffer.from(packBundle(dossier, { ...packing, withEvidence: true })).includes(firmware));
});

test('a scheme or a dossier that would take too long is refused', () => {
  const changed = (edit: (files: Files) => void): string => {
    const files: Files = new Map(readArchive(good).map(({ path, content }) => [path, content]));
    edit(files);
    listAgain(files);
    return fate(archiveOf(inOrder(files)));
  };
  const many = (files: Files): void => {
    const one = JSON.parse(textOf(files, 'scheme/criteria/period.json')) as object;
    for (let n = 0; n < 500; n += 1) files.set(`scheme/criteria/c${n}.json`, bytesOf(canonicalJson({ ...one, id: `c${n}` })));
  };
  const parts = Array.from({ length: 300 }, (_, n) => `  - { id: p${n}, kind: device, name: P }\n`).join('');
  const product = (files: Files): void =>
    void files.set('dossier/product.yaml', bytesOf(textOf(files, 'dossier/product.yaml').replace('parts:\n', `parts:\n${parts}`)));
  assert.deepEqual([changed(many), changed(product)], ['BUNDLE_TOO_LARGE', 'BUNDLE_TOO_LARGE']);
});

const flip = fc.record({ at: fc.nat({ max: good.length - 1 }), by: fc.integer({ min: 1, max: 255 }) });

test('no single altered byte leaves it the same', () => {
  fc.assert(
    fc.property(flip, ({ at, by }) => {
      const bytes = Uint8Array.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ by;
      assert.ok(!/^[0-9a-f]{64}$/.test(fate(bytes)), `byte ${at}`);
    }),
    { numRuns: 3000 },
  );
});

test('cut, doubled and spliced bytes are refused', () => {
  const cut = fc.tuple(fc.nat({ max: good.length }), fc.nat({ max: good.length }));
  fc.assert(
    fc.property(cut, ([from, to]) => {
      const bytes = new Uint8Array(Buffer.concat([good.subarray(0, from), good.subarray(to)]));
      if (from !== to) assert.match(fate(bytes), /^(BUNDLE|DOSSIER|SCHEME)_/);
    }),
    { numRuns: 500 },
  );
});

test('the good one is the same', () => assert.match(own, /^[0-9a-f]{64}$/));
