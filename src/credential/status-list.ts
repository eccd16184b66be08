import { base64url, fromBase64url } from '../foundation/base64url.ts';
import { compactJson } from '../foundation/compact-json.ts';
import { anyShape, instantShape, oneOfShape, readShape, recordShape, textShape } from '../foundation/shape.ts';
import { Refusal } from './refusal.ts';
import { type StatusPurpose, statusBits, statusPurposes } from './status-place.ts';
import { strictly } from './strictly.ts';

/** Longest list as text: one of random bits is about 30,000. */
export const longestStatusList = 60_000;

export type StatusListContent = {
  /** Its address. */
  readonly id: string;
  readonly issuer: string;
  readonly purpose: StatusPurpose;
  /** RFC 3339 instants in UTC between which it speaks. */
  readonly from: string;
  readonly until: string;
  /** gzip of the bits, the first bit of a byte its highest. */
  readonly packed: Uint8Array;
};

/** Payload of a status list credential (W3C Bitstring Status List 1.0, 2.2 and 3). */
export const statusListPayload = ({ id, issuer, purpose, from, until, packed }: StatusListContent): string =>
  compactJson({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: from,
    validUntil: until,
    credentialSubject: { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: purpose, encodedList: `u${base64url(packed)}` },
  });

const shape = recordShape({
  '@context': anyShape,
  id: textShape(300, /^https:\/\/\S+$/),
  type: anyShape,
  issuer: textShape(200, /^https:\/\/\S+$/),
  validFrom: instantShape,
  validUntil: instantShape,
  credentialSubject: recordShape({
    id: textShape(310),
    type: oneOfShape(['BitstringStatusList']),
    statusPurpose: oneOfShape(statusPurposes),
    encodedList: textShape(longestStatusList, /^u[A-Za-z0-9_-]+$/),
  }),
});

/** Reads a payload; refuses (`MALFORMED`) what `statusListPayload` would not have written. */
export function readStatusListPayload(payload: unknown): StatusListContent {
  const { id, issuer, validFrom, validUntil, credentialSubject } = strictly(() => readShape(shape, payload, 'payload'));
  const packed = strictly(() => fromBase64url(credentialSubject.encodedList.slice(1)));
  const content = { id, issuer, purpose: credentialSubject.statusPurpose, from: validFrom, until: validUntil, packed };
  if (statusListPayload(content) !== compactJson(payload) || validUntil <= validFrom)
    throw new Refusal('MALFORMED', 'members that contradict each other');
  return content;
}

/** Whether the bit at `index` is set; bits are counted from the highest of the first byte. */
export const bitAt = (bits: Uint8Array, index: number): boolean => (((bits[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1;

/** A list with the bits of `indexes` set. */
export function bitsOf(indexes: Iterable<number>): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(statusBits / 8);
  for (const index of indexes) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return bits;
}
