import { compactJson } from '../foundation/compact-json.ts';
import { anyShape, instantShape, listShape, oneOfShape, readShape, recordShape, textShape } from '../foundation/shape.ts';
import type { LabelClaims } from '../model/label-claims.ts';
import { labelClaimsShape } from '../model/label-claims-shape.ts';
import { numberParts } from './number-parts.ts';
import { Refusal } from './refusal.ts';
import { statusBaseIn, statusEntries, statusEntryShape } from './status-entries.ts';
import { strictly } from './strictly.ts';

/** Longest credential as text. */
export const longestCredential = 100_000;

const contexts = ['https://www.w3.org/ns/credentials/v2', { '@vocab': 'urn:iqs:label:' }] as const;
const types = ['VerifiableCredential', 'IqsLabelCredential'] as const;
const utf8 = new TextEncoder();

/** The one spelling of the claims: what the printed code's digest is over, and what the register logs. */
export const claimsBytes = (claims: LabelClaims): Uint8Array<ArrayBuffer> => utf8.encode(compactJson(claims));

/** Payload of the credential: a Verifiable Credential (VC Data Model 2.0) whose subject holds the claims. `issuer` and `statusBase` are addresses. */
export function credentialPayload(claims: LabelClaims, issuer: string, statusBase: string): string {
  const { serial } = numberParts(claims.number);
  return compactJson({
    '@context': contexts,
    id: `urn:iqs:label:${claims.number}`,
    type: types,
    issuer,
    validFrom: claims.issuedAt,
    validUntil: claims.validUntil,
    credentialStatus: statusEntries(statusBase, serial),
    credentialSubject: { type: 'IqsLabel', claims },
  });
}

export type CredentialContent = { readonly issuer: string; readonly claims: LabelClaims };

const shape = recordShape({
  '@context': anyShape,
  id: textShape(64),
  type: anyShape,
  issuer: textShape(200, /^https:\/\/\S+$/),
  validFrom: instantShape,
  validUntil: instantShape,
  credentialStatus: listShape(statusEntryShape, 3),
  credentialSubject: recordShape({ type: oneOfShape(['IqsLabel']), claims: labelClaimsShape }),
});

/** Issuer and claims of a payload; refuses (`MALFORMED`) whatever `credentialPayload` would not have written for some address of status lists. */
export function readCredentialPayload(payload: unknown): CredentialContent {
  const { issuer, credentialStatus, credentialSubject } = strictly(() => readShape(shape, payload, 'payload'));
  const { claims } = credentialSubject;
  const base = statusBaseIn(credentialStatus);
  if (base === null || credentialPayload(claims, issuer, base) !== compactJson(payload))
    throw new Refusal('MALFORMED', 'members that contradict each other');
  if (claims.validUntil <= claims.issuedAt) throw new Refusal('MALFORMED', 'over before it begins');
  return { issuer, claims };
}
