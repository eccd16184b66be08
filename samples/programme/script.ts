import type { Case } from '../../src/model/case.ts';
import type { Action } from '../../src/model/case-action.ts';
import type { Choice } from '../../src/model/choice.ts';
import type { LabelLetter } from '../../src/model/label-claims.ts';
import type { OrganisationKey, PersonKey } from './people.ts';
import { descriptionOf, filesOf, laboratoryRecord, type SampleFile, type SampleProduct, statementsOf } from './products.ts';

/** Ids of the sample people and organisations, and of cases that were opened before, as a step needs them. */
export type Known = {
  readonly people: Readonly<Record<PersonKey, string>>;
  readonly organisations: Readonly<Record<OrganisationKey, string>>;
  /** By the name of their script. */
  readonly cases: ReadonlyMap<string, string>;
  readonly agreement: string;
  /** SHA-256 of the decision document of the case at hand. */
  readonly document: string;
  /** RFC 3339 instant of the step. */
  readonly now: string;
};

/** One act of a sample case: how many days ago (0: now), by whom, what. A file is uploaded before it is added. */
export type Step = {
  readonly daysAgo: number;
  readonly who: PersonKey | 'system';
  readonly act: (known: Known, of: Case | null) => Action;
  readonly file?: SampleFile;
};

export type Script = { readonly name: string; readonly steps: readonly Step[] };

const step = (daysAgo: number, who: Step['who'], act: Step['act'], file?: SampleFile): Step =>
  file === undefined ? { daysAgo, who, act } : { daysAgo, who, act, file };
const plain = (daysAgo: number, who: Step['who'], action: Action): Step => step(daysAgo, who, () => action);
const added = (daysAgo: number, who: PersonKey, file: SampleFile): Step =>
  step(daysAgo, who, () => ({ name: 'add-evidence', input: { evidence: file.evidence } }), file);

/** A draft with everything in it; `renews`: the script whose certificate it is to take the place of. */
export const draft = (daysAgo: number, product: SampleProduct, renews: string | null = null): readonly Step[] => [
  step(daysAgo, 'anna', ({ organisations, cases }) => ({
    name: 'open',
    input: {
      applicant: organisations.maker,
      body: organisations.body,
      scheme: 'iqs-training',
      renews: renews === null ? null : (cases.get(renews) ?? null),
    },
  })),
  plain(daysAgo, 'anna', { name: 'describe', input: { description: descriptionOf(product) } }),
  plain(daysAgo, 'anna', { name: 'state', input: { statements: statementsOf(product) } }),
  ...filesOf(product).map((file) => added(daysAgo, 'anna', file)),
  step(daysAgo, 'anna', ({ organisations }) => ({ name: 'choose-laboratory', input: { laboratory: organisations.laboratory } })),
];

export const preview = (daysAgo: number): readonly Step[] => [
  plain(daysAgo, 'anna', { name: 'request-assessment', input: { purpose: 'preview' } }),
];

export const submit = (daysAgo: number): readonly Step[] => [
  step(daysAgo, 'anna', ({ agreement }) => ({ name: 'submit', input: { agreement, earlierRefusals: 'None.' } })),
];

export const accept = (daysAgo: number): readonly Step[] => [
  plain(daysAgo, 'rosa', { name: 'accept', input: { words: 'A connected camera or its like, within the scope of the training scheme.' } }),
];

export const begin = (daysAgo: number): readonly Step[] => [plain(daysAgo, 'eva', { name: 'begin-evaluation', input: {} })];

/** The laboratory's own assessment, with its record of the login test where `tested`. */
export const evaluate = (daysAgo: number, tested: boolean): readonly Step[] => [
  ...(tested ? [laboratoryStep(daysAgo)] : []),
  plain(daysAgo, 'eva', { name: 'request-assessment', input: { purpose: 'official' } }),
  plain(daysAgo, 'eva', { name: 'complete-evaluation', input: { words: 'Assessed as handed in; the unit bought in a shop is the same.' } }),
];

const laboratoryStep = (daysAgo: number): Step => added(daysAgo, 'eva', laboratoryRecord('2026-01-15'));

export const review = (daysAgo: number): readonly Step[] => [plain(daysAgo, 'rosa', { name: 'take-up-review', input: {} })];

export const recommend = (daysAgo: number): readonly Step[] => [
  step(daysAgo, 'rosa', ({ people }) => ({
    name: 'recommend',
    input: { words: 'Complete, and the evidence bears it.', members: [people.dora, people.dirk, people.dee], quorum: 2 },
  })),
];

const confirm: Choice = { kind: 'confirm' };

/** All three vote, two sign; what the majority chose comes out. */
export const decide = (daysAgo: number, choice: Choice = confirm): readonly Step[] => [
  vote(daysAgo, 'dora', choice),
  vote(daysAgo, 'dirk', choice),
  vote(daysAgo, 'dee', confirm),
  sign(daysAgo, 'dora'),
  sign(daysAgo, 'dirk'),
];

export const vote = (daysAgo: number, who: PersonKey, choice: Choice): Step =>
  plain(daysAgo, who, {
    name: 'vote',
    input: {
      choice,
      reason: choice.kind === 'confirm' ? 'The evidence bears the letter.' : 'The unit tested is of another revision than the one sold.',
    },
  });

const sign = (daysAgo: number, who: PersonKey): Step =>
  step(daysAgo, who, ({ document }) => ({ name: 'sign', input: { document, method: 'second-factor', assertion: null } }));

/** From the draft to the label, over eight weeks. */
export const granted = (
  daysAgo: number,
  product: SampleProduct,
  {
    tested = false,
    choice = confirm,
    renews = null,
  }: { readonly tested?: boolean; readonly choice?: Choice; readonly renews?: string | null } = {},
): readonly Step[] => [
  ...draft(daysAgo + 56, product, renews),
  ...submit(daysAgo + 55),
  ...accept(daysAgo + 50),
  ...begin(daysAgo + 42),
  ...evaluate(daysAgo + 20, tested),
  ...review(daysAgo + 15),
  ...recommend(daysAgo + 10),
  ...decide(daysAgo, choice),
];

/** Announced, answered, taken. */
export const measure = (
  daysAgo: number,
  kind: 'suspend' | 'reduce' | 'withdraw',
  reason: string,
  letter: LabelLetter | null = null,
): readonly Step[] => [
  plain(daysAgo + 5, 'sam', { name: 'announce-measure', input: { kind, letter, reason, urgent: false } }),
  plain(daysAgo + 3, 'anna', { name: 'answer-measure', input: { words: 'We see it too, and are working on an update.' } }),
  kind === 'suspend'
    ? plain(daysAgo, 'sam', { name: 'suspend', input: { reason } })
    : kind === 'reduce'
      ? plain(daysAgo, 'dora', { name: 'reduce', input: { letter: letter ?? 'E', reason } })
      : plain(daysAgo, 'dora', { name: 'withdraw', input: { reason } }),
];

export const single = plain;
