import type { LabelHistory } from '../../register/label-history.ts';
import type { RegisterEntriesRow, RegisterIndexRow } from '../database/tables.ts';
import { folded, searchWords, storable, wordVector } from './search-words.ts';

export type IndexRows = { readonly index: RegisterIndexRow; readonly entries: RegisterEntriesRow };

/** What the tables hold of a number; null: it was never issued. */
export function indexRows({ number, standing, claims, component, events }: LabelHistory): IndexRows | null {
  const issue = events[0]?.entry;
  const last = events.at(-1);
  if (standing === null || last === undefined) return null;
  const entries = { number, claims, entries: events };
  const common = { number, state: standing.state, log_index: last.index };
  if (claims !== null && standing.letter !== null) {
    const { product, scheme, assurance, issuedAt, validUntil, updatesUntil } = claims;
    const index = {
      ...common,
      kind: 'label',
      ...keyed(product.name, product.maker, [number, product.model ?? '']),
      model: product.model === null ? null : storable(product.model),
      category: storable(product.category),
      type: product.type,
      letter: standing.letter,
      assurance: assurance.lowest,
      scheme: scheme.id,
      vintage: scheme.vintage,
      issued_at: issuedAt,
      valid_until: validUntil,
      updates_until: updatesUntil,
    } as const;
    return { index, entries };
  }
  if (component === null || issue?.event !== 'component-issued') return null;
  const index = {
    ...common,
    kind: 'component',
    ...keyed(component.name, component.maker, [number]),
    model: null,
    category: '',
    type: 'component',
    letter: '',
    assurance: '',
    scheme: '',
    vintage: '',
    issued_at: issue.at,
    valid_until: issue.validUntil,
    updates_until: null,
  } as const;
  return { index, entries };
}

const keyed = (
  name: string,
  maker: string,
  others: readonly string[],
): Pick<RegisterIndexRow, 'name' | 'maker' | 'name_key' | 'maker_key' | 'words'> => ({
  name: storable(name),
  maker: storable(maker),
  name_key: folded(name).slice(0, 200),
  maker_key: folded(maker).slice(0, 200),
  words: wordVector(searchWords(name, maker, ...others)),
});
