import type { Choice } from './choice.ts';
import type { Endpoint, EvidenceItem, Part, Product, Statement, ThirdParty } from './dossier.ts';
import type { LabelLetter } from './label-claims.ts';
import type { GradeInterval, Letter } from './letter.ts';
import type { Role } from './organisation.ts';

export const caseStates = [
  'draft',
  'submitted',
  'rejected',
  'accepted',
  'in-evaluation',
  'nonconformities-open',
  'evaluated',
  'in-review',
  'decision-pending',
  'refused',
  'cancelled',
  'in-force',
  'under-review',
  'suspended',
  'reduced',
  'withdrawn',
  'terminated',
  'lapsed',
  'expired',
  'renewed',
] as const;
/** Where a case stands (6-programme, A case). `reduced` is in force with a lower letter than the one decided first. */
export type CaseState = (typeof caseStates)[number];

/** States in which a certificate stands in the register and may be looked after. */
export const certifiedStates = ['in-force', 'under-review', 'suspended', 'reduced'] as const satisfies readonly CaseState[];

/** What a maker writes down about a product: product.yaml without evidence and statements. */
export type CaseDescription = {
  readonly product: Product;
  readonly parts: readonly Part[];
  readonly endpoints: readonly Endpoint[];
  readonly thirdParties: readonly ThirdParty[];
};

export type CaseStatement = Pick<Statement, 'topic' | 'value' | 'part' | 'adopted'>;

/** A file of the case in the evidence store. */
export type CaseEvidence = EvidenceItem & {
  /** SHA-256, lower-case hex: the file's address in the evidence store. */
  readonly sha256: string;
  readonly bytes: number;
};

/** Who added a file, and in which hat: what a laboratory adds is covered by the programme's own record. */
export type PlacedEvidence = CaseEvidence & { readonly by: string; readonly role: Role; readonly at: string };

export type AssessmentPurpose = 'preview' | 'official' | 'surveillance';

/** What an assessment came to; its bytes stand in the evidence store under the digest. */
export type CaseAssessment = {
  readonly purpose: AssessmentPurpose;
  /** SHA-256 of assessment.json, lower-case hex. */
  readonly digest: string;
  /** Digest over description, statements and evidence as they were assessed; the official one must be of the case as it stands. */
  readonly input: string;
  readonly letter: Letter | null;
  readonly interval: GradeInterval;
  readonly engine: string;
  readonly scheme: { readonly id: string; readonly vintage: string; readonly digest: string };
  /** RFC 3339 date. */
  readonly asOf: string;
  readonly at: string;
};

export type Nonconformity = {
  readonly id: string;
  readonly criterion: string | null;
  readonly words: string;
  readonly raisedBy: string;
  readonly raisedAt: string;
  readonly answers: readonly { readonly words: string; readonly by: string; readonly at: string }[];
  readonly closed: { readonly words: string; readonly by: string; readonly at: string } | null;
};

export type Vote = { readonly member: string; readonly choice: Choice; readonly reason: string; readonly at: string };

/** A person's signature over the decision document: a WebAuthn assertion, or a presence that was confirmed by second factor. */
export type DecisionSignature = {
  readonly member: string;
  /** SHA-256 of the decision document, lower-case hex. */
  readonly document: string;
  readonly method: 'passkey' | 'second-factor';
  /** What a third party can check (docs/spec/programme.md, Signatures): as JSON; null for a second factor. */
  readonly assertion: string | null;
  readonly at: string;
};

/** What the votes come to once every member has voted (see tallyVotes). */
export type VoteOutcome =
  | { readonly kind: 'grant'; readonly letter: LabelLetter }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'send-back' };

export type Committee = {
  readonly members: readonly string[];
  /** How many members it had when it was put together: the vote closes when so many have voted. */
  readonly seats: number;
  /** How many members must agree, and sign. */
  readonly quorum: number;
  readonly votes: readonly Vote[];
  readonly recused: readonly { readonly member: string; readonly reason: string; readonly at: string }[];
  /** Null until every member has voted. Shown with it from then on: who the applicant is. */
  readonly outcome: VoteOutcome | null;
  readonly signatures: readonly DecisionSignature[];
};

