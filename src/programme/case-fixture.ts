import { type Case, type CaseAssessment, type CaseState, certifiedStates } from '../model/case.ts';
import type { Action, ActionInputs, ActionName } from '../model/case-action.ts';
import type { Role } from '../model/organisation.ts';
import type { CaseContext } from './case-context.ts';
import type { Actor, CaseEvent } from './case-event.ts';
import type { PersonFacts } from './conflict-of.ts';
import { duties } from './duties.ts';
import { defaultSettings } from './programme-settings.ts';
import { type Transition, transition } from './transition.ts';
import { daysLater } from './working-days.ts';

/** One person a role, and spare decision makers: who acts in the walks. */
export const seats = {
  anna: { organisation: 'maker-1', role: 'applicant' },
  eva: { organisation: 'lab-1', role: 'evaluator' },
  rob: { organisation: 'body-1', role: 'reviewer' },
  dora: { organisation: 'body-1', role: 'decision-maker' },
  dirk: { organisation: 'body-1', role: 'decision-maker' },
  dee: { organisation: 'body-1', role: 'decision-maker' },
  dan: { organisation: 'body-1', role: 'decision-maker' },
  dodo: { organisation: 'body-1', role: 'decision-maker' },
  sam: { organisation: 'body-1', role: 'surveillance-officer' },
  olga: { organisation: 'body-1', role: 'scheme-owner' },
  adam: { organisation: 'body-1', role: 'administrator' },
} as const satisfies Readonly<Record<string, { readonly organisation: string; readonly role: Role }>>;
export type PersonName = keyof typeof seats | 'system';

export const actor = (name: PersonName): Actor =>
  name === 'system' ? { kind: 'system' } : { kind: 'person', person: name, ...seats[name] };

const personOfRole: Readonly<Record<Role | 'system', PersonName>> = {
  applicant: 'anna',
  evaluator: 'eva',
  reviewer: 'rob',
  'decision-maker': 'dora',
  'surveillance-officer': 'sam',
  'scheme-owner': 'olga',
  administrator: 'adam',
  system: 'system',
};
export const actorIn = (role: Role | 'system'): Actor => actor(personOfRole[role]);

const facts = ([person, { organisation, role }]: readonly [string, { readonly organisation: string; readonly role: Role }]): [
  string,
  PersonFacts,
] => [person, { person, memberships: [{ organisation, roles: [role] }], ties: [] }];

/** SHA-256 over the case's inputs and of its decision document, as the program would say them. */
const inputDigest = 'a'.repeat(64);
const documentDigest = 'd'.repeat(64);
const agreement = '2027-1';
const start = '2027-01-04T09:00:00Z';

/** What an act is judged by `now`; whatever else is to be different is given. */
export const contextAt = (now: string, other: Partial<CaseContext> = {}): CaseContext => ({
  now,
  settings: defaultSettings,
  people: new Map(Object.entries(seats).map(facts)),
  laboratories: new Map([['lab-1', { schemes: ['iqs'], until: '2040-12-31' }]]),
  agreement,
  input: inputDigest,
  document: documentDigest,
  renewed: null,
  ...other,
});

export const assessmentOf = (purpose: CaseAssessment['purpose'], letter: CaseAssessment['letter'] = 'B'): CaseAssessment => ({
  purpose,
  digest: { preview: '1', official: '2', surveillance: '3' }[purpose].repeat(64),
  input: inputDigest,
  letter,
  interval: { atLeast: letter ?? 'F', atMost: letter ?? 'A', bound: 'exact' },
  engine: '0.0.0',
  scheme: { id: 'iqs', vintage: '2027-pre.1', digest: '5'.repeat(64) },
  asOf: '2027-01-04',
  at: start,
});

const description: ActionInputs['describe']['description'] = {
  product: { name: 'Lumen Cam', model: 'LC-2', maker: 'Lumen Works', type: 'device', category: 'camera', use: 'indoors' },
  parts: [{ id: 'camera', kind: 'device', name: 'Lumen camera', versions: [{ version: '2.1', hardware: 'r3' }] }],
  endpoints: [{ host: 'api.lumen.example', port: 443, transport: 'tcp', part: 'camera', trust: 'public', permission: null }],
  thirdParties: [{ name: 'Pool', hosts: ['*.pool.ntp.org'], purpose: 'time' }],
};

const evidence = (file: string): ActionInputs['add-evidence']['evidence'] => ({
  file,
  is: 'update-image',
  part: 'camera',
  version: '2.1',
  custody: 'supplied',
  origin: 'https://lumen.example/downloads',
  device: null,
  phases: [],
  adopted: false,
  sha256: 'e'.repeat(64),
  bytes: 4096,
});

