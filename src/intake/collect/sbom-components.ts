import type { Collector } from '../../model/collector.ts';
import type { ComponentExhibit } from '../../model/exhibits.ts';
import { isSbomText } from '../sbom-text.ts';

/** Documents larger than this are not read as an SBOM. */
const largest = 64 * 2 ** 20;
/** Components inside components. */
const deepest = 64;

/**
 * The components a CycloneDX JSON document (ECMA-424) declares: one entry each, nested ones included, nothing merged. An SBOM in another form
 * (SPDX, CycloneDX as XML) is noted as unsupported: nothing is known of what it declares.
 */
export const collectSbomComponents: Collector<ComponentExhibit> = (unpacked, { note }) =>
  unpacked.pieces
    .filter((piece) => piece.kind === 'text' && piece.size <= largest)
    .flatMap((piece) => {
      const bytes = piece.read();
      const bom = parse(bytes);
      if (bom?.['bomFormat'] === 'CycloneDX') return components(bom['components'], piece.at, 0);
      if (isSbomText(bytes))
        note({ code: 'unsupported', at: piece.at, detail: 'an SBOM in a form that is not read; CycloneDX as JSON is' });
      return [];
    });

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
