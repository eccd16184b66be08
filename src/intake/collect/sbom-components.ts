import type { Collector } from '../../model/collector.ts';
import type { ComponentExhibit, ProblemExhibit } from '../../model/exhibits.ts';
import { isSbomText } from '../sbom-text.ts';

/** Documents larger than this are not read as an SBOM. */
const largest = 64 * 2 ** 20;
/** Components inside components. */
const deepest = 64;

/** The components a CycloneDX JSON document (ECMA-424) declares: one entry each, nested ones included, nothing merged. */
export const collectSbomComponents: Collector<ComponentExhibit> = (unpacked) =>
  unpacked.pieces
    .filter((piece) => piece.kind === 'text' && piece.size <= largest)
    .flatMap((piece) => {
      const bom = parse(piece.read());
      return bom?.['bomFormat'] === 'CycloneDX' ? components(bom['components'], piece.at, 0) : [];
    });

/** SBOMs that were handed in but stand in a form that is not read (SPDX, CycloneDX as XML): nothing is known of what they declare. */
export const collectUnreadSboms: Collector<ProblemExhibit> = (unpacked) =>
  unpacked.pieces
    .filter((piece) => piece.kind === 'text' && piece.size <= largest && isSbomText(piece.read()))
    .filter((piece) => parse(piece.read())?.['bomFormat'] !== 'CycloneDX')
    .map(({ at }) => ({ code: 'unsupported', at, detail: 'an SBOM in a form that is not read; CycloneDX as JSON is' }));

type Fields = { readonly [key: string]: unknown };

function parse(bytes: Uint8Array): Fields | undefined {
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return undefined;
  }
}

function components(list: unknown, at: string, depth: number): readonly ComponentExhibit[] {
  if (!Array.isArray(list) || depth > deepest) return [];
  return list.flatMap((item: unknown) => {
    if (item === null || typeof item !== 'object') return [];
    const fields = item as Fields;
    const group = text(fields['group']);
    const name = text(fields['name']);
    const own: ComponentExhibit = {
      name: group === null ? (name ?? '') : `${group}/${name ?? ''}`,
      version: text(fields['version']),
      release: null,
      purl: text(fields['purl']),
      cpe: text(fields['cpe']),
      at,
      method: 'sbom',
    };
    return [own, ...components(fields['components'], at, depth + 1)];
  });
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
