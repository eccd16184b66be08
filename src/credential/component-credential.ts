import { compactJson } from '../foundation/compact-json.ts';
import { anyShape, instantShape, listShape, oneOfShape, readShape, recordShape, textShape } from '../foundation/shape.ts';
import type { StatementDocument } from '../model/component-statement.ts';
import { statementDocumentShape } from '../model/statement-document-shape.ts';
import { numberParts } from './number-parts.ts';
import { Refusal } from './refusal.ts';
import { statusBaseIn, statusEntries, statusEntryShape } from './status-entries.ts';
import { strictly } from './strictly.ts';

/** Longest credential of a component statement as text: a document of 256 KiB in base64url, and what stands around it. */
export const longestComponent = 360_000;

const contexts = ['https://www.w3.org/ns/credentials/v2', { '@vocab': 'urn:iqs:component:' }] as const;
const types = ['VerifiableCredential', 'IqsComponentStatement'] as const;

/** The end of the last day a statement holds. */
const endOf = ({ until }: StatementDocument): string => `${until}T23:59:59Z`;

/**
 * Payload of a component statement's credential: a Verifiable Credential (VC Data Model 2.0) whose subject holds the document. `issuedAt`: RFC 3339 instant in UTC on the
 * document's day `issued`; `issuer` and `statusBase` are addresses.
 */
export function componentPayload(statement: StatementDocument, issuedAt: string, issuer: string, statusBase: string): string {
  const { serial } = numberParts(statement.number);
  return compactJson({
    '@context': contexts,
    id: `urn:iqs:component:${statement.number}`,
    type: types,
    issuer,
    validFrom: issuedAt,
    validUntil: endOf(statement),
    credentialStatus: statusEntries(statusBase, serial),
    credentialSubject: { type: 'IqsComponent', statement },
  });
}

export type ComponentContent = {
  readonly issuer: string;
  readonly statement: StatementDocument;
  /** RFC 3339 instants in UTC, whole seconds. */
  readonly issuedAt: string;
  readonly validUntil: string;
};

const shape = recordShape({
  '@context': anyShape,
  id: textShape(64),
  type: anyShape,
  issuer: textShape(200, /^https:\/\/\S+$/),
  validFrom: instantShape,
  validUntil: instantShape,
  credentialStatus: listShape(statusEntryShape, 3),
  credentialSubject: recordShape({ type: oneOfShape(['IqsComponent']), statement: statementDocumentShape }),
});

/** What a payload says; refuses (`MALFORMED`) whatever `componentPayload` would not have written for some address of status lists, and a statement of another source than ours. */
export function readComponentPayload(payload: unknown): ComponentContent {
  const { issuer, validFrom, validUntil, credentialStatus, credentialSubject } = strictly(() => readShape(shape, payload, 'payload'));
  const { statement } = credentialSubject;
  numberParts(statement.number);
  if (statement.source !== 'iqs') throw new Refusal('MALFORMED', `a statement of ${statement.source}`);
  const base = statusBaseIn(credentialStatus);
  if (
    base === null ||
    statement.issued !== validFrom.slice(0, 10) ||
    componentPayload(statement, validFrom, issuer, base) !== compactJson(payload)
  )
    throw new Refusal('MALFORMED', 'members that contradict each other');
  return { issuer, statement, issuedAt: validFrom, validUntil };
}