export type CaseDecision = {
  readonly outcome: VoteOutcome;
  readonly decidedBy: readonly string[];
  readonly dissent: readonly Vote[];
  readonly at: string;
};

export type Certificate = {
  readonly number: string;
  readonly letter: LabelLetter;
  readonly issuedAt: string;
  readonly validUntil: string;
};

export type MeasureKind = 'suspend' | 'reduce' | 'withdraw';

/** A measure that the holder is heard about before it is taken, unless it is urgent. */
export type Measure = {
  readonly kind: MeasureKind;
  readonly letter: LabelLetter | null;
  readonly reason: string;
  readonly urgent: boolean;
  readonly announcedBy: string;
  readonly announcedAt: string;
  /** The last moment at which the holder is heard. */
  readonly hearUntil: string;
  readonly answer: { readonly words: string; readonly by: string; readonly at: string } | null;
};

export const proposalCauses = [
  'grade-changed',
  'support-ended',
  'scheme-changed',
  'probe-faulty',
  'evidence-lodged',
  'sample-differs',
  'component-gone',
] as const;
export type ProposalCause = (typeof proposalCauses)[number];

/** What surveillance noticed; an officer finds it plausible or not. */
export type Proposal = {
  readonly id: string;
  readonly cause: ProposalCause;
  readonly words: string;
  readonly from: Letter | null;
  readonly to: Letter | null;
  /** Exploited and reachable: one working day instead of five. */
  readonly urgent: boolean;
  readonly assessment: string | null;
  readonly at: string;
  readonly closed: { readonly plausible: boolean; readonly words: string; readonly by: string; readonly at: string } | null;
};

export type ProductChange = {
  readonly id: string;
  readonly kind: 'security-only' | 'minor';
  readonly part: string;
  readonly version: string;
  readonly hardware: string | null;
  readonly digests: readonly string[];
  readonly words: string;
  readonly reportedAt: string;
  readonly covered: boolean;
  /** What an officer made of the evidence about it; absent: nobody has looked yet. */
  readonly confirmed?: { readonly words: string; readonly by: string; readonly at: string } | undefined;
};

/** A case as its events make it. */
export type Case = {
  readonly id: string;
  /** Number of its events. */
  readonly version: number;
  readonly state: CaseState;
  readonly openedBy: string;
  readonly openedAt: string;
  /** When it came into its state. */
  readonly since: string;
  /** Ids of the applicant's organisation, the certification body and the laboratory chosen. */
  readonly applicant: string;
  readonly body: string;
  readonly laboratory: string | null;
  /** Id of the scheme it is judged by. */
  readonly scheme: string;
  /** Id of the case whose certificate this one takes the place of. */
  readonly renews: string | null;
  readonly description: CaseDescription | null;
  readonly statements: readonly CaseStatement[];
  readonly evidence: readonly PlacedEvidence[];
  readonly agreement: { readonly version: string; readonly earlierRefusals: string; readonly by: string; readonly at: string } | null;
  readonly assessments: readonly CaseAssessment[];
  /** True while an assessment was asked for and has not come. */
  readonly assessing: AssessmentPurpose | null;
  readonly nonconformities: readonly Nonconformity[];
  readonly evaluation: { readonly words: string; readonly assessment: string; readonly by: string; readonly at: string } | null;
  readonly review: { readonly words: string; readonly by: string; readonly at: string } | null;
  readonly committee: Committee | null;
  /** What committees before this one voted when they sent the case back; absent: none did. */
  readonly sentBack?: readonly { readonly votes: readonly Vote[]; readonly at: string }[] | undefined;
  readonly decision: CaseDecision | null;
  readonly certificate: Certificate | null;
  readonly measure: Measure | null;
  readonly suspension: { readonly by: string; readonly at: string; readonly until: string; readonly extendedBy: string | null } | null;
  /** The state a review or a suspension returns to. */
  readonly standing: 'in-force' | 'reduced' | null;
  readonly proposals: readonly Proposal[];
  readonly remedy: { readonly words: string; readonly by: string; readonly at: string } | null;
  readonly changes: readonly ProductChange[];
  /** Who did what in which hat, each pair once: what separates duties later. */
  readonly hats: readonly { readonly person: string; readonly organisation: string | null; readonly role: Role }[];
  /** Why it ended, in the words of who ended it. */
  readonly ended: string | null;
};
