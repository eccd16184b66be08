import { z } from 'zod';
import type { ActionInputs, ActionName } from '../../model/case-action.ts';
import { labelLetters } from '../../model/label-claims.ts';
import { letters } from '../../model/letter.ts';
import { lineSchema } from '../dossier/line-schema.ts';
import type { SameShape } from '../schemas/same-shape.ts';
import { assessmentSummarySchema, purposeSchema } from './assessment-summary-schema.ts';
import { certificateSchema } from './certificate-schema.ts';
import { caseEvidenceSchema, descriptionSchema, statementSchema } from './description-schema.ts';
import { fieldSchemas } from './field-schemas.ts';

const { words, id, sha256, file, instant } = fieldSchemas;
const labelLetter = z.enum(labelLetters);
const nothing = z.strictObject({});
const reason = z.strictObject({ reason: words });
const said = z.strictObject({ words });

export const choiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirm') }),
  z.strictObject({ kind: z.literal('lower'), letter: labelLetter }),
  z.strictObject({ kind: z.literal('refuse') }),
  z.strictObject({ kind: z.literal('send-back') }),
]);

export const proposalCauseSchema = z.enum([
  'grade-changed',
  'support-ended',
  'scheme-changed',
  'probe-faulty',
  'evidence-lodged',
  'sample-differs',
  'component-gone',
]);

export const measureKindSchema = z.enum(['suspend', 'reduce', 'withdraw']);

/** What each act brings along, as JSON: what the API takes and the portal's forms are checked by. Everything in it has a bound. */
export const actionSchemas = {
  open: z.strictObject({ applicant: id, body: id, scheme: id, renews: id.nullable().default(null) }),
  describe: z.strictObject({ description: descriptionSchema }),
  state: z.strictObject({ statements: z.array(statementSchema).max(1000) }),
  'add-evidence': z.strictObject({ evidence: caseEvidenceSchema }),
  'remove-evidence': z.strictObject({ file }),
  'choose-laboratory': z.strictObject({ laboratory: id }),
  'request-assessment': z.strictObject({ purpose: purposeSchema }),
  submit: z.strictObject({ agreement: id.meta({ description: "The agreement's version" }), earlierRefusals: words }),
  cancel: reason,
  accept: said,
  reject: reason,
  'return-application': reason,
  'begin-evaluation': nothing,
  'raise-nonconformity': said.extend({ criterion: id.nullable() }),
  'answer-nonconformity': said.extend({ nonconformity: id }),
  'close-nonconformity': said.extend({ nonconformity: id }),
  'complete-evaluation': said,
  'take-up-review': nothing,
  'return-to-evaluation': reason,
  recommend: said.extend({ members: z.array(id).min(1).max(15), quorum: z.int().min(1).max(15) }),
  vote: reason.extend({ choice: choiceSchema }),
  recuse: reason,
  'replace-member': reason.extend({ member: id, by: id }),
  sign: z.strictObject({
    document: sha256,
    method: z.enum(['passkey', 'second-factor']),
    assertion: z
      .string()
      .max(20_000)
      .nullable()
      .meta({ description: 'The WebAuthn assertion as JSON; for a second factor the code that the application shows, which is not kept' }),
  }),
  propose: said.extend({
    cause: proposalCauseSchema,
    from: z.enum(letters).nullable(),
    to: z.enum(letters).nullable(),
    urgent: z.boolean(),
    assessment: sha256.nullable(),
  }),
  'dismiss-proposal': said.extend({ proposal: id }),
  'put-under-review': reason.extend({ proposal: id.nullable() }),
  'close-review': reason,
  'announce-measure': reason.extend({ kind: measureKindSchema, letter: labelLetter.nullable(), urgent: z.boolean() }),
  'answer-measure': said,
  'propose-remedy': said,
  suspend: reason,
  'extend-suspension': reason.extend({ until: instant }),
  reinstate: reason,
  reduce: reason.extend({ letter: labelLetter }),
  withdraw: reason,
  terminate: reason,
  lapse: reason,
  'report-change': said.extend({
    kind: z.enum(['security-only', 'minor', 'major']),
    part: id,
    version: lineSchema,
    hardware: lineSchema.nullable(),
    digests: z.array(sha256).max(1000),
  }),
  'cover-change': said.extend({ change: id }),
  'record-assessment': z.strictObject({ assessment: assessmentSummarySchema }),
  'record-failure': said.extend({ purpose: purposeSchema }),
  'record-issue': z.strictObject({ certificate: certificateSchema }),
  'record-renewal': z.strictObject({ by: id }),
  expire: nothing,
} as const satisfies { readonly [Name in ActionName]: z.ZodType<ActionInputs[Name]> };

type Same = { [Name in ActionName]: SameShape<z.output<(typeof actionSchemas)[Name]>, ActionInputs[Name]> };
// An act whose schema takes less, or other things, than the machine: the compiler names it here.
({}) as Same satisfies Record<ActionName, true>;
