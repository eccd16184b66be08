import { monthsLater } from '../../foundation/months-later.ts';
import type { Answer, Place } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { no, unknown, yes } from '../answer.ts';
import type { Reading } from '../ask-documents.ts';
import { askDocuments } from '../ask-documents.ts';
import { cra, en303645, psti } from '../references.ts';
import { statementsOn } from '../statements.ts';
import { isTooFar, linePlace, statedEnds, supportEnds } from '../support-end.ts';

/** An end before the label's own is too early: a label must not outlive the updates. */
export const supportEnded: Probe = {
  id: 'support-ended',
  title: 'Has the support period ended, or does it end before a label given today would?',
  references: [en303645('5.3-13'), cra('Part II (8)'), psti('Schedule 1, paragraph 3')],
  limitations: [
    'A document that names an early and a late end, as for several models, is a conflict: a person must say which one is meant.',
  ],
  needs: ['support-statement', 'test-record'],
  ask: (input) => [
    ...askDocuments(input, 'support-statement', 'no', (text, subject) => readEnds(text, subject.item.file, input)),
    ...fromStatements(input),
  ],
};

type End = { readonly isEarly: boolean; readonly note: string };

function endOn(date: string, { asOf, labelMonths }: ProbeInput): End {
  const term = monthsLater(asOf, labelMonths);
  if (date < asOf) return { isEarly: true, note: `support ended on ${date}` };
  if (date < term) return { isEarly: true, note: `support ends on ${date}, before the label's term on ${term}` };
  return { isEarly: false, note: `support until ${date}, the label's term ends on ${term}` };
}

function readEnds(text: string, file: string, input: ProbeInput): Reading {
  const said = supportEnds(text);
  const ends = said.ends.map(({ line, date }) => ({ ...endOn(date, input), line, isFar: isTooFar(date, input.asOf) }));
  const place = ({ line, note }: (typeof ends)[number]): Place => linePlace(file, line, note);
  const scope = [...new Set(ends.map(({ note }) => note))].slice(0, 3).join('; ') || 'the end of support';
  const none: Obstacle = { reason: 'not-located', at: file, note: 'no end of security updates was found; a person must read it' };
  const open: Obstacle[] = [
    ...ends.filter(({ isFar }) => isFar).map((end): Obstacle => ({ ...place(end), reason: 'conflict' })),
    ...said.denied.map(
      ({ line, date }): Obstacle => ({ ...linePlace(file, line, `something is denied near ${date}`), reason: 'not-located' }),
    ),
  ];
  if (ends.length === 0) return { found: [], obstacles: [...open, none], scope };
  if (ends.every(({ isEarly }) => isEarly)) return { found: ends.map(place), obstacles: [], scope };
  const isMixed = ends.some(({ isEarly }) => isEarly);
  const mixed = isMixed ? ends.map((end): Obstacle => ({ ...place(end), reason: 'conflict' })) : [];
  return { found: [], obstacles: [...open, ...mixed], scope };
}

function fromStatements(input: ProbeInput): readonly Answer[] {
  const dated = new Map(statedEnds(input).map(({ at, date }) => [at, date]));
  return statementsOn(input, 'support-until').map(({ at }) => {
    const date = dated.get(at);
    if (date === undefined)
      return unknown([{ reason: 'not-located', at, note: 'no single date' }], "the maker's statement on support-until", [], 'statement');
    if (isTooFar(date, input.asOf))
      return unknown(
        [{ reason: 'conflict', at, note: `${date} is too far to be meant` }],
        "the maker's statement on support-until",
        [],
        'statement',
      );
    const { isEarly, note } = endOn(date, input);
    return isEarly ? yes([{ at, note }], note, [], 'statement') : no(note, [], 'statement', [{ at, note }]);
  });
}
