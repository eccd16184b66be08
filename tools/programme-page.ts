import { caseStates, certifiedStates } from '../src/model/case.ts';
import { type ActionName } from '../src/model/case-action.ts';
import type { Messages } from '../src/model/message.ts';
import { roles } from '../src/model/organisation.ts';
import { clockKinds } from '../src/programme/case-clocks.ts';
import { refusalCodes } from '../src/programme/case-refusal.ts';
import { duties, statesOf } from '../src/programme/duties.ts';
import { defaultSettings } from '../src/programme/programme-settings.ts';

/** docs/generated/programme.md: the tables of the case machine, from the code that decides and the texts that people read. */
export function programmePage({ texts }: Pick<Messages, 'texts'>): string {
  const words = (key: string): string => (texts[`programme.${key}`] ?? '').replaceAll('|', '\\|');
  return [
    '# Tables of the case machine',
    '',
    'Written by `npm run generate` from `src/programme` and `catalogue/messages/en.yaml`; do not edit. What they mean stands in',
    '[programme.md](../spec/programme.md).',
    '',
    '## States',
    '',
    ...table(
      ['state', 'on pages', 'certificate'],
      caseStates.map((state) => [`\`${state}\``, words(`state.${state}`), certified(state)]),
    ),
    '## Duties',
    '',
    'Who may do what, in which states. `system`: the programme itself, never a person.',
    '',
    ...table(
      ['act', 'what', 'role', 'states'],
      (Object.keys(duties) as ActionName[]).flatMap((name) => rowsOf(name, words)),
    ),
    '## Clocks',
    '',
    ...table(
      ['clock', 'what is due'],
      clockKinds.map((kind) => [`\`${kind}\``, words(`clock.${kind}`)]),
    ),
    '## Settings',
    '',
    'A body may set others. A deadline that was given keeps the number it was given by.',
    '',
    ...table(
      ['setting', 'default'],
      Object.entries(defaultSettings).map(([name, value]) => [`\`${name}\``, String(value)]),
    ),
    '## Refusals',
    '',
    ...table(
      ['code', 'what, and how to mend it'],
      refusalCodes.map((code) => [`\`${code}\``, words(`refusal.${code}`)]),
    ),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

const certified = (state: string): string => {
  if (state === 'renewed') return 'holds to its last day';
  return certifiedStates.some((each) => each === state) ? 'stands in the register' : '';
};

function rowsOf(name: ActionName, words: (key: string) => string): readonly (readonly string[])[] {
  return [...roles, 'system' as const]
    .filter((role) => duties[name].roles.includes(role))
    .map((role) => [`\`${name}\``, words(`action.${name}`), role, name === 'open' ? 'no case yet' : listed(statesOf(name, role))]);
}

const listed = (states: readonly string[]): string => (states.length === caseStates.length ? 'any' : states.join(', '));

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${heads.join(' | ')} |`,
  `|${heads.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
];