const firstOpen = (of: Case | null): string => of?.nonconformities.find(({ closed }) => closed === null)?.id ?? 'nc-1';

/** An input for each action that is valid for the case where anything is: the shape always is. */
const inputs: { readonly [Name in ActionName]: (of: Case | null) => ActionInputs[Name] } = {
  open: () => ({ applicant: 'maker-1', body: 'body-1', scheme: 'iqs', renews: null }),
  describe: () => ({ description }),
  state: () => ({ statements: [{ topic: 'support-until', value: '2032-01-01', part: null, adopted: false }] }),
  'add-evidence': (of) => ({ evidence: evidence(`file-${(of?.version ?? 0) + 1}.bin`) }),
  'remove-evidence': (of) => ({ file: of?.evidence.at(-1)?.file ?? 'file.bin' }),
  'choose-laboratory': () => ({ laboratory: 'lab-1' }),
  'request-assessment': (of) => ({ purpose: purposeIn(of) }),
  submit: () => ({ agreement, earlierRefusals: 'none' }),
  cancel: () => ({ reason: 'Taken off the market.' }),
  accept: () => ({ words: 'Within the scope.' }),
  reject: () => ({ reason: 'Not a connected product.' }),
  'return-application': () => ({ reason: 'The parts are not named.' }),
  'begin-evaluation': () => ({}),
  'raise-nonconformity': () => ({ words: 'The shell is open.', criterion: 'no-open-shell' }),
  'answer-nonconformity': (of) => ({ words: 'It is closed in 2.2.', nonconformity: firstOpen(of) }),
  'close-nonconformity': (of) => ({ words: 'Seen closed.', nonconformity: firstOpen(of) }),
  'complete-evaluation': () => ({ words: 'Done as planned.' }),
  'take-up-review': () => ({}),
  'return-to-evaluation': () => ({ reason: 'One test is missing.' }),
  recommend: () => ({ words: 'Grant.', members: ['dora', 'dirk', 'dee'], quorum: 2 }),
  vote: () => ({ choice: { kind: 'confirm' }, reason: 'The evidence bears it.' }),
  recuse: () => ({ reason: 'A cousin works there.' }),
  'replace-member': (of) => ({ member: of?.committee?.recused.at(-1)?.member ?? 'dee', by: 'dan', reason: 'Left.' }),
  sign: () => ({ document: documentDigest, method: 'second-factor', assertion: null }),
  propose: () => ({ cause: 'grade-changed', words: 'The grade fell.', from: 'B', to: 'D', urgent: false, assessment: null }),
  'dismiss-proposal': (of) => ({ words: 'Does not apply.', proposal: of?.proposals.find(({ closed }) => closed === null)?.id ?? '' }),
  'put-under-review': () => ({ reason: 'Plausible.', proposal: null }),
  'close-review': () => ({ reason: 'Mended.' }),
  'announce-measure': (of) => ({
    kind: of?.state === 'renewed' ? 'withdraw' : 'reduce',
    letter: of?.state === 'renewed' ? null : 'E',
    reason: 'It fell.',
    urgent: true,
  }),
  'answer-measure': () => ({ words: 'We mend it.' }),
  'propose-remedy': () => ({ words: 'An update next week.' }),
  suspend: () => ({ reason: 'It is exploited.' }),
  'extend-suspension': (of) => ({ until: daysLater(of?.suspension?.until ?? start, 30), reason: 'The update is late.' }),
  reinstate: () => ({ reason: 'Mended.' }),
  reduce: (of) => ({ letter: of?.measure?.letter ?? 'E', reason: 'It fell.' }),
  withdraw: () => ({ reason: 'Not mended.' }),
  terminate: () => ({ reason: 'No longer sold.' }),
  lapse: () => ({ reason: 'The vintage ended.' }),
  'report-change': () => ({
    kind: 'security-only',
    part: 'camera',
    version: '2.2',
    hardware: null,
    digests: [],
    words: 'Mends the shell.',
  }),
  'cover-change': (of) => ({ words: 'Seen.', change: of?.changes.find(({ confirmed }) => confirmed === undefined)?.id ?? '' }),
  'record-assessment': (of) => ({ assessment: assessmentOf(of?.assessing ?? 'official') }),
  'record-failure': (of) => ({ purpose: of?.assessing ?? 'official', words: 'The worker ran out of memory.' }),
  'record-issue': (of) => ({
    certificate: {
      number: 'IQS-BODY-0000001',
      letter: of?.certificate?.letter ?? (of?.decision?.outcome.kind === 'grant' ? of.decision.outcome.letter : 'B'),
      issuedAt: of?.certificate?.issuedAt ?? of?.since ?? start,
      validUntil: of?.certificate?.validUntil ?? daysLater(of?.since ?? start, 365),
    },
  }),
  'record-renewal': () => ({ by: 'case-2' }),
  expire: () => ({}),
};

