import type { Case, CaseEvidence, CaseStatement } from '../../model/case.ts';
import type { Action, ActionInputs, ActionName } from '../../model/case-action.ts';
import type { Choice } from '../../model/choice.ts';
import { custodies, phases, purposes, statementTopics } from '../../model/dossier.ts';
import { labelLetters } from '../../model/label-claims.ts';
import { letters } from '../../model/letter.ts';
import { type Faults, FormReader } from './form-reader.ts';
import { readDescription } from './read-description.ts';
import type { Typed } from './typed.ts';

/** Acts that a person does by a form; the rest are the programme's own. */
export type PersonAct = Exclude<ActionName, 'open' | 'record-assessment' | 'record-failure' | 'record-issue' | 'record-renewal' | 'expire'>;

type Readers = { readonly [Name in PersonAct]: (form: FormReader, of: Case) => ActionInputs[Name] };

const reason = (form: FormReader): { readonly reason: string } => ({ reason: form.text('reason') });
const words = (form: FormReader): { readonly words: string } => ({ words: form.text('words') });
const nothing = (): Record<never, never> => ({});

const readers: Readers = {
  describe: (form, of) => ({ description: readDescription(form, of.description) }),
  state: (form) => ({ statements: statements(form) }),
  'add-evidence': (form) => ({ evidence: evidence(form) }),
  'remove-evidence': (form) => ({ file: form.text('file') }),
  'choose-laboratory': (form) => ({ laboratory: form.text('laboratory') }),
  'request-assessment': (form) => ({ purpose: form.oneOf('purpose', ['preview', 'official', 'surveillance'] as const) }),
  submit: (form) => {
    if (!form.isSet('agreed')) form.fault('agreed', 'agree');
    return { agreement: form.text('agreement'), earlierRefusals: form.text('earlierRefusals') };
  },
  cancel: reason,
  accept: words,
  reject: reason,
  'return-application': reason,
  'begin-evaluation': nothing,
  'raise-nonconformity': (form) => ({ ...words(form), criterion: form.optional('criterion') }),
  'answer-nonconformity': (form) => ({ ...words(form), nonconformity: form.text('nonconformity') }),
  'close-nonconformity': (form) => ({ ...words(form), nonconformity: form.text('nonconformity') }),
  'complete-evaluation': words,
  'take-up-review': nothing,
  'return-to-evaluation': reason,
  recommend: (form) => {
    const members = form.all('members');
    if (members.length < 2) form.fault('members', 'committee');
    return { ...words(form), members, quorum: form.whole('quorum', 1, 99) };
  },
  vote: (form) => ({ choice: choice(form), ...reason(form) }),
  recuse: reason,
  'replace-member': (form) => ({ member: form.text('member'), by: form.text('by'), ...reason(form) }),
  sign: (form) => ({
    document: form.text('document'),
    method: form.oneOf('method', ['passkey', 'second-factor'] as const),
    // Only what was verified is kept: with a code there is nothing that a third party could check.
    assertion: form.optional('method') === 'passkey' ? form.optional('assertion') : null,
  }),
  propose: (form) => ({
    cause: form.oneOf('cause', [
      'grade-changed',
      'support-ended',
      'scheme-changed',
      'probe-faulty',
      'evidence-lodged',
      'sample-differs',
      'component-gone',
    ] as const),
    ...words(form),
    from: null,
    to: form.isSet('to') ? form.oneOf('to', letters) : null,
    urgent: form.isSet('urgent'),
    assessment: null,
  }),
  'dismiss-proposal': (form) => ({ ...words(form), proposal: form.text('proposal') }),
  'put-under-review': (form) => ({ ...reason(form), proposal: form.optional('proposal') }),
  'close-review': reason,
  'announce-measure': (form) => {
    const kind = form.oneOf('kind', ['suspend', 'reduce', 'withdraw'] as const);
    return { kind, letter: kind === 'reduce' ? form.oneOf('letter', labelLetters) : null, ...reason(form), urgent: form.isSet('urgent') };
  },
  'answer-measure': words,
  'propose-remedy': words,
  suspend: reason,
  'extend-suspension': (form) => ({ until: `${form.date('until')}T23:59:59Z`, ...reason(form) }),
  reinstate: reason,
  reduce: (form) => ({ letter: form.oneOf('letter', labelLetters), ...reason(form) }),
  withdraw: reason,
  terminate: (form) => {
    if (!form.isSet('sure')) form.fault('sure', 'agree');
    return reason(form);
  },
  lapse: reason,
  'report-change': (form) => ({
    kind: form.oneOf('kind', ['security-only', 'minor', 'major'] as const),
    part: form.text('part'),
    version: form.text('version'),
    hardware: form.optional('hardware'),
    digests: digests(form),
    ...words(form),
  }),
  'cover-change': (form) => ({ ...words(form), change: form.text('change') }),
};

export const isPersonAct = (name: string): name is PersonAct => Object.hasOwn(readers, name);

/** What a form says that somebody wants to do, or what is wrong with its fields. */
export function readAct(name: PersonAct, typed: Typed, of: Case): Action | { readonly faults: Faults } {
  const form = new FormReader(typed);
  const input = readers[name](form, of);
  return form.isFit ? ({ name, input } as Action) : { faults: form.faults };
}

function choice(form: FormReader): Choice {
  const [kind, letter] = form.text('choice').split(' ');
  if (kind === 'confirm' || kind === 'refuse' || kind === 'send-back') return { kind };
  const lower = labelLetters.find((each) => each === letter);
  if (kind !== 'lower' || lower === undefined) form.fault('choice', 'choose');
  return { kind: 'lower', letter: lower ?? 'E' };
}

function digests(form: FormReader): readonly string[] {
  const all = (form.optional('digests') ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((each) => each !== '');
  if (all.some((each) => !/^[0-9a-f]{64}$/.test(each))) form.fault('digests', 'digest');
  return all;
}

/** Rows of the form: topic, value, part, adopted; a row without a value states nothing. */
function statements(form: FormReader): readonly CaseStatement[] {
  return form.all('row').flatMap((row) => {
    const value = form.optional(`value.${row}`);
    if (value === null) return [];
    const topic = form.oneOf(`topic.${row}`, statementTopics);
    if (topic === 'support-until') form.date(`value.${row}`);
    return [{ topic, value, part: form.optional(`part.${row}`), adopted: form.isSet(`adopted.${row}`) }];
  });
}

/** Of a file that is in the store already: its digest and size were found there, never typed. */
function evidence(form: FormReader): CaseEvidence {
  const is = form.oneOf('is', purposes);
  const sha256 = form.text('sha256');
  return {
    file: form.text('file'),
    is,
    part: form.optional('part'),
    version: form.optional('version'),
    custody: form.oneOf('custody', custodies),
    origin: form.optional('origin'),
    device: form.optional('device'),
    phases: is === 'capture' ? phases.filter((phase) => form.all('phases').includes(phase)) : [],
    adopted: false,
    sha256,
    bytes: form.whole('bytes', 0, 999_999_999_999),
  };
}
