import { createHash } from 'node:crypto';
import { type ZodType, z } from 'zod';
import { bundleLimits } from '../../engine/bundle/bundle-limits.ts';
import { bundleRefusal } from '../../engine/bundle/bundle-refusal.ts';
import { checkListing, type FilesByPath } from '../../engine/bundle/check-listing.ts';
import { readArchive } from '../../engine/bundle/read-archive.ts';
import { readCanonicalJson } from '../../engine/bundle/read-canonical-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { BundleManifest } from '../../model/bundle.ts';
import type { HandedStatement, StatementMapping } from '../../model/component-statement.ts';
import type { Dossier } from '../../model/dossier.ts';
import { type Exhibits, noExhibits } from '../../model/exhibits.ts';
import type { Subject } from '../../model/probe.ts';
import type { Scheme } from '../../model/scheme.ts';
import type { CriterionSource, SchemeSource } from '../../model/scheme-source.ts';
import type { EndOfLife } from '../../model/tables.ts';
import { readEndOfLife } from '../catalogue/read-tables.ts';
import { criterionSchema, schemeSchema } from '../catalogue/scheme-schema.ts';
import { statementMappingSchema } from '../catalogue/statement-mapping-schema.ts';
import { usableScheme } from '../catalogue/usable-scheme.ts';
import { readProduct } from '../dossier/read-product.ts';
import { isReadAsText } from '../is-read-as-text.ts';
import { assessmentSchema } from '../schemas/assessment-schema.ts';
import { bundleSchema } from '../schemas/bundle-schema.ts';
import { inspectSchema } from '../schemas/inspect-schema.ts';
import { bundledStatements } from './bundled-statements.ts';

/** A bundle that was read and fits together; whether its assessment is what comes of its inputs is for the replay to say. */
export type OpenedBundle = {
  readonly manifest: BundleManifest;
  readonly dossier: Dossier;
  /** The bytes of product.yaml. */
  readonly product: Uint8Array;
  readonly subjects: readonly Subject[];
  readonly scheme: Scheme;
  readonly endOfLife: readonly EndOfLife[];
  /** Component statements, each with what the bundle's assessment says that checking its signature came to. */
  readonly statements: readonly HandedStatement[];
  /** What certificates of other schemes may satisfy; undefined where the assessment rests on none. */
  readonly statementMappings: readonly StatementMapping[] | undefined;
  readonly assessment: { readonly bytes: Uint8Array; readonly value: Assessment };
};

/** Exhibits of an engine that did not know every list of ours yet: what is not there is empty. */
const earlierToo = z.preprocess(
  (value) => (value !== null && typeof value === 'object' ? { ...noExhibits, ...value } : value),
  inspectSchema,
);

/** Reads a bundle strictly (docs/spec/evidence-bundle.md, Verification, steps 1 to 9); each fault has its own code. Touches nothing on disk. */
export function openBundle(archive: Uint8Array): OpenedBundle {
  const listed = readArchive(archive);
  const manifest = readManifest(listed[0]?.content ?? new Uint8Array());
  const files = checkListing(manifest, listed, sha256);
  const assessment = files.get('assessment.json') ?? missing('assessment.json');
  const product = files.get('dossier/product.yaml') ?? missing('dossier/product.yaml');
  const value = shaped<Assessment>(files, 'assessment.json', assessmentSchema);
  const { source, criteria } = schemeSource(files);
  refuseExcess(files, criteria.length);
  const exhibits = manifest.evidence.map((entry) => shaped<Exhibits>(files, entry.exhibits, earlierToo));
  const { dossier } = readProduct(utf8(product), 'product.yaml');
  if (dossier.parts.length > bundleLimits.parts)
    throw bundleRefusal('BUNDLE_TOO_LARGE', `${dossier.parts.length} parts`, 'dossier/product.yaml');
  refuseUnused(manifest, files);
  const subjects = subjectsOf(manifest, dossier, exhibits, files);
  const scheme = usableScheme(source, criteria, 'scheme');
  if (scheme.id !== manifest.scheme.id || scheme.digest !== manifest.scheme.digest)
    throw bundleRefusal('BUNDLE_SCHEME', `it comes to ${scheme.id} ${scheme.digest}`, 'scheme/scheme.json');
  return {
    manifest,
    dossier,
    product,
    subjects,
    scheme,
    endOfLife: endOfLifeOf(manifest, files),
    statements: bundledStatements(manifest, dossier, files, value),
    statementMappings: mappingsOf(manifest, files),
    assessment: { bytes: assessment, value },
  };
}

function readManifest(content: Uint8Array): BundleManifest {
  const value = readCanonicalJson(content, 'manifest.json', 'BUNDLE_MANIFEST');
  const version = value !== null && typeof value === 'object' && 'iqs' in value ? value.iqs : null;
  if (typeof version === 'string' && version !== 'bundle/1' && version.startsWith('bundle/'))
    throw bundleRefusal('BUNDLE_VERSION', 'a version that this build does not read', 'manifest.json');
  const result = bundleSchema.safeParse(value);
  if (result.success) return result.data;
  throw bundleRefusal('BUNDLE_MANIFEST', issueOf(result.error), 'manifest.json');
}

