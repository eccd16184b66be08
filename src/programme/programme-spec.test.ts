// docs/spec/programme.md draws the machine: each arrow is an act that was done, and each act that changes a state has its arrow.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { caseStates } from '../model/case.ts';
import { type Role, roles } from '../model/organisation.ts';
import { act, actionNames, actorIn, caseIn, contextAt, inputFor, type Step, type Walk, walk } from './case-fixture.ts';
import { type Act, transition } from './transition.ts';
import { daysLater } from './working-days.ts';

const page = readFileSync(new URL('../../docs/spec/programme.md', import.meta.url), 'utf8');
const drawn = [...page.matchAll(/^ {2}(\[\*\]|[a-z-]+) --> ([a-z-]+): ([a-z-]+)$/gm)].map(
  ([, from, to, by]) => `${from === '[*]' ? 'none' : from} ${by} ${to}`,
);

/** One act away from a state there are others: with a measure to take, votes to sign, a time that is past. */
const announce = (kind: string): readonly Step[] => [
  ['sam', 'announce-measure', { kind, letter: kind === 'reduce' ? 'E' : null, reason: 'It fell.', urgent: true }],
];
const refuse = { choice: { kind: 'refuse' }, reason: 'Not shown.' };
const sendBack = { choice: { kind: 'send-back' }, reason: 'Test 4 is missing.' };
const tried = (steps: readonly Step[], from: Walk): readonly Walk[] => {
  try {
    return [walk(steps, from)];
  } catch {
    return [];
  }
};
const assessed: readonly Step[] = [
  ['eva', 'request-assessment'],
  ['system', 'record-assessment'],
];
const voted = (input?: object): readonly Step[] => [
  ['dora', 'vote', input],
  ['dirk', 'vote', input],
];
const preludes: readonly (readonly Step[])[] = [
  [],
  ...['suspend', 'reduce', 'withdraw'].map(announce),
  assessed,
  [...voted(sendBack), ['dee', 'vote'], ['rob', 'take-up-review']],
  [
    ['dirk', 'vote', sendBack],
    ['dee', 'vote', sendBack],
  ],
  [
    ['dirk', 'vote', refuse],
    ['dora', 'vote', refuse],
    ['dee', 'vote'],
    ['dirk', 'sign'],
  ],
  [...voted(), ['dee', 'vote'], ['dirk', 'sign'], ['dora', 'sign']],
];
/** Reviewed and suspended after a reduction: they go back to it. */
const afterReduction: readonly Walk[] = [
  walk([['sam', 'put-under-review']], caseIn('reduced')),
  walk([...announce('suspend'), ['sam', 'suspend']], caseIn('reduced')),
];

function edges(from: Walk): readonly string[] {
  const { case: of, now } = from;
  return [now, daysLater(now, 400)].flatMap((at) =>
    [...roles, 'system' as const].flatMap((role: Role | 'system') =>
      actionNames.flatMap((name) => {
        const done = transition(of, { by: actorIn(role), action: { name, input: inputFor(name, of) } } as Act, contextAt(at), of.id);
        const withSendBack =
          name === 'vote' ? transition(of, { by: actorIn(role), action: { name, input: sendBack } } as Act, contextAt(at), of.id) : done;
        return [done, withSendBack].flatMap((each) =>
          each.outcome === 'done' && each.case.state !== of.state ? [`${of.state} ${name} ${each.case.state}`] : [],
        );
      }),
    ),
  );
}

test('the diagram has every arrow of the machine, and no other', () => {
  const opened = act(null, ['anna', 'open'], contextAt('2027-01-04T09:00:00Z'));
  const walks = [
    ...caseStates.flatMap((state) => preludes.flatMap((steps) => (steps.length === 0 ? [caseIn(state)] : tried(steps, caseIn(state))))),
    ...afterReduction,
  ];
  const found = new Set([...(opened.outcome === 'done' ? [`none open ${opened.case.state}`] : []), ...walks.flatMap(edges)]);
  assert.deepEqual([...found].toSorted(), drawn.toSorted());
});
