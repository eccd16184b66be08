import { oneOfShape, recordShape, textShape } from '../foundation/shape.ts';
import { type StatusPurpose, statusListUrl, statusPlace, statusPurposes } from './status-place.ts';

/** Where a serial's bits stand, as its credential names them: one entry a purpose, in their order (W3C Bitstring Status List 1.0, 2.1). */
export const statusEntries = (base: string, serial: number): readonly Readonly<Record<string, string>>[] =>
  statusPurposes.map((purpose) => statusEntry(base, purpose, serial));

function statusEntry(base: string, statusPurpose: StatusPurpose, serial: number): Readonly<Record<string, string>> {
  const { list, index } = statusPlace(serial);
  const url = statusListUrl(base, statusPurpose, list);
  return {
    id: `${url}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential: url,
  };
}

export const statusEntryShape = recordShape({
  id: textShape(300),
  type: oneOfShape(['BitstringStatusListEntry']),
  statusPurpose: oneOfShape(statusPurposes),
  statusListIndex: textShape(6, /^(0|[1-9]\d*)$/),
  statusListCredential: textShape(300),
});

/** The address of status lists that the first of a credential's entries names; null where it names none. */
export const statusBaseIn = (entries: readonly { readonly statusListCredential: string }[]): string | null =>
  /^(https:\/\/\S+\/)revocation\//.exec(entries[0]?.statusListCredential ?? '')?.[1] ?? null;