function shaped<T>(files: FilesByPath, path: string, schema: ZodType): T {
  const value = readCanonicalJson(files.get(path) ?? missing(path), path, 'BUNDLE_JSON');
  const result = schema.safeParse(value);
  if (result.success) return result.data as T;
  throw bundleRefusal('BUNDLE_SHAPE', issueOf(result.error), path);
}

function schemeSource(files: FilesByPath): { readonly source: SchemeSource; readonly criteria: readonly CriterionSource[] } {
  const source = shaped<SchemeSource>(files, 'scheme/scheme.json', schemeSchema);
  const paths = [...files.keys()].filter((path) => path.startsWith('scheme/criteria/'));
  const criteria = paths.map((path) => {
    const criterion = shaped<CriterionSource>(files, path, criterionSchema);
    if (path !== `scheme/criteria/${criterion.id}.json`) throw bundleRefusal('BUNDLE_SHAPE', `it holds ${criterion.id}`, path);
    return criterion;
  });
  return { source, criteria };
}

/** Threat: a scheme that takes a day to judge by. */
function refuseExcess(files: FilesByPath, criteria: number): void {
  const bytes = [...files].reduce((sum, [path, content]) => sum + (path.startsWith('scheme/') ? content.length : 0), 0);
  if (criteria > bundleLimits.criteria || bytes > bundleLimits.scheme)
    throw bundleRefusal('BUNDLE_TOO_LARGE', `${criteria} criteria, ${bytes} bytes`, 'scheme/');
}

/** Bytes that nothing refers to would travel unread. */
function refuseUnused({ evidence }: BundleManifest, files: FilesByPath): void {
  const used = new Set(evidence.flatMap((entry) => [entry.exhibits, ...(entry.content === null ? [] : [entry.content])]));
  const idle = [...files.keys()].find((path) => /^(?:exhibits|evidence)\//.test(path) && !used.has(path));
  if (idle !== undefined) throw bundleRefusal('BUNDLE_EVIDENCE', 'no piece of evidence has it', idle);
}

function subjectsOf(manifest: BundleManifest, dossier: Dossier, exhibits: readonly Exhibits[], files: FilesByPath): readonly Subject[] {
  const refuse = (what: string, where: string): never => {
    throw bundleRefusal('BUNDLE_EVIDENCE', what, where);
  };
  if (manifest.evidence.length !== dossier.evidence.length) refuse("not as many pieces as the dossier's", 'manifest.json');
  return dossier.evidence.map((item, index): Subject => {
    const entry = manifest.evidence[index] as BundleManifest['evidence'][number];
    const own = exhibits[index] as Exhibits;
    const number = String(index + 1).padStart(4, '0');
    const fits = entry.exhibits === `exhibits/${number}.json` && (entry.content ?? `evidence/${number}`) === `evidence/${number}`;
    if (entry.file !== item.file || !fits) refuse("not the dossier's evidence in its order", `manifest.json: ${entry.file}`);
    const [shown, second] = own.evidence;
    const same = shown && second === undefined && shown.name === entry.file && shown.kind === entry.kind;
    if (!same || shown.sha256 !== entry.sha256 || shown.bytes !== entry.bytes) refuse('exhibits of something else', entry.exhibits);
    const content = entry.content === null ? null : (files.get(entry.content) ?? missing(entry.content));
    if (content !== null && sha256(content) !== entry.sha256) refuse('not the evidence that its digest names', entry.content ?? '');
    if (content === null && isReadAsText(entry)) refuse('a document that probes read is not there', entry.file);
    return { item, sha256: entry.sha256, exhibits: own, text: content !== null && isReadAsText(entry) ? utf8(content) : null };
  });
}

function endOfLifeOf(manifest: BundleManifest, files: FilesByPath): readonly EndOfLife[] {
  const path = 'tables/end-of-life.tsv';
  const content = files.get(path);
  if (content === undefined) throw bundleRefusal('BUNDLE_TABLE', 'it is not there', path);
  if (sha256(content) !== manifest.tables['end-of-life'])
    throw bundleRefusal('BUNDLE_TABLE', 'not the table that the manifest names', path);
  try {
    return readEndOfLife(utf8(content));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw bundleRefusal('BUNDLE_TABLE', error.message, path);
  }
}

function mappingsOf(manifest: BundleManifest, files: FilesByPath): readonly StatementMapping[] | undefined {
  const path = 'tables/component-statements.json';
  const content = files.get(path);
  const named = manifest.tables['component-statements'];
  if (content === undefined && named === undefined) return undefined;
  if (content === undefined) throw bundleRefusal('BUNDLE_TABLE', 'it is not there', path);
  if (sha256(content) !== named) throw bundleRefusal('BUNDLE_TABLE', 'not the table that the manifest names', path);
  return shaped<readonly StatementMapping[]>(files, path, z.array(statementMappingSchema).max(bundleLimits.mappings));
}

function missing(path: string): never {
  throw bundleRefusal('BUNDLE_FILE_MISSING', 'every bundle has it', path);
}

const issueOf = (error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }): string =>
  `${error.issues[0]?.path.map(String).join('.') ?? ''}: ${error.issues[0]?.message ?? 'does not fit'}`;

/** As evidence is read from disk: what is no UTF-8 becomes a replacement character, a byte order mark stays. */
const utf8 = (content: Uint8Array): string => Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