const purposeIn = (of: Case | null): CaseAssessment['purpose'] => {
  if (of?.state === 'in-evaluation') return 'official';
  return certifiedStates.some((state) => state === of?.state) ? 'surveillance' : 'preview';
};

/** A valid input for an action on a case as it stands. */
export const inputFor = <Name extends ActionName>(action: Name, of: Case | null): ActionInputs[Name] => inputs[action](of);

/** One act of a walk: who, what, with which input if not the usual one, and how many days after the act before. */
export type Step = readonly [who: PersonName, action: ActionName, input?: object | undefined, days?: number];

export type Walk = { readonly case: Case; readonly events: readonly CaseEvent[]; readonly now: string };

export const act = (of: Case | null, [who, name, input]: Step, context: CaseContext): Transition =>
  transition(of, { by: actor(who), action: { name, input: input ?? inputFor(name, of) } as Action }, context, 'case-1');

/** Goes on from where a walk stands; every act must be allowed. */
export function walk(steps: readonly Step[], from: Walk | null = null): Walk {
  let [of, now] = [from?.case ?? null, from?.now ?? start];
  const events = [...(from?.events ?? [])];
  for (const step of steps) {
    now = daysLater(now, step[3] ?? 1);
    const done = act(of, step, contextAt(now));
    if (done.outcome === 'refused') throw new Error(`${step[0]} ${step[1]}: ${done.refusal.code} ${done.refusal.detail}`);
    of = done.case;
    events.push(done.event);
  }
  if (of === null) throw new Error('a walk begins with an act');
  return { case: of, events, now };
}

const draft: readonly Step[] = [
  ['anna', 'open'],
  ['anna', 'describe'],
  ['anna', 'state'],
  ['anna', 'add-evidence'],
  ['anna', 'choose-laboratory'],
];
const submitted: readonly Step[] = [...draft, ['anna', 'submit']];
const accepted: readonly Step[] = [...submitted, ['rob', 'accept']];
const inEvaluation: readonly Step[] = [...accepted, ['eva', 'begin-evaluation']];
const evaluated: readonly Step[] = [
  ...inEvaluation,
  ['eva', 'request-assessment'],
  ['system', 'record-assessment'],
  ['eva', 'complete-evaluation'],
];
const inReview: readonly Step[] = [...evaluated, ['rob', 'take-up-review']];
const pending: readonly Step[] = [...inReview, ['rob', 'recommend']];
const votes = (input?: object): readonly Step[] => [
  ['dora', 'vote', input],
  ['dirk', 'vote', input],
  ['dee', 'vote', input],
];
const signed: readonly Step[] = [
  ['dora', 'sign'],
  ['dirk', 'sign'],
];
const inForce: readonly Step[] = [...pending, ...votes(), ...signed, ['system', 'record-issue']];
const measured = (kind: string): readonly Step[] => [
  ...inForce,
  ['sam', 'announce-measure', { kind, letter: kind === 'reduce' ? 'D' : null, reason: 'It fell.', urgent: true }],
];

/** A script of acts for each state. */
const scripts: Readonly<Record<CaseState, readonly Step[]>> = {
  draft,
  submitted,
  rejected: [...submitted, ['rob', 'reject']],
  accepted,
  'in-evaluation': inEvaluation,
  'nonconformities-open': [...inEvaluation, ['eva', 'raise-nonconformity']],
  evaluated,
  'in-review': inReview,
  'decision-pending': pending,
  refused: [...pending, ...votes({ choice: { kind: 'refuse' }, reason: 'Not shown.' }), ...signed],
  cancelled: [...submitted, ['anna', 'cancel']],
  'in-force': inForce,
  'under-review': [...inForce, ['system', 'propose'], ['sam', 'put-under-review', { reason: 'Plausible.', proposal: 'proposal-1' }]],
  suspended: [...measured('suspend'), ['sam', 'suspend']],
  reduced: [...measured('reduce'), ['dora', 'reduce', { letter: 'D', reason: 'It fell.' }]],
  withdrawn: [...measured('withdraw'), ['dora', 'withdraw']],
  terminated: [...inForce, ['anna', 'terminate']],
  lapsed: [...inForce, ['olga', 'lapse']],
  expired: [...inForce, ['system', 'expire', {}, 400]],
  renewed: [...inForce, ['system', 'record-renewal']],
};

/** A case in a state, with the events that made it. */
export const caseIn = (state: CaseState): Walk => walk(scripts[state]);

export const actionNames = Object.keys(duties) as readonly ActionName[];
