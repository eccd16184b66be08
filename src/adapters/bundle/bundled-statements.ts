import { bundleLimits } from '../../engine/bundle/bundle-limits.ts';
import { bundleRefusal } from '../../engine/bundle/bundle-refusal.ts';
import type { FilesByPath } from '../../engine/bundle/check-listing.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { BundleManifest } from '../../model/bundle.ts';
import type { HandedStatement, StatementProof } from '../../model/component-statement.ts';
import type { Dossier } from '../../model/dossier.ts';
import { readStatementFile } from '../dossier/read-statement-file.ts';
import { statementItems } from '../dossier/statement-items.ts';

/**
 * The component statements of a bundle, from the bytes that it carries. What checking a signature came to is taken from the bundle's assessment: the trust list and the status
 * lists of that day are not in it. Refuses a statement without bytes (`BUNDLE_EVIDENCE`), one that reads as none (`BUNDLE_SHAPE`), and too many (`BUNDLE_TOO_LARGE`).
 */
export function bundledStatements(
  { evidence }: BundleManifest,
  dossier: Dossier,
  files: FilesByPath,
  { restsOn = [], notCounted = [] }: Assessment,
): readonly HandedStatement[] {
  const items = statementItems(dossier.evidence);
  if (items.length > bundleLimits.statements) throw bundleRefusal('BUNDLE_TOO_LARGE', `${items.length} statements`, 'dossier/product.yaml');
  const proofs = new Map([...restsOn, ...notCounted].flatMap(({ proof }) => (proof === undefined ? [] : [[proof.file, proof] as const])));
  return items.map(({ file, part, custody, index }) => {
    const entry = evidence[index];
    const content = files.get(entry?.content ?? '');
    if (entry === undefined || content === undefined) throw bundleRefusal('BUNDLE_EVIDENCE', 'a component statement is not there', file);
    const read = readAs(content, file);
    const said = read.credential === null ? undefined : proofs.get(file);
    const proof: StatementProof | undefined = said && { ...said, sha256: entry.sha256 };
    return { file, part, custody, sha256: entry.sha256, statement: read.statement(proof), proof };
  });
}

function readAs(content: Uint8Array, file: string): ReturnType<typeof readStatementFile> {
  try {
    return readStatementFile(content, file);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw bundleRefusal('BUNDLE_SHAPE', `${error.code}: ${error.message}`, file);
  }
}
