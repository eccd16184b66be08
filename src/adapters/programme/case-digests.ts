import { createHash } from 'node:crypto';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import type { Case } from '../../model/case.ts';
import { decisionDocument } from '../../programme/decision-document.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** SHA-256 over what an assessment is made from: description, statements and evidence as they stand. Who added a file when is no part of it. */
export const inputDigest = ({ description, statements, evidence }: Pick<Case, 'description' | 'statements' | 'evidence'>): string =>
  sha256(canonicalJson({ description, statements, evidence: evidence.map(({ by: _by, at: _at, ...file }) => file) }));

/** The decision document and its SHA-256; null before the vote is closed. */
export function documentOf(of: Case | null): { readonly sha256: string; readonly text: string } | null {
  const text = of === null ? null : decisionDocument(of);
  return text === null ? null : { sha256: sha256(text), text };
}
