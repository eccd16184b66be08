import type { CborValue } from './cbor-value.ts';
import { Refusal } from './refusal.ts';

/** Members of a CBOR map; `MALFORMED` for anything else. */
export function entriesOf(value: CborValue | undefined): readonly (readonly [number, CborValue])[] {
  if (typeof value === 'object' && 'kind' in value && value.kind === 'map') return value.entries;
  throw new Refusal('MALFORMED', 'no map');
}
