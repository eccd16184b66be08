import { usableScheme } from '../../src/adapters/catalogue/usable-scheme.ts';
import { readArchive } from '../../src/engine/bundle/read-archive.ts';
import type { CriterionSource, SchemeSource } from '../../src/model/scheme-source.ts';
import { archiveOf, bytesOf, editJson, type Files, inOrder, listAgain, sumAgain, textOf } from './edit-bundle.ts';
import { goodBundle } from './good-bundle.ts';

type Expected =
  | { readonly result: 'same'; readonly notes: readonly string[] }
  | { readonly result: 'differs'; readonly path: string }
  | { readonly result: 'refused'; readonly code: string };

export type BundleVector = Expected & { readonly file: string; readonly is: string; readonly bytes: Uint8Array };

type Make = (name: string, is: string, expected: Expected, bytes: Uint8Array) => BundleVector;

const make: Make = (name, is, expected, bytes) => ({ file: `fixtures/${name}.tar`, is, ...expected, bytes });

const refused = (code: string): Expected => ({ result: 'refused', code });
const vectorNotes = ['ENGINE_DIFFERS', 'SCHEME_NOT_OURS', 'TABLE_NOT_OURS'];

/** All vectors: the good bundle, and what comes of changing one thing in it. */
export async function bundleVectors(): Promise<readonly BundleVector[]> {
  const good = await goodBundle();
  return [
    make('good', 'a bundle', { result: 'same', notes: vectorNotes }, good),
    ...archiveVectors(good),
    ...listingVectors(good),
    ...contentVectors(good),
    ...replayVectors(good),
  ];
}

/** The good bundle's files after an edit; `list`: the manifest is made to fit. */
function edited(good: Uint8Array, edit: (files: Files) => void, list: boolean): Uint8Array {
  const files: Files = new Map(readArchive(good).map(({ path, content }) => [path, content]));
  edit(files);
  if (list) listAgain(files);
  return archiveOf(inOrder(files));
}

/** Steps 1 to 3: the archive. */
function archiveVectors(good: Uint8Array): readonly BundleVector[] {
  const entries = readArchive(good);
  const [manifest, second, third, ...rest] = entries as [(typeof entries)[number], (typeof entries)[number], (typeof entries)[number]];
  const patched = (edit: (bytes: Uint8Array) => void): Uint8Array => {
    const bytes = Uint8Array.from(good);
    edit(bytes);
    return bytes;
  };
  /** Writes into the first header, and mends its checksum. */
  const header = (at: number, text: string): Uint8Array =>
    patched((bytes) => {
      bytes.set(bytesOf(text), at);
      sumAgain(bytes, 0);
    });
  const renamed = (path: string): Uint8Array => archiveOf([manifest, second, third, ...rest, { path, content: new Uint8Array() }]);
  return [
    make('too-large', 'a header that promises a manifest of 8 GiB', refused('BUNDLE_TOO_LARGE'), header(124, '77777777777\0')),
    make('truncated-file', 'ends inside a file', refused('BUNDLE_TRUNCATED'), good.slice(0, 700)),
    make('truncated-end', 'without the end mark', refused('BUNDLE_TRUNCATED'), good.slice(0, -1024)),
    make('half-end', 'one block of zeros at the end', refused('BUNDLE_TRUNCATED'), good.slice(0, -512)),
    make('bytes-after-end', 'a block after the end mark', refused('BUNDLE_TAR'), Uint8Array.from([...good, ...new Uint8Array(512)])),
    make('symbolic-link', 'an entry that is a link', refused('BUNDLE_TAR'), header(156, '2')),
    make('time-set', 'an entry with a time', refused('BUNDLE_TAR'), header(136, '00000000001\0')),
    make('owner-named', 'an entry with the name of an owner', refused('BUNDLE_TAR'), header(265, 'root')),
    make(
      'checksum-wrong',
      'a header whose checksum is wrong',
      refused('BUNDLE_TAR'),
      patched((bytes) => bytes.set(bytesOf('777777'), 148)),
    ),
    make('size-no-number', 'a size in base 256', refused('BUNDLE_TAR'), header(124, 'x')),
    make(
      'fill-not-zero',
      'a byte in the fill of the manifest',
      refused('BUNDLE_TAR'),
      patched((bytes) => bytes.set([1], 512 + manifest.content.length)),
    ),
    make('path-escapes', 'a path that leads out', refused('BUNDLE_PATH'), renamed('../../etc/passwd')),
    make('path-absolute', 'an absolute path', refused('BUNDLE_PATH'), renamed('/etc/passwd')),
    make('path-unknown', 'a path that no bundle has', refused('BUNDLE_PATH'), renamed('readme.txt')),
    make('order-swapped', 'two files in the wrong order', refused('BUNDLE_ORDER'), archiveOf([manifest, third, second, ...rest])),
    make('manifest-second', 'the manifest is not first', refused('BUNDLE_ORDER'), archiveOf([second, manifest, third, ...rest])),
    make('file-twice', 'a file twice', refused('BUNDLE_ORDER'), archiveOf([manifest, second, second, third, ...rest])),
  ];
}

