import type { Custody, EvidenceItem } from '../../model/dossier.ts';

/** A component statement among the evidence, with its place there. */
export type StatementItem = { readonly file: string; readonly part: string; readonly custody: Custody; readonly index: number };

/** The evidence that is a component statement; what was adopted from our own findings is nobody's statement. */
export const statementItems = (evidence: readonly EvidenceItem[]): readonly StatementItem[] =>
  evidence.flatMap(({ file, is, part, custody, adopted }, index) =>
    is !== 'component-statement' || part === null || adopted ? [] : [{ file, part, custody, index }],
  );
