import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleLimits } from '../../engine/bundle/bundle-limits.ts';
import { bundleRefusal } from '../../engine/bundle/bundle-refusal.ts';
import { type BundleFile, inBundleOrder, writeArchive } from '../../engine/bundle/write-archive.ts';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { BundledEvidence, BundleManifest } from '../../model/bundle.ts';
import type { StatementMapping } from '../../model/component-statement.ts';
import type { EvidenceItem } from '../../model/dossier.ts';
import type { Exhibits } from '../../model/exhibits.ts';
import type { CriterionSource, SchemeSource } from '../../model/scheme-source.ts';
import { assessmentJson } from '../../reports/assessment-json.ts';
import { mappingsJson } from '../catalogue/read-tables.ts';
import { loadDossier } from '../dossier/load-dossier.ts';
import { isReadAsText } from '../is-read-as-text.ts';

export type Packing = {
  readonly assessment: Assessment;
  /** In the dossier's order. */
  readonly exhibits: readonly Exhibits[];
  readonly source: SchemeSource;
  readonly criteria: readonly CriterionSource[];
  readonly endOfLifeText: string;
  /** Carried where the assessment names them among its tables. */
  readonly statementMappings?: readonly StatementMapping[] | undefined;
  /** Also the bytes of what no probe reads as text; of files, not of folders. */
  readonly withEvidence: boolean;
};

/**
 * The evidence bundle of an assessed dossier (docs/spec/evidence-bundle.md). Reads `product.yaml` and the documents that probes read; with
 * `withEvidence` all evidence files. Refuses evidence that has changed since it was assessed (`BUNDLE_EVIDENCE`) and what a bundle cannot hold
 * (`BUNDLE_TOO_LARGE`).
 */
export function packBundle(folder: string, packing: Packing): Uint8Array {
  const { assessment, exhibits, source, criteria } = packing;
  const { dossier, files } = loadDossier(folder);
  const pieces = dossier.evidence.map((item, index) => packEvidence(item, files[index] as string, exhibits[index], index, packing));
  const packed: BundleFile[] = [
    text('assessment.json', assessmentJson(assessment)),
    { path: 'dossier/product.yaml', content: readFileSync(join(folder, 'product.yaml')) },
    text('scheme/scheme.json', canonicalJson(source)),
    ...criteria.map((criterion) => text(`scheme/criteria/${criterion.id}.json`, canonicalJson(criterion))),
    text('tables/end-of-life.tsv', packing.endOfLifeText),
    ...('component-statements' in assessment.tables
      ? [text('tables/component-statements.json', mappingsJson(packing.statementMappings ?? []))]
      : []),
    ...pieces.flatMap((piece) => piece.files),
  ];
  const manifest: BundleManifest = {
    iqs: 'bundle/1',
    engine: assessment.engine,
    asOf: assessment.asOf,
    reproducible: assessment.reproducible,
    scheme: { id: assessment.scheme.id, digest: assessment.scheme.digest },
    tables: assessment.tables,
    evidence: pieces.map((piece) => piece.entry),
    files: packed.toSorted(inBundleOrder).map(({ path, content }) => ({ path, bytes: content.length, sha256: sha256(content) })),
  };
  return writeArchive([...packed, text('manifest.json', canonicalJson(manifest))]);
}

type Piece = { readonly entry: BundledEvidence; readonly files: readonly BundleFile[] };

function packEvidence(
  { file, is }: EvidenceItem,
  path: string,
  exhibits: Exhibits | undefined,
  index: number,
  { withEvidence }: Packing,
): Piece {
  const [evidence] = exhibits?.evidence ?? [];
  if (exhibits === undefined || evidence === undefined)
    throw bundleRefusal('BUNDLE_EVIDENCE', 'the dossier has changed since it was assessed', file);
  const number = String(index + 1).padStart(4, '0');
  const carried = isReadAsText(evidence) || is === 'component-statement' || (withEvidence && statSync(path).isFile());
  const content = carried ? [{ path: `evidence/${number}`, content: readWhole(path, file, evidence.sha256) }] : [];
  const { sha256, bytes, kind } = evidence;
  return {
    entry: { file, sha256, bytes, kind, exhibits: `exhibits/${number}.json`, content: carried ? `evidence/${number}` : null },
    files: [...content, text(`exhibits/${number}.json`, canonicalJson(exhibits))],
  };
}

function readWhole(path: string, file: string, digest: string): Uint8Array {
  const { size } = statSync(path);
  if (size > bundleLimits.archive) throw bundleRefusal('BUNDLE_TOO_LARGE', `${size} bytes`, file);
  const content = readFileSync(path);
  if (sha256(content) !== digest) throw bundleRefusal('BUNDLE_EVIDENCE', 'it has changed since it was assessed', file);
  return content;
}

const text = (path: string, content: string): BundleFile => ({ path, content: new TextEncoder().encode(content) });

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