/** Steps 4 and 5: the manifest and what it lists. */
// budget: a list, an entry a vector
function listingVectors(good: Uint8Array): readonly BundleVector[] {
  const manifest = (edit: (value: Record<string, unknown>) => void): Uint8Array =>
    edited(good, (files) => editJson(files, 'manifest.json', edit), false);
  const listing = (value: Record<string, unknown>): { sha256: string; bytes: number }[] =>
    value['files'] as { sha256: string; bytes: number }[];
  return [
    make(
      'version-other',
      'a version that is not known',
      refused('BUNDLE_VERSION'),
      manifest((value) => void (value['iqs'] = 'bundle/2')),
    ),
    make(
      'manifest-extra-key',
      'a key that the manifest does not have',
      refused('BUNDLE_MANIFEST'),
      manifest((value) => void (value['note'] = 'x')),
    ),
    make(
      'manifest-not-canonical',
      'a manifest with a space too many',
      refused('BUNDLE_MANIFEST'),
      edited(good, (files) => files.set('manifest.json', bytesOf(` ${textOf(files, 'manifest.json')}`)), false),
    ),
    make(
      'manifest-digest',
      'a digest that is wrong in the manifest',
      refused('BUNDLE_DIGEST'),
      manifest((value) => void ((listing(value)[0] as { sha256: string }).sha256 = '0'.repeat(64))),
    ),
    make(
      'manifest-size',
      'a size that is wrong in the manifest',
      refused('BUNDLE_DIGEST'),
      manifest((value) => void ((listing(value)[0] as { bytes: number }).bytes += 1)),
    ),
    make(
      'file-altered',
      'a letter altered in product.yaml',
      refused('BUNDLE_DIGEST'),
      edited(
        good,
        (files) => files.set('dossier/product.yaml', bytesOf(textOf(files, 'dossier/product.yaml').replace('Lamp', 'Damp'))),
        false,
      ),
    ),
    make(
      'file-missing',
      'a file that is listed and not there',
      refused('BUNDLE_FILE_MISSING'),
      edited(good, (files) => files.delete('evidence/0001'), false),
    ),
    make(
      'file-extra',
      'a file that is not listed',
      refused('BUNDLE_FILE_EXTRA'),
      edited(good, (files) => files.set('evidence/0009', bytesOf('x')), false),
    ),
    make(
      'no-assessment',
      'no assessment, listed neither',
      refused('BUNDLE_FILE_MISSING'),
      edited(good, (files) => files.delete('assessment.json'), true),
    ),
  ];
}

/** Steps 6 to 9: what the files hold; the manifest lists them as they are. */
// budget: a list, an entry a vector
function contentVectors(good: Uint8Array): readonly BundleVector[] {
  const exhibits = 'exhibits/0001.json';
  const listed = (edit: (files: Files) => void): Uint8Array => edited(good, edit, true);
  const text =
    (path: string, edit: (text: string) => string) =>
    (files: Files): void =>
      void files.set(path, bytesOf(edit(textOf(files, path))));
  const json =
    (path: string, edit: (value: Record<string, unknown>) => void) =>
    (files: Files): void =>
      editJson(files, path, edit);
  const entry = (edit: (entry: Record<string, unknown>) => void) =>
    json('manifest.json', (value) => edit((value['evidence'] as Record<string, unknown>[])[0] as Record<string, unknown>));
  const both =
    (first: (files: Files) => void, second: (files: Files) => void) =>
    (files: Files): void => {
      first(files);
      second(files);
    };
  return [
    make(
      'json-key-twice',
      'a key twice in a JSON file',
      refused('BUNDLE_JSON'),
      listed(text(exhibits, (was) => was.replace('{\n', '{\n  "accounts": [],\n'))),
    ),
    make(
      'json-nested',
      'JSON nested a thousand deep',
      refused('BUNDLE_JSON'),
      listed(text(exhibits, () => '['.repeat(1000) + ']'.repeat(1000))),
    ),
    make(
      'exhibits-shape',
      'exhibits with a number for a list',
      refused('BUNDLE_SHAPE'),
      listed(json(exhibits, (value) => void (value['services'] = 7))),
    ),
    make(
      'criterion-misnamed',
      'a criterion under the name of another',
      refused('BUNDLE_SHAPE'),
      listed(json('scheme/criteria/period.json', (value) => void (value['id'] = 'other'))),
    ),
    make(
      'dossier-unknown-key',
      'a key that no dossier has',
      refused('DOSSIER_SHAPE'),
      listed(text('dossier/product.yaml', (was) => `${was}colour: red\n`)),
    ),
    make(
      'evidence-renamed',
      'the manifest calls evidence otherwise than the dossier',
      refused('BUNDLE_EVIDENCE'),
      listed(entry((value) => void (value['file'] = 'other.txt'))),
    ),
    make(
      'exhibits-of-another',
      'exhibits of other evidence',
      refused('BUNDLE_EVIDENCE'),
      listed((files) => files.set(exhibits, files.get('exhibits/0002.json') as Uint8Array)),
    ),
    make(
      'text-altered',
      'a document that is not the evidence',
      refused('BUNDLE_EVIDENCE'),
      listed(text('evidence/0001', (was) => was.replace('security@', 'nobody@'))),
    ),
    make(
      'text-missing',
      'a document that probes read is not carried',
      refused('BUNDLE_EVIDENCE'),
      listed(
        both(
          (files) => void files.delete('evidence/0001'),
          entry((value) => void (value['content'] = null)),
        ),
      ),
    ),
    make(
      'content-idle',
      'bytes that no evidence has',
      refused('BUNDLE_EVIDENCE'),
      listed((files) => files.set('evidence/0009', bytesOf('x'))),
    ),
    make(
      'scheme-altered',
      'a criterion on another rung, and the digest of before',
      refused('BUNDLE_SCHEME'),
      listed(json('scheme/criteria/period.json', (value) => void (value['gravity'] = 3))),
    ),
    make(
      'scheme-unknown-probe',
      'a criterion that asks a probe which nobody has',
      refused('SCHEME_UNKNOWN_PROBE'),
      listed(json('scheme/criteria/period.json', (value) => void (value['rule'] = { probe: 'no-such-probe', is: 'yes' }))),
    ),
    make(
      'table-missing',
      'without the table that probes read',
      refused('BUNDLE_TABLE'),
      listed((files) => files.delete('tables/end-of-life.tsv')),
    ),
    make(
      'table-altered',
      'another table than the manifest names',
      refused('BUNDLE_TABLE'),
      listed(text('tables/end-of-life.tsv', (was) => was.replace('2019', '2039'))),
    ),
  ];
}

