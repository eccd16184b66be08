import type {
  AssessmentPurpose,
  CaseAssessment,
  CaseDescription,
  CaseEvidence,
  CaseStatement,
  Certificate,
  MeasureKind,
  ProposalCause,
} from './case.ts';
import type { Choice } from './choice.ts';
import type { LabelLetter } from './label-claims.ts';
import type { Letter } from './letter.ts';

type Reason = { readonly reason: string };
type Words = { readonly words: string };

/** Every act on a case, by name, with what it brings along. A closed world: duties, transitions, forms and the API name each. */
export type ActionInputs = {
  readonly open: { readonly applicant: string; readonly body: string; readonly scheme: string; readonly renews: string | null };
  readonly describe: { readonly description: CaseDescription };
  readonly state: { readonly statements: readonly CaseStatement[] };
  readonly 'add-evidence': { readonly evidence: CaseEvidence };
  readonly 'remove-evidence': { readonly file: string };
  readonly 'choose-laboratory': { readonly laboratory: string };
  readonly 'request-assessment': { readonly purpose: AssessmentPurpose };
  readonly submit: { readonly agreement: string; readonly earlierRefusals: string };
  readonly cancel: Reason;
  readonly accept: Words;
  readonly reject: Reason;
  readonly 'return-application': Reason;
  readonly 'begin-evaluation': Record<never, never>;
  readonly 'raise-nonconformity': Words & { readonly criterion: string | null };
  readonly 'answer-nonconformity': Words & { readonly nonconformity: string };
  readonly 'close-nonconformity': Words & { readonly nonconformity: string };
  readonly 'complete-evaluation': Words;
  readonly 'take-up-review': Record<never, never>;
  readonly 'return-to-evaluation': Reason;
  readonly recommend: Words & { readonly members: readonly string[]; readonly quorum: number };
  readonly vote: Reason & { readonly choice: Choice };
  readonly recuse: Reason;
  readonly 'replace-member': Reason & { readonly member: string; readonly by: string };
  readonly sign: { readonly document: string; readonly method: 'passkey' | 'second-factor'; readonly assertion: string | null };
  readonly propose: {
    readonly cause: ProposalCause;
    readonly words: string;
    readonly from: Letter | null;
    readonly to: Letter | null;
    readonly urgent: boolean;
    readonly assessment: string | null;
  };
  readonly 'dismiss-proposal': Words & { readonly proposal: string };
  readonly 'put-under-review': Reason & { readonly proposal: string | null };
  readonly 'close-review': Reason;
  readonly 'announce-measure': Reason & { readonly kind: MeasureKind; readonly letter: LabelLetter | null; readonly urgent: boolean };
  readonly 'answer-measure': Words;
  readonly 'propose-remedy': Words;
  readonly suspend: Reason;
  readonly 'extend-suspension': Reason & { readonly until: string };
  readonly reinstate: Reason;
  readonly reduce: Reason & { readonly letter: LabelLetter };
  readonly withdraw: Reason;
  readonly terminate: Reason;
  readonly lapse: Reason;
  readonly 'report-change': Words & {
    readonly kind: 'security-only' | 'minor' | 'major';
    readonly part: string;
    readonly version: string;
    readonly hardware: string | null;
    readonly digests: readonly string[];
  };
  readonly 'cover-change': Words & { readonly change: string };
  /** Of the programme itself, never of a person. */
  readonly 'record-assessment': { readonly assessment: CaseAssessment };
  readonly 'record-failure': { readonly purpose: AssessmentPurpose; readonly words: string };
  readonly 'record-issue': { readonly certificate: Certificate };
  readonly 'record-renewal': { readonly by: string };
  readonly expire: Record<never, never>;
};

export type ActionName = keyof ActionInputs;

/** One act with its name and what it brings along. */
export type Action = { readonly [Name in ActionName]: { readonly name: Name; readonly input: ActionInputs[Name] } }[ActionName];
