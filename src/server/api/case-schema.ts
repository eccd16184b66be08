import { z } from '@hono/zod-openapi';
import { choiceSchema, measureKindSchema, proposalCauseSchema } from '../../adapters/programme/action-schemas.ts';
import { assessmentSummarySchema, purposeSchema } from '../../adapters/programme/assessment-summary-schema.ts';
import { certificateSchema } from '../../adapters/programme/certificate-schema.ts';
import { caseEvidenceSchema, descriptionSchema, statementSchema } from '../../adapters/programme/description-schema.ts';
import type { SameShape } from '../../adapters/schemas/same-shape.ts';
import { type Case, caseStates } from '../../model/case.ts';
import { labelLetters } from '../../model/label-claims.ts';
import { letters } from '../../model/letter.ts';
import { roles } from '../../model/organisation.ts';
import { orNull } from './or-null.ts';

const text = z.string();
const instant = z.string().meta({ description: 'RFC 3339 in UTC, whole seconds' });
const signed = { words: text, by: text, at: instant };
const said = z.object(signed);
const role = z.enum(roles);
const labelLetter = z.enum(labelLetters);

export const caseStateSchema = z.enum(caseStates).meta({ id: 'CaseState' });

const vote = z.object({ member: text, choice: choiceSchema, reason: text, at: instant });
const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grant'), letter: labelLetter }),
  z.object({ kind: z.literal('refuse') }),
  z.object({ kind: z.literal('send-back') }),
]);

const committee = z
  .object({
    members: z.array(text),
    seats: z.int(),
    quorum: z.int(),
    votes: z.array(vote),
    recused: z.array(z.object({ member: text, reason: text, at: instant })),
    outcome: outcome.nullable().meta({ description: 'null until every member has voted' }),
    signatures: z.array(
      z.object({ member: text, document: text, method: z.enum(['passkey', 'second-factor']), assertion: text.nullable(), at: instant }),
    ),
  })
  .meta({ id: 'Committee' });

const nonconformity = z
  .object({
    id: text,
    criterion: text.nullable(),
    words: text,
    raisedBy: text,
    raisedAt: instant,
    answers: z.array(said),
    closed: said.nullable(),
  })
  .meta({ id: 'Nonconformity' });

const measure = z
  .object({
    kind: measureKindSchema,
    letter: labelLetter.nullable(),
    reason: text,
    urgent: z.boolean(),
    announcedBy: text,
    announcedAt: instant,
    hearUntil: instant,
    answer: said.nullable(),
  })
  .meta({ id: 'Measure' });

const proposal = z
  .object({
    id: text,
    cause: proposalCauseSchema,
    words: text,
    from: z.enum(letters).nullable(),
    to: z.enum(letters).nullable(),
    urgent: z.boolean(),
    assessment: text.nullable(),
    at: instant,
    closed: z.object({ plausible: z.boolean(), ...signed }).nullable(),
  })
  .meta({ id: 'Proposal' });

const change = z
  .object({
    id: text,
    kind: z.enum(['security-only', 'minor']),
    part: text,
    version: text,
    hardware: text.nullable(),
    digests: z.array(text),
    words: text,
    reportedAt: instant,
    covered: z.boolean(),
    confirmed: said.optional(),
  })
  .meta({ id: 'ProductChange' });

export const namedAssessmentSummary = assessmentSummarySchema.meta({ id: 'AssessmentSummary' });
const namedCertificate = certificateSchema.meta({ id: 'Certificate' });

/** A case as its events make it, in an answer. */
export const caseSchema = z
  .object({
    id: text,
    version: z.int().meta({ description: 'Number of its events; its ETag' }),
    state: caseStateSchema,
    openedBy: text,
    openedAt: instant,
    since: instant,
    applicant: text,
    body: text,
    laboratory: text.nullable(),
    scheme: text,
    renews: text.nullable(),
    description: descriptionSchema.nullable(),
    statements: z.array(statementSchema),
    evidence: z.array(caseEvidenceSchema.extend({ by: text, role, at: instant })),
    agreement: z.object({ version: text, earlierRefusals: text, by: text, at: instant }).nullable(),
    assessments: z.array(namedAssessmentSummary),
    assessing: purposeSchema.nullable(),
    nonconformities: z.array(nonconformity),
    evaluation: z.object({ words: text, assessment: text, by: text, at: instant }).nullable(),
    review: said.nullable(),
    committee: orNull(committee),
    sentBack: z.array(z.object({ votes: z.array(vote), at: instant })).optional(),
    decision: z.object({ outcome, decidedBy: z.array(text), dissent: z.array(vote), at: instant }).nullable(),
    certificate: orNull(namedCertificate),
    measure: orNull(measure),
    suspension: z.object({ by: text, at: instant, until: instant, extendedBy: text.nullable() }).nullable(),
    standing: z.enum(['in-force', 'reduced']).nullable(),
    proposals: z.array(proposal),
    remedy: said.nullable(),
    changes: z.array(change),
    hats: z.array(z.object({ person: text, organisation: text.nullable(), role })),
    ended: text.nullable(),
  })
  .meta({ id: 'Case' });
true satisfies SameShape<z.infer<typeof caseSchema>, Case>;