/** Steps 10 and 11: everything fits together, and the recomputation decides. */
// budget: a list, an entry a vector
function replayVectors(good: Uint8Array): readonly BundleVector[] {
  const listed = (edit: (files: Files) => void): Uint8Array => edited(good, edit, true);
  const assessment =
    (edit: (value: Record<string, unknown>) => void) =>
    (files: Files): void =>
      editJson(files, 'assessment.json', edit);
  const differs = (path: string): Expected => ({ result: 'differs', path });
  const everywhere =
    (key: string, value: unknown) =>
    (files: Files): void => {
      for (const path of ['manifest.json', 'assessment.json']) editJson(files, path, (was) => void (was[key] = value));
    };
  const at = JSON.parse(textOf(new Map(readArchive(good).map(({ path, content }) => [path, content])), 'assessment.json')) as {
    findings: { probe: string }[];
  };
  const index = at.findings.findIndex(({ probe }) => probe === 'support-period-published');
  return [
    make(
      'altered-letter',
      'another letter in the assessment',
      differs('$.grade.letter'),
      listed(assessment((value) => void ((value['grade'] as { letter: string }).letter = 'A'))),
    ),
    make(
      'altered-finding',
      'another outcome of a finding',
      differs(`$.findings[${index}].outcome`),
      listed(assessment((value) => void Object.assign((value['findings'] as object[])[index] as object, { outcome: 'no' }))),
    ),
    make(
      'finding-left-out',
      'the last finding left out',
      differs(`$.findings[${at.findings.length - 1}]`),
      listed(assessment((value) => void (value['findings'] as unknown[]).pop())),
    ),
    make(
      'altered-day',
      'as of another day',
      differs('$.asOf'),
      listed((files) => editJson(files, 'manifest.json', (value) => void (value['asOf'] = '2027-01-16'))),
    ),
    make('altered-scheme', 'another scheme, its digest too', differs('$.scheme.digest'), listed(otherScheme)),
    make(
      'altered-dossier',
      'the product under another name',
      differs('$.product.name'),
      listed((files) =>
        files.set('dossier/product.yaml', bytesOf(textOf(files, 'dossier/product.yaml').replace('name: Vector Lamp', 'name: Other Lamp'))),
      ),
    ),
    make(
      'engine-other',
      'made by another engine, which judged the same',
      { result: 'same', notes: vectorNotes },
      listed(everywhere('engine', 'iqs/9.9.9')),
    ),
    make(
      'engine-misnamed',
      'manifest and assessment name two engines',
      differs('$.engine'),
      listed(assessment((value) => void (value['engine'] = 'iqs/9.9.9'))),
    ),
    make(
      'not-reproducible',
      'a watchdog shaped the exhibits',
      { result: 'same', notes: [...vectorNotes, 'NOT_REPRODUCIBLE'] },
      listed(everywhere('reproducible', false)),
    ),
  ];
}

/** A word of the scheme changed, and its digest in the manifest made to fit. */
function otherScheme(files: Files): void {
  editJson(files, 'scheme/scheme.json', (value) => void (value['title'] = 'Another scheme'));
  const parsed = (path: string): unknown => JSON.parse(textOf(files, path));
  const criteria = [...files.keys()].filter((path) => path.startsWith('scheme/criteria/')).map((path) => parsed(path) as CriterionSource);
  const { id, digest } = usableScheme(parsed('scheme/scheme.json') as SchemeSource, criteria, 'vector');
  editJson(files, 'manifest.json', (value) => void (value['scheme'] = { id, digest }));
}
