import type { EvidenceExhibit, EvidenceKind } from '../model/exhibits.ts';

/** Documents larger than this are not read as text. */
const largestDocument = 2 ** 20;

const documents: readonly EvidenceKind[] = ['document', 'record', 'sbom', 'mud'];

/** Whether probes read a piece of evidence as text, and a bundle must carry it. */
export const isReadAsText = ({ kind, bytes }: Pick<EvidenceExhibit, 'kind' | 'bytes'>): boolean =>
  bytes <= largestDocument && documents.includes(kind);
